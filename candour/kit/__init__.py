"""What every app is made with: access, actions, events, registries, manifests, the clock. Holds no models."""
