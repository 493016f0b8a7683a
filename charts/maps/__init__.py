"""Maps: the base, where marks and labels lie, and the two maps drawn from them."""
