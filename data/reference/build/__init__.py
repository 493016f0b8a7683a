"""The scripts that derive the reference files from public packages. Run once by hand, never at run time."""
