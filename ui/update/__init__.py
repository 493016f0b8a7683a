"""The page Update data."""
