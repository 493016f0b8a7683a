"""Parts of the page Update data, in the order in which people meet them."""
