"""Prospects: stages, journeys, cohorts and chances."""
