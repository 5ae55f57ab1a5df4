"""The doors: staff desk now; families, pupils and the public page with the parts that need them."""
