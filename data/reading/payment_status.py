"""What became of a payment, where a column says so: only money that was received becomes a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.keys import key_index
from data.reading.column_text import read_codes
from data.reading.heading_words import money_sense
from data.reading.records import Finding

if TYPE_CHECKING:
    from data.reading.records import Records, Source

_NOT_RECEIVED = ("pending", "refunded", "cancelled", "failed")
_SAME = ("city_id", "fee_year", "amount")


def judge_payments(records: Records, source: Source) -> None:
    """Pass over records of money that is not here; hold those of which the status leaves that open.

    Where the heading itself says that the amount was received, a payment in part is what was received so far.
    A refund with a negative amount is money that went back, and stays.
    """
    mapped = source.mapping.find("payment_status")
    if mapped is None:
        return
    records.headers["payment_status"] = mapped.header
    read = read_codes(source.grid.columns[mapped.column].take(records.rows), records.table, mapped.field)
    for fault in read.faults:
        records.findings.append(Finding(fault.code, mapped.header, fault.rows, facts=dict(fault.facts)))
    records.conversions += [(mapped.header, done) for done in read.conversions]
    amount = records.frame["amount"].fillna(records.frame["amount_eur"]).to_numpy()
    is_said = _says_received(records)
    went_back = (read.values == "refunded").to_numpy() & (amount < 0)
    away = read.values.isin(_NOT_RECEIVED).to_numpy() & ~went_back
    away |= (read.values == "overdue").to_numpy() & (not is_said)
    part = (read.values == "partial").to_numpy() & (not is_said)
    blank = read.values.isna().to_numpy() & ~np.isnan(amount) & ~records.held("payment_status")
    records.find("bad_value", "payment_status", part, why="part")
    records.find("missing_required", "payment_status", blank)
    keys = key_index(records.frame, _SAME)
    refunded = keys[away & (read.values == "refunded").to_numpy()]
    records.find("possible_refund", "payment_status", ~away & np.asarray(keys.isin(refunded.dropna())))
    records.keep(~away, "not_received")


def _says_received(records: Records) -> bool:
    """Whether the heading of the amount says that it was received."""
    texts = [records.money[name].whole for name in ("amount", "amount_eur") if name in records.money]
    return any(money_sense(text) == "received" for text in texts)
