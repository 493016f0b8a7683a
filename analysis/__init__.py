"""Dataset and basis in, frames and numbers out. Pure: no screen, no chart, no store, no clock of its own."""
