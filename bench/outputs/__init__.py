"""Everything that a reader sees or takes along, as files to compare before and after a change."""
