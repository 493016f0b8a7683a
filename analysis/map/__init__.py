"""Members and prospects as places."""
