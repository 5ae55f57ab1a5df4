"""Makes what tests begin with."""
