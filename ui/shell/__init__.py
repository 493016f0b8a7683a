"""What is around every page: the script of a run, the form of the basis, what is wrong with the data."""
