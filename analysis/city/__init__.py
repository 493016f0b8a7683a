"""One city: status, fees, events, relations, and what is not known."""
