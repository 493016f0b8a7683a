"""Links to snapshots and who may open them."""
