"""Every read of the policy app that is not trivial, by topic."""
