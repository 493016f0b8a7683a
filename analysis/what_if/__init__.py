"""Scenarios: levers, outcomes, targets."""
