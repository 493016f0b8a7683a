"""What a reader selected on a chart."""

from __future__ import annotations

from typing import Any


def selected_cities(event: Any) -> list[str]:  # noqa: ANN401  Streamlit's own mapping
    """City ids of the selected points, in the order of selection, each once."""
    points = event.get("selection", {}).get("points", []) if event else []
    found = [point.get("customdata") for point in points]
    flat = [value[0] if isinstance(value, (list, tuple)) else value for value in found if value]
    return list(dict.fromkeys(str(value) for value in flat))
