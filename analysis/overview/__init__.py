"""All figures of a basis together, the checks between them, and what needs attention."""
