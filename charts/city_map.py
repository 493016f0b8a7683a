"""Members and prospects on a map that pans, zooms and selects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import plotly.graph_objects as go

    from charts.basemap import Base
    from charts.caption import Caption
    from charts.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture. marks: legend by mark (paid, not_paid, waived, unknown, prospect, member)."""

    caption: Caption
    marks: Mapping[str, str]
    others: str = ""


@dataclass(frozen=True)
class View:
    """What of the base is shown: km of its projection, None for all of it; px; city_ids that are selected."""

    extent: tuple[float, float, float, float] | None = None
    height: int = 460
    width: int = 640
    selected: frozenset[str] = frozenset()


def figure(
    places: pd.DataFrame, base: Base, *, labels: Labels, theme: Theme, view: View | None = None
) -> go.Figure:
    """places: as analysis.places.places, with `hover` (plain text, line feeds allowed) and `label` (optional)."""
    raise NotImplementedError
