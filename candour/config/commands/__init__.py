"""One module for each command of ``candour``."""
