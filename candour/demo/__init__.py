"""The demonstration: a sample school, sign-in links, and the post that it would have sent.

Its routes carry a completed second factor and show every message, so they exist only where the
data folder is marked as a demonstration, and answer only this machine itself.
"""
