"""The pages of the policy app, by topic."""
