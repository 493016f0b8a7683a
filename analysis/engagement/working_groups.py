"""Who would join a working group on which topic, and groups of a size that can work."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.core.frames import is_illustrative, sort_rows
from data.dataset import Dataset

LEAST, MOST = 4, 12  # cities of a useful group
LEVELS = ("leads", "shares_practice", "interested", "asked", "not_recorded")  # who goes first in a group
TO_ASK = "to_ask"
REASONS = (*LEVELS, TO_ASK)


def interests(dataset: Dataset, cities: pd.DataFrame) -> pd.DataFrame:
    """One row a city of `cities` and a topic it has on record, by topic, then most committed first.

    Columns: those of cities, topic, level (one of LEVELS; 'not_recorded' where the level is blank), source,
    provenance, illustrative.
    """
    table = dataset.table("topics").drop_duplicates(["city_id", "topic"])
    table = table[["city_id", "topic", "level", "source", "provenance"]]
    rows = table.merge(cities.drop(columns=["illustrative"], errors="ignore"), on="city_id")
    rows = rows.assign(
        level=rows["level"].fillna("not_recorded").astype("str"),
        illustrative=is_illustrative(rows),
    )
    return sort_rows(rows, ["topic", "level", "name"], {"level": LEVELS})


def by_topic(dataset: Dataset, rows: pd.DataFrame, topics: Sequence[str] = ()) -> pd.DataFrame:
    """One row a topic, most cities first, with a column for each of LEVELS, cities and illustrative.

    topics: further topics that must be there; one with nobody is a gap. Topics of anybody on record are too.
    """
    names = sorted({*topics, *dataset.table("topics")["topic"].dropna()})
    counts = pd.crosstab(rows["topic"], rows["level"]).reindex(
        index=names, columns=list(LEVELS), fill_value=0
    )
    marked = rows.groupby("topic")["illustrative"].any().reindex(names).fillna(value=False).astype(bool)
    table = counts.assign(cities=counts.sum(axis=1), illustrative=marked).rename_axis("topic").reset_index()
    return table.sort_values(["cities", "topic"], ascending=[False, True], ignore_index=True)


def propose_groups(rows: pd.DataFrame, topics: Sequence[str], to_ask: pd.DataFrame) -> pd.DataFrame:
    """Groups of LEAST to MOST cities a topic: everybody on record, and who could be asked where they are few.

    rows: as `interests`; topics in the order in which they may ask; to_ask: cities without a topic, who to
    ask first on top (columns as in rows, as far as they have them). Where a topic has more than MOST cities
    they are dealt to as few groups as hold them, the most committed first, so that sizes differ by one at
    most. Each city is asked for one topic only. Adds: group (1, 2, …), reason (one of REASONS).
    """
    left, groups_by_topic = to_ask, []
    for topic in topics:
        mine = rows[rows["topic"] == topic]
        groups = max(1, -(-len(mine) // MOST))
        mine = mine.assign(reason=mine["level"], group=[at % groups + 1 for at in range(len(mine))])
        more = left.head(max(0, LEAST - len(mine)))
        left = left.iloc[len(more) :]
        groups_by_topic += [mine, more.assign(topic=topic, reason=TO_ASK, group=1)]
    every = [part for part in groups_by_topic if len(part)]
    if not every:
        return rows.head(0).assign(reason=pd.Series(dtype="str"), group=pd.Series(dtype="int64"))
    return sort_rows(pd.concat(every, ignore_index=True), ["topic", "group"], {"topic": topics})
