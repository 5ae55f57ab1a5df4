"""Every write of the policy app, by topic."""
