"""Prospects by stage."""

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
    """Words of the picture. now: at the stage today; passed: reached it and went on."""

    caption: Caption
    now: str
    passed: str


def figure(stages: pd.DataFrame, *, labels: Labels, theme: Theme) -> go.Figure:
    """stages: one a stage in order, with stage, label, now, reached (counts), share_of_first and text."""
    raise NotImplementedError
