"""The Congress page."""
