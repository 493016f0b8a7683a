"""Parts that several pages show: cards, charts with their menu, tables, downloads, popovers."""
