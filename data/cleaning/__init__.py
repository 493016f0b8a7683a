"""Text as it stands in a file → typed values. One concept a file."""
