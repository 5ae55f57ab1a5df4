"""Where Django looks for the tag library ``ui``."""
