"""What the data are and where they live. Knows neither screen nor chart nor analysis."""
