"""The rules of the tables on records that were just read: what breaks one is a finding of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.keys import key_index, positions
from data.rules import Breach, check_keys, check_plausibility, check_receipts, check_references, check_rows
from data.schema import UPLOADED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd

    from data.reading.records import Records


# fields that follow from the others of the row
_MADE = frozenset({"receipt_id", "followup_id", "event_id", "seq", "name", "amount", "currency"})


def check_records(
    records: Records,
    tables: Mapping[str, pd.DataFrame],
    seen: pd.Index | None,
    as_of: date | None,
) -> None:
    """Add what breaks a rule to the findings.

    tables: the candidate so far, to which the records may refer. seen: keys of the same table that earlier
    sheets of the upload brought.
    """
    table = UPLOADED[records.table]
    _add(records, check_rows(table, records.frame))
    _add(records, check_references(table, records.frame, tables))
    if table.key != ("contact_id",):
        _add(records, check_keys(table, records.frame, ~records.held()))
        if seen is not None:
            again = positions(key_index(records.frame, table.key), seen) >= 0
            _add(records, [Breach("duplicate_key", table.key[0], again & ~records.held())])
    _add(records, check_plausibility(table, records.frame, as_of))
    if records.table == "receipts":
        _add(records, check_receipts(records.frame, tables["dues"], tables["members"]))
        _add(records, _look_alikes(records.frame, tables["receipts"]))


def _add(records: Records, breaches: Iterable[Breach]) -> None:
    """A cell that could not be read is not also missing, nor is what would have followed from others."""
    for breach in sorted(breaches, key=lambda breach: breach.column in _MADE):
        mask = breach.rows
        if breach.code in {"missing_key", "missing_required", "unknown_reference"}:
            follows = breach.column in _MADE and breach.column not in records.headers
            mask = mask & ~records.held(None if follows else breach.column)
        records.find(breach.code, breach.column, mask, breach.severity, **breach.facts)


def _look_alikes(receipts: pd.DataFrame, current: pd.DataFrame) -> list[Breach]:
    """New receipts that look like one on record under another id: the same city, fee year and amount."""
    same = ("city_id", "fee_year", "amount_eur")
    is_new = positions(key_index(receipts, ("receipt_id",)), key_index(current, ("receipt_id",))) < 0
    if not is_new.any():
        return []
    at = positions(key_index(receipts, same), key_index(current, same))
    alike = is_new & (at >= 0)
    return [Breach("possible_duplicate", "receipt_id", alike, "warning")]
