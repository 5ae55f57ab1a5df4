"""One module for each kind of file; each gives the same ``Extract``."""
