"""One process that starts the web pages and background work, and takes them with it."""
