"""What every app is made with: access, actions, events, registries, the clock. No models."""
