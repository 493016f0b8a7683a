"""Frames in, pictures out: `go.Figure` or SVG text. The only place with plotly; words are arguments."""
