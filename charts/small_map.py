"""The map of the Overview, drawn on the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from charts.basemap import Base
    from charts.caption import Caption
    from charts.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture. alt: what it shows; marks: legend by mark; others: legend of other members."""

    caption: Caption
    alt: str
    marks: Mapping[str, str]
    others: str = ""


def svg(places: pd.DataFrame, base: Base, *, labels: Labels, theme: Theme) -> str:
    """places: as analysis.places.places, with `hover` and `label` (both optional; `name` stands in)."""
    raise NotImplementedError
