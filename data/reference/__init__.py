"""Facts that change rarely: cities, other names of cities, the fee tariff, income levels and base maps."""
