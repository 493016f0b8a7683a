"""What stands in front of the app: the gate, the headers on every answer, static files, readiness."""
