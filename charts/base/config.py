"""Settings of the plotly component for `st.plotly_chart(config=…)`."""

from __future__ import annotations

from typing import Any, Final

_DOWNLOAD: Final = {"format": "png", "scale": 2}

CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": _DOWNLOAD,
}

MAP_CONFIG: Final[dict[str, Any]] = CONFIG | {
    "scrollZoom": True,
    "doubleClick": "reset",
    "modeBarButtons": [
        ["toImage", "zoomIn2d", "zoomOut2d", "resetScale2d"],
        ["pan2d", "select2d", "lasso2d"],
    ],
}
