"""Where one city was seen: every event, and whether it came, in person or online."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.core.dates import has_begun
from data.dataset import Dataset

PRESENCES = ("in_person", "online", "came", "absent", "coming", "unknown")


def presences(dataset: Dataset, as_of: date, city_id: str) -> pd.DataFrame:
    """One row an event, the latest first, those without a date at the end.

    Columns: event_id, name, starts_on (missing where no date is recorded), ends_on, place, kind, delegates,
    note, source, provenance, and presence: 'in_person', 'online', 'came' (how is not recorded), 'absent' (the
    event has a list of who came and the city is not on it), 'unknown' (it has none), 'coming' (it has not
    begun). Visits to other cities are left out. An event without a date counts as held.
    """
    events = dataset.table("events")
    came = dataset.table("participation")
    mine = came[came["city_id"] == city_id].drop_duplicates("event_id").set_index("event_id")
    mine = mine.reindex(events["event_id"]).set_axis(events.index)
    took_part = events["event_id"].isin(came.loc[came["city_id"] == city_id, "event_id"])
    listed = events["event_id"].isin(came["event_id"])
    presence = np.select(
        [~has_begun(events, as_of), took_part & mine["mode"].notna(), took_part, listed],
        ["coming", mine["mode"].fillna(""), "came", "absent"],
        "unknown",
    )
    rows = events.assign(
        presence=pd.Series(presence, index=events.index, dtype="str"),
        delegates=mine["delegates"],
        note=mine["note"],
        source=mine["source"].fillna(events["source"]),
        provenance=mine["provenance"].fillna(events["provenance"]),
    )
    rows = rows[took_part | (rows["kind"] != "visit")]
    return rows.sort_values(["starts_on", "event_id"], ascending=False, na_position="last", ignore_index=True)
