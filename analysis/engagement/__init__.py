"""Events, networks, topics and potential."""
