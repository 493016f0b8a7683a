"""How each city of a group was seen at events: in person, online, not at all, or nobody wrote it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.engagement import attendance

if TYPE_CHECKING:
    from datetime import date

    from data.dataset import Dataset

SEEN: Final = ("in_person", "came", "only_online", "never", "no_lists")
"""came: at an event, how is not recorded. never: on none of the lists. no_lists: no event has a list."""
SILENT_MONTHS: Final = 24
"""A city is silent that was never seen, or was last seen longer ago than this."""


def presence(dataset: Dataset, as_of: date, cities: pd.DataFrame) -> pd.DataFrame:
    """One row a city, in their order. cities: city_id, name, name_zh, kind ('member', 'prospect').

    Adds in_person, online (numbers of events, visits to the city among them; missing where no event has a
    list), last_event, last_on (missing where never or undated), last_mode, seen (one of SEEN), silent
    (missing where no event has a list, or the city was seen at undated events alone), illustrative.
    """
    found = attendance(dataset, as_of).reindex(cities["city_id"]).set_axis(cities.index)
    listed = _has_lists(dataset, as_of)
    took_part = found["last_event"].notna() | found["in_person"].notna()
    seen = np.select(
        [
            found["in_person"].fillna(0) > 0,
            took_part & (found["in_person"] + found["online"] == 0),
            took_part,
            np.full(len(cities), listed),
        ],
        ["in_person", "came", "only_online", "never"],
        "no_lists",
    )
    counted = found[["in_person", "online"]].astype("Int64")
    since = pd.Timestamp(as_of) - pd.DateOffset(months=SILENT_MONTHS)
    long_ago = (found["last_on"] < since).astype("boolean").mask(found["last_on"].isna())
    silent = long_ago.mask(~took_part, other=True) if listed else long_ago
    return cities[["city_id", "name", "name_zh", "kind"]].assign(
        in_person=counted["in_person"].fillna(0) if listed else counted["in_person"],
        online=counted["online"].fillna(0) if listed else counted["online"],
        last_event=found["last_event"],
        last_on=found["last_on"],
        last_mode=found["last_mode"],
        seen=pd.Series(seen, index=cities.index, dtype="str"),
        silent=silent,
        illustrative=found["illustrative"].astype("boolean").fillna(value=False).astype(bool),
    )


def _has_lists(dataset: Dataset, as_of: date) -> bool:
    """Whether any event that has begun has a list of who came."""
    events = dataset.table("events")
    begun = events.loc[~(events["starts_on"] > pd.Timestamp(as_of)), "event_id"]
    return bool(begun.isin(dataset.table("participation")["event_id"]).any())
