"""What has to be said of a basis before its figures: a date of which the data do not speak."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.dates import has_begun
from data.dataset import Dataset

OLD_DAYS = 366
_DATED = (("receipts", "received_on"), ("members", "joined_on"), ("stage_history", "entered_on"))


def notes(dataset: Dataset, as_of: date) -> dict[str, date]:
    """Code → the day it speaks of: 'after_the_data', that of the data, where the date is later; 'old_data',
    that of the latest dated record, where more than OLD_DAYS lie between it and the date."""
    last = _latest_record(dataset, as_of)
    found = {"after_the_data": dataset.as_of} if as_of > dataset.as_of else {}
    return found | ({"old_data": last} if last and (as_of - last).days > OLD_DAYS else {})


def _latest_record(dataset: Dataset, as_of: date) -> date | None:
    """The day of the latest receipt, joining, step of the pipeline or event by a date; None without any."""
    days = [dataset.table(table)[column] for table, column in _DATED]
    events = dataset.table("events")
    days.append(events.loc[has_begun(events, as_of), "starts_on"])
    known = pd.concat(days).dropna()
    known = known[known <= pd.Timestamp(as_of)]
    return known.max().date() if len(known) else None
