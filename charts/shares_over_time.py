"""Both shares by fee year."""

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
    """Words of the picture. bounds: what low and high are; to_date: said of a year that is not over."""

    caption: Caption
    paying: str
    official: str
    bounds: str = ""
    to_date: str = ""


def figure(years: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """years: as analysis.history.by_fee_year."""
    raise NotImplementedError
