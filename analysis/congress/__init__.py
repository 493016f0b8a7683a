"""Delegates expected at a Congress."""
