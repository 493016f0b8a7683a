"""The page Snapshots by its parts: make, preview, publish, links, files, compare."""
