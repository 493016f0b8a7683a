"""References between tables, and facts that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.report import Issue
from data.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

_HEADER = 2


def check_references(
    tables: Mapping[str, pd.DataFrame], today: date | None, unread: Collection[str] = ()
) -> list[Issue]:
    """Rows that name a city or an event on no list (error), and implausible dates (warning).

    unread: sheets that could not be read; whether a row names somebody on them cannot be said.
    """
    issues = [issue for name in TABLES for issue in _unknown_references(name, tables, unread)]
    issues += _implausible_order(tables["members"], "members.csv", "joined_on", "left_on")
    issues += _implausible_order(tables["events"], "events.csv", "starts_on", "ends_on")
    if today is not None:
        issues += _in_the_future(tables["members"], "members.csv", "joined_on", today)
        issues += _in_the_future(tables["receipts"], "receipts.csv", "received_on", today)
    return issues


def _unknown_references(
    name: str, tables: Mapping[str, pd.DataFrame], unread: Collection[str]
) -> Iterator[Issue]:
    for field in TABLES[name].fields:
        if not field.refers_to or any(f"{other}.csv" in unread for other in field.refers_to):
            continue
        known = pd.concat([tables[other][field.name] for other in field.refers_to])
        values = tables[name][field.name]
        for row, value in values[values.notna() & ~values.isin(known)].items():
            facts = {"value": value, "tables": " or ".join(field.refers_to)}
            yield Issue(f"{name}.csv", int(str(row)) + _HEADER, field.name, "unknown_reference", facts=facts)


def _implausible_order(frame: pd.DataFrame, sheet: str, earlier: str, later: str) -> Iterator[Issue]:
    for row, value in frame.loc[frame[later] < frame[earlier], later].items():
        facts = {"value": f"{value:%Y-%m-%d}", "other": earlier}
        yield Issue(sheet, int(str(row)) + _HEADER, later, "implausible", "warning", facts)


def _in_the_future(frame: pd.DataFrame, sheet: str, column: str, today: date) -> Iterator[Issue]:
    for row, value in frame.loc[frame[column] > pd.Timestamp(today), column].items():
        facts = {"value": f"{value:%Y-%m-%d}", "other": "as_of"}
        yield Issue(sheet, int(str(row)) + _HEADER, column, "implausible", "warning", facts)
