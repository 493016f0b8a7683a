"""The paying share under every definition, beside the official share."""

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
    """Words of the picture. official: ready label of the reference line, with its number."""

    caption: Caption
    official: str = ""


def figure(
    rows: pd.DataFrame, *, official: float | None, labels: Labels, theme: Theme, locale: str = "en_GB"
) -> go.Figure:
    """rows: one a definition, with label, value, low, high (shares) and note (why a value is missing)."""
    raise NotImplementedError
