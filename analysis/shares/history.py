"""Shares and money by fee year, over the roll at the as-of date, and the difference to a year ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.core.basis import Basis
from analysis.core.dates import same_day_last_year
from analysis.core.figure import Figure, ratio
from analysis.core.groups import in_group
from analysis.core.member_states import MemberStates
from analysis.core.payment import PAID_CODE, UNKNOWN_CODE
from analysis.core.roll import is_known, rolls
from analysis.fees.money import share_of
from analysis.shares.shares import paying_bounds
from data.dataset import Dataset


def by_fee_year(states: MemberStates) -> pd.DataFrame:
    """One row a fee year up to that of the basis, oldest first.

    Columns: fee_year; paying_share, low, high (missing where undefined); group_paying, paying (counts);
    official_share (missing before the first dated roll), official_on (the date it is of); received_eur,
    due_eur (known dues), group_received_eur; received_share, collection_rate (missing where undefined);
    to_date (True while the year is not over); illustrative.
    Payers are counted among the members on the roll at basis.as_of.
    """
    officials = _officials(states)
    rows = [_year(states, year) | official for year, official in zip(states.years, officials, strict=True)]
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    *("fee_year", "paying_share", "low", "high", "group_paying", "paying", "official_share", "official_on"),
    *("received_eur", "due_eur", "group_received_eur", "received_share", "collection_rate", "to_date"),
    "illustrative",
]


def _officials(states: MemberStates) -> list[dict[str, object]]:
    """The official share on 31 December of each year, or on the day of the basis."""
    dataset, basis = states.dataset, states.basis
    days = [min(basis.as_of, date(year, 12, 31)) for year in states.years]
    group = in_group(dataset, basis.group, dataset.table("members")["city_id"])
    return [
        {"official_share": ratio(int((roll & group).sum()), int(roll.sum())), "official_on": day}
        for day, roll in zip(days, rolls(dataset, basis, days), strict=True)
    ]


def _year(states: MemberStates, year: int) -> dict[str, object]:
    codes, group = states.codes_of(year), states.group
    paid, unknown = codes == PAID_CODE, codes == UNKNOWN_CODE
    group_paying, paying = int((paid & group).sum()), int(paid.sum())
    low, high = paying_bounds(paid, unknown, group)
    received, due = states.amounts("received_eur", year), states.amounts("due_eur", year)
    total, of_group = float(received.sum()), float(received[group].sum())
    marked = states.illustrative(year) | states.illustrative(states.deciding_year_of(year))
    return {
        "fee_year": year,
        "paying_share": ratio(group_paying, paying),
        "low": low,
        "high": high,
        "group_paying": group_paying,
        "paying": paying,
        "received_eur": total,
        "due_eur": float(np.nansum(due)),
        "group_received_eur": of_group,
        "received_share": share_of(of_group, total),
        "collection_rate": ratio(float(received[due > 0].sum()), float(due[due > 0].sum())),
        "to_date": states.basis.as_of < date(year, 12, 31),
        "illustrative": bool(marked.any()),
    }


@dataclass(frozen=True)
class Difference:
    """Change of a figure since the same day a year earlier; `reason` says why it is withheld."""

    now: Figure
    before: Figure | None
    earlier: date
    change: float | None
    reason: str | None


def since_last_year(dataset: Dataset, basis: Basis, measure: Callable[[Basis], Figure]) -> Difference:
    """Compare with the previous fee year to the same day, on the roll of that day, or say why not."""
    now = measure(basis)
    earlier = same_day_last_year(basis.as_of)
    if not is_known(dataset, earlier):
        return Difference(now, None, earlier, None, "before_first_roll")
    year = basis.fee_year - 1 if basis.fee_year is not None else None
    before = measure(replace(basis, as_of=earlier, fee_year=year))
    if now.value is None or before.value is None:
        return Difference(now, before, earlier, None, now.reason or before.reason)
    return Difference(now, before, earlier, now.value - before.value, None)
