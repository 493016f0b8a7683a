"""Shares and money by fee year, over the roll at the as-of date, and the difference to a year ago."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.core.figure import ratio
from analysis.core.groups import in_group
from analysis.core.member_states import MemberStates, member_states
from analysis.core.payment import PAID_CODE, UNKNOWN_CODE
from analysis.core.roll import is_known, rolls
from analysis.fees.money import share_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from data.dataset import Dataset


def by_fee_year(dataset: Dataset, basis: Basis, states: MemberStates | None = None) -> pd.DataFrame:
    """One row a fee year up to basis.fee_year, oldest first.

    Columns: fee_year; paying_share, low, high (missing where undefined); group_paying, paying (counts);
    official_share (missing before the first dated roll), official_on (the date it is of); received_eur,
    due_eur (known dues), group_received_eur; received_share, collection_rate (missing where undefined);
    to_date (True while the year is not over); illustrative.
    Payers are counted among the members on the roll at basis.as_of.

    states: those of the basis, if they are there already.
    """
    states = states or member_states(dataset, basis)
    years = states.years
    officials = _officials(dataset, basis, years)
    return pd.DataFrame(
        [_year(states, year) | official for year, official in zip(years, officials, strict=True)],
        columns=_COLUMNS,
    ).assign(illustrative=[_marked(states, year) for year in years])


_COLUMNS = [
    "fee_year",
    "paying_share",
    "low",
    "high",
    "group_paying",
    "paying",
    "official_share",
    "official_on",
    "received_eur",
    "due_eur",
    "group_received_eur",
    "received_share",
    "collection_rate",
    "to_date",
]


def _officials(dataset: Dataset, basis: Basis, years: tuple[int, ...]) -> list[dict[str, object]]:
    """The official share on 31 December of each year, or on the day of the basis."""
    days = [min(basis.as_of, date(year, 12, 31)) for year in years]
    group = in_group(dataset, basis.group, dataset.table("members")["city_id"])
    masks = rolls(dataset, basis, days)
    return [
        {"official_share": ratio(int((roll & group).sum()), int(roll.sum())), "official_on": day}
        for day, roll in zip(days, masks, strict=True)
    ]


def _year(states: MemberStates, year: int) -> dict[str, object]:
    codes, group = states.codes_of(year), states.group
    paid, unknown = codes == PAID_CODE, codes == UNKNOWN_CODE
    p_c, p = int((paid & group).sum()), int(paid.sum())
    u_c, u_r = int((unknown & group).sum()), int((unknown & ~group).sum())
    received, due = states.amounts("received_eur", year), states.amounts("due_eur", year)
    owing = due > 0
    total, of_group = float(received.sum()), float(received[group].sum())
    return {
        "fee_year": year,
        "paying_share": ratio(p_c, p),
        "low": ratio(p_c, p + u_r),
        "high": ratio(p_c + u_c, p + u_c),
        "group_paying": p_c,
        "paying": p,
        "received_eur": total,
        "due_eur": float(np.nansum(due)),
        "group_received_eur": of_group,
        "received_share": share_of(of_group, total),
        "collection_rate": ratio(float(received[owing].sum()), float(due[owing].sum())),
        "to_date": states.basis.as_of < date(year, 12, 31),
    }


def _marked(states: MemberStates, year: int) -> bool:
    """Whether an invented row stands behind any number of a year."""
    return bool(states.illustrative(year).any() or states.illustrative(states.deciding_year_of(year)).any())


@dataclass(frozen=True)
class Difference:
    """Change of a figure since the same day a year earlier; `reason` says why it is withheld."""

    now: Figure
    before: Figure | None
    earlier: date
    change: float | None
    reason: str | None


def since_last_year(
    dataset: Dataset, basis: Basis, measure: Callable[[Dataset, Basis], Figure]
) -> Difference:
    """Compare with the previous fee year to the same day, on the roll of that day, or say why not."""
    now = measure(dataset, basis)
    earlier = same_day_last_year(basis.as_of)
    if not is_known(dataset, earlier):
        return Difference(now, None, earlier, None, "before_first_roll")
    year = basis.fee_year - 1 if basis.fee_year is not None else None
    before = measure(dataset, replace(basis, as_of=earlier, fee_year=year))
    if now.value is None or before.value is None:
        return Difference(now, before, earlier, None, now.reason or before.reason)
    return Difference(now, before, earlier, now.value - before.value, None)


def same_day_last_year(day: date) -> date:
    """29 February has no same day a year earlier: the 28th stands for it."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)
