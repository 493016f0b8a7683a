"""Speed of the dashboard as ratios to floors measured in the same run (docs/performance.md)."""
