"""Both shares: now, through time, and why they differ."""
