"""The staff door: what waits for me, first steps, and where to turn with a concern."""
