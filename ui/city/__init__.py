"""The City page."""
