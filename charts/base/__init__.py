"""What every chart shares: theme, layout, captions, axes, SVG."""
