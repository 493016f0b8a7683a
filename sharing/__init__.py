"""Snapshots of reports: what one holds, who may see it, its formats, how it is served and compared."""
