"""The Map page: its view, places, pictures, list and downloads."""
