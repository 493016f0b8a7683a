"""The Engagement page."""
