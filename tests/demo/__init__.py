"""The demonstration's own doors."""
