"""What a page shows, gathered once: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.figure import Figure
    from analysis.overview.attention import Item


@dataclass(frozen=True)
class Overview:
    """The figures, rows and items of the first page, all on one basis."""

    official: Figure
    paying: Figure
    rate: Figure
    money: dict[str, Figure]
    prospects: pd.DataFrame
    attention: list[Item]
    history: pd.DataFrame
    places: pd.DataFrame

    @property
    def illustrative(self) -> bool:
        """Whether an invented row stands behind either share."""
        return self.official.illustrative or self.paying.illustrative
