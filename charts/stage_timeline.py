"""When each prospect entered which stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import plotly.graph_objects as go

    from charts.caption import Caption
    from charts.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture. as_of: of the vertical line at the as-of date; event and event_on: the target."""

    caption: Caption
    as_of: str = ""
    event: str = ""
    event_on: date | None = None
    illustrative: str = ""


def figure(
    changes: pd.DataFrame, *, as_of: date, labels: Labels, theme: Theme, locale: str = "en_GB"
) -> go.Figure:
    """changes: one a stay, with city, stage, stage_label, entered_on, until, illustrative and hover."""
    raise NotImplementedError
