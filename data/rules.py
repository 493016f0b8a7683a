"""What must hold of a table, and what is merely unlikely: each rule as a mask over the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from data.keys import key_index
from data.report import Severity
from data.schema import Table


@dataclass(frozen=True)
class Breach:
    """Rows that break a rule. rows: one truth a row. column: the field to look at."""

    code: str
    column: str
    rows: np.ndarray
    severity: Severity = "error"
    facts: Mapping[str, object] = field(default_factory=dict)


def check_rows(table: Table, frame: pd.DataFrame) -> Iterator[Breach]:
    """Required fields and ranges of a typed frame. contact_id may be blank: the store gives one."""
    for entry in table.fields:
        values = frame[entry.name]
        if entry.required and entry.name != "contact_id":
            code = "missing_key" if entry.name in table.key else "missing_required"
            yield Breach(code, entry.name, values.isna().to_numpy())
        if entry.low is not None or entry.high is not None:
            low = -np.inf if entry.low is None else entry.low
            high = np.inf if entry.high is None else entry.high
            numbers = values.astype("Float64")
            outside = ~numbers.between(low, high).fillna(value=True).astype(bool)
            facts = {"low": entry.low, "high": entry.high}
            yield Breach("out_of_range", entry.name, outside.to_numpy(), facts=facts)


def check_keys(table: Table, frame: pd.DataFrame, usable: np.ndarray) -> Iterator[Breach]:
    """Rows whose key an earlier usable row has already."""
    keys = key_index(frame, table.key)
    here = np.flatnonzero(usable & keys.notna())
    twice = np.zeros(len(frame), dtype=bool)
    twice[here] = keys[here].duplicated(keep="first")
    yield Breach("duplicate_key", table.key[0], twice)


def check_references(
    table: Table, frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> Iterator[Breach]:
    """Values that are in none of the tables to which their field refers."""
    for entry in table.fields:
        if not entry.refers_to:
            continue
        values = frame[entry.name]
        is_known = np.zeros(len(frame), dtype=bool)
        for other in entry.refers_to:
            is_known |= values.isin(tables[other][entry.name]).to_numpy()
        facts = {"tables": " or ".join(entry.refers_to)}
        yield Breach("unknown_reference", entry.name, values.notna().to_numpy() & ~is_known, facts=facts)


_ORDER = (
    ("members", "joined_on", "left_on"),
    ("events", "starts_on", "ends_on"),
)
_PAST = (
    ("members", "joined_on"),
    ("receipts", "received_on"),
    ("stage_history", "entered_on"),
    ("followups", "done_on"),
)


def check_plausibility(table: Table, frame: pd.DataFrame, as_of: date | None) -> Iterator[Breach]:
    """Dates that contradict each other or lie after the as-of date: kept, and said."""
    for name, earlier, later in _ORDER:
        if name == table.name:
            rows = (frame[later] < frame[earlier]).to_numpy()
            yield Breach("implausible", later, rows, "warning", {"other": earlier})
    if as_of is None:
        return
    for name, column in _PAST:
        if name == table.name:
            rows = (frame[column] > pd.Timestamp(as_of)).to_numpy()
            yield Breach("implausible", column, rows, "warning", {"other": "as_of"})


def check_receipts(receipts: pd.DataFrame, dues: pd.DataFrame, members: pd.DataFrame) -> Iterator[Breach]:
    """Receipts before their invoice, of cities before they joined or after they left."""
    invoiced = dues.set_index(key_index(dues, ("city_id", "fee_year")))["invoiced_on"]
    invoiced = invoiced[invoiced.index.notna() & ~invoiced.index.duplicated()].dropna()
    on = invoiced.reindex(key_index(receipts, ("city_id", "fee_year"))).to_numpy()
    rows = receipts["received_on"].to_numpy() < on
    yield Breach("implausible", "received_on", rows, "warning", {"other": "invoiced_on"})
    joined = members.drop_duplicates("city_id").set_index("city_id")["joined_on"]
    years = joined.reindex(receipts["city_id"]).dt.year.to_numpy()
    early = receipts["fee_year"].astype("float64").to_numpy() < years
    yield Breach("implausible", "fee_year", early, "warning", {"other": "joined_on"})
