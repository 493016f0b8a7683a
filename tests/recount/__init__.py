"""A recount from docs/definitions.md, by somebody who has not seen the code of the figures."""
