"""The commands of manage.py, one file a group."""
