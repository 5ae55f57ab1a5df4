"""What people type on the policy app's pages, by topic."""
