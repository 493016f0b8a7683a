"""An additive score of engagement: each part a number of points that can be read off, never a black box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from data.dataset import Dataset


@dataclass(frozen=True)
class Part:
    """points: for each one that counts; most: how many count at the most."""

    points: int
    most: int

    @property
    def top(self) -> int:
        """The most points that this part gives."""
        return self.points * self.most


PARTS: Final = {
    "in_person": Part(3, 3),
    "online": Part(1, 3),
    "topics": Part(1, 3),
    "contacts": Part(2, 1),
}
"""Events in person, events online, topics on record, a contact that the secretariat holds."""


def scores(dataset: Dataset, seen: pd.DataFrame, contacted: pd.Series) -> pd.DataFrame:
    """One row a city of `seen` (analysis.presence), in its order.

    contacted: numbers of contacts by city_id; a city that is not in it has none. Columns: city_id, name,
    name_zh, kind, a column of points for each of PARTS (missing where it is not known: no event list; no
    topic on record, which nobody may have asked for), score (sum of the known parts), out_of (the most that
    the known parts could give), illustrative.
    """
    topics = dataset.table("topics")
    recorded = topics.groupby("city_id")["topic"].nunique().reindex(seen["city_id"])
    marked = topics.loc[topics["provenance"] == "illustrative", "city_id"]
    numbers = {
        "in_person": seen["in_person"],
        "online": seen["online"],
        "topics": recorded.set_axis(seen.index),
        "contacts": contacted.reindex(seen["city_id"]).fillna(0).set_axis(seen.index),
    }
    points = pd.DataFrame({name: _points(numbers[name], part) for name, part in PARTS.items()})
    top = np.array([part.top for part in PARTS.values()])
    return seen[["city_id", "name", "name_zh", "kind"]].assign(
        **{name: points[name] for name in PARTS},
        score=points.sum(axis="columns").astype("Int64"),
        out_of=points.notna().to_numpy() @ top,
        illustrative=seen["illustrative"] | seen["city_id"].isin(marked),
    )


def _points(numbers: pd.Series, part: Part) -> pd.Series:
    return (numbers.astype("Int64").clip(upper=part.most) * part.points).astype("Int64")
