"""What a reader sees around the pages: navigation, shared widgets, addresses, assets, errors."""
