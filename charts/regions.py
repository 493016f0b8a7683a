"""Official and paying members by world region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from charts.caption import Caption
    from charts.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture. numbers: pattern with {paying} and {official}, such as '{paying} of {official} pay'."""

    caption: Caption
    official: str
    paying: str
    unknown: str
    numbers: str = "{paying} / {official}"


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """rows: as analysis.regions.by_region, with `label`, and `in_focus` (optional, for the focus colour)."""
    raise NotImplementedError
