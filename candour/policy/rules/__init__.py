"""Pure decisions of the policy app, by topic."""
