"""What every room of ui stands on: address, session, cached queries, words of figures."""
