"""Charts as files."""
