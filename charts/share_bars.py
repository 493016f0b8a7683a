"""The two shares as two bars, drawn on the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charts.caption import Caption
    from charts.theme import Theme


@dataclass(frozen=True)
class Bar:
    """One share. text: its fraction, such as '23 of 115', or why there is no value."""

    label: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Labels:
    """Words of the picture. alt: what it shows; group and others: the two parts of a bar; bounds: low–high."""

    caption: Caption
    alt: str
    group: str
    others: str
    bounds: str = ""


def svg(
    bars: Sequence[Bar], *, labels: Labels, theme: Theme, compact: bool = False, locale: str = "en_GB"
) -> str:
    """Two bars of 100 % each. compact: for a phone (350 px) instead of a page (1000 px)."""
    raise NotImplementedError
