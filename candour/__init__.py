"""Candour runs a school's social media policy: every clause a duty with an owner, a place and evidence."""
