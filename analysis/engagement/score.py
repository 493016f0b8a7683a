"""Points for what a city did with the association: a sum of few parts, each shown, none guessed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analysis.engagement.attendance_by_event import MODES


@dataclass(frozen=True)
class Part:
    """One part of the score: so many points each time, and no more than `most` in all."""

    code: str
    points: int
    most: int


PARTS = (Part("in_person", 3, 9), Part("online", 1, 3), Part("topics", 2, 6), Part("contact", 2, 2))


def score(seen: pd.DataFrame, topics: pd.DataFrame, reached: Collection[str] | None) -> pd.DataFrame:
    """The cities with points, and what they are made of.

    seen: as analysis.engagement.attendance_by_event.by_city gives it; topics: the table; reached: city_ids
    with a contact, None where no contact at all is recorded. Adds points_CODE for each of PARTS (missing
    where the part is not known), points (sum of the known parts), possible (the most that these can give) and
    unknown (how many parts are not known).

    Not known are: participation where no list could have named the city; topics where none is recorded;
    contact where the association records none of anybody. How a city came is not recorded: counts as online.
    A visit by us shows what we did, not what the city did: it gives no points.
    """
    came = {mode: seen[mode] - seen[f"visited_{mode}"] for mode in MODES}
    no_record = (seen["lists"] == 0) & (sum(came.values()) == 0)
    ids = seen["city_id"]
    topic_counts = ids.map(topics.drop_duplicates(["city_id", "topic"]).groupby("city_id").size())
    times = {
        "in_person": came["in_person"].mask(no_record),
        "online": (came["online"] + came["came"]).mask(no_record),
        "topics": topic_counts,
        "contact": None if reached is None else ids.isin(reached),
    }
    points = {part.code: _points(part, times[part.code], seen.index) for part in PARTS}
    known = pd.DataFrame({part.code: points[part.code].notna() * part.most for part in PARTS})
    parts = pd.DataFrame(points)
    return seen.assign(
        **{f"points_{code}": values for code, values in points.items()},
        points=parts.sum(axis=1).astype(int),
        possible=known.sum(axis=1).astype(int),
        unknown=parts.isna().sum(axis=1),
    )


def _points(part: Part, times: pd.Series | None, index: pd.Index) -> pd.Series:
    if times is None:
        return pd.Series(pd.NA, index=index, dtype="Int64")
    return (times.astype("Int64") * part.points).clip(upper=part.most)
