"""Small honest apps that the dashboard is measured against."""
