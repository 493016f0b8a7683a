"""Where the data live: immutable versions, contacts apart, what was done by whom. One transaction a write."""
