"""What people do with Candour, in a real browser, from the sign-in link to the last page."""
