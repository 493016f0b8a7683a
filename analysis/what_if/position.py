"""Position: all members as a scenario sees them, one row each, with what they pay and owe. Money in EUR.

A row may stand for more or less than one member: further members without a name come as rows with a weight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts
from analysis.core.definitions import TOLERANCE
from analysis.core.groups import group_kind
from analysis.core.member_states import MemberStates
from analysis.core.tariff import Grid, grid, level_of
from analysis.fees.arrears import Arrears
from analysis.fees.expected_dues import fee_in_file, scheme_that_fits
from data.completeness import is_complete
from data.schema import INCOME_LEVELS


@dataclass(frozen=True, eq=False)
class Position:
    """One row a member. Columns of `rows`:

    city_id, name, country; level, capital, scheme: cell of the fee grid (places in the lists of data.schema,
    -1 unknown; a scheme that is not on record is the one that fits the fee, else the joint one);
    in_group; official, pays, unknown: how many members the row stands for in O, P and U; due_eur, paid_eur,
    owed_eur of the fee year (owed only where it is arrears); owed_before_eur: arrears of earlier years;
    unpaid_eur: owed for the fee year because of a lapse; collected_eur: arrears of earlier years that came
    in; decides_owed_eur and decides_missing_eur: what is owed for the year that decides who pays, and how
    much of it would be enough; lapsed; illustrative. Money is NaN where nothing at all is known of it.

    income_group: the income level that the group stands for, None for any other group.
    """

    states: MemberStates
    fees: Grid
    rows: pd.DataFrame
    income_group: str | None

    @property
    def fee_year(self) -> int:
        """y; a position has one."""
        if self.states.fee_year is None:
            raise ValueError("A position needs a fee year.")
        return self.states.fee_year


def position(states: MemberStates, arrears: Arrears) -> Position | None:
    """Today's members; None without a fee year or a roll. owing: arrears of the same states."""
    if states.fee_year is None or not states.size:
        return None
    year, fees = states.fee_year, grid(states.dataset)
    cells = fees.place(states.roll)
    level = level_of(cells, fees.levels(until=year))
    fitting = scheme_that_fits(fee_in_file(states, year), fees.prices(year), level, cells.capital)
    rows = pd.DataFrame(
        {
            "city_id": states.roll["city_id"],
            "name": states.roll["name"],
            "country": states.roll["country"],
            "level": level,
            "capital": cells.capital,
            "scheme": np.where(cells.scheme < 0, fitting, cells.scheme),
            "in_group": states.group,
            "official": 1.0,
            "pays": states.paid.astype("float64"),
            "unknown": states.unknown.astype("float64"),
            "due_eur": states.amounts("due_eur", year),
            "paid_eur": _received(states, year),
            "unpaid_eur": 0.0,
            "collected_eur": 0.0,
            "lapsed": False,
            "illustrative": states.illustrative(year) | states.illustrative(states.deciding_year),
        }
    ).assign(**_arrears_columns(states, arrears))
    kind = group_kind(states.dataset, states.basis.group)
    return Position(states, fees, rows, states.basis.group if kind == "income" else None)


def _received(states: MemberStates, year: int) -> Amounts:
    """What arrived for the year; NaN for all where no receipt is on record and none was declared missing."""
    complete = is_complete(states.dataset, year, states.basis.as_of)
    recorded = complete or bool(states.amounts("receipts", year).any())
    return states.amounts("received_eur", year) if recorded else np.full(states.size, np.nan)


def _arrears_columns(states: MemberStates, arrears: Arrears) -> dict[str, Amounts]:
    """What is owed for the fee year, for the years before, and for the year that decides who pays."""
    known = not (arrears.perhaps | ~arrears.joined).all()
    nothing = np.zeros(states.size) if known else np.full(states.size, np.nan)
    columns = {year: arrears.owed_eur[:, at] + nothing for at, year in enumerate(arrears.years)}
    before = [amounts for year, amounts in columns.items() if year < (states.fee_year or 0)]
    decides = states.deciding_year or 0
    due, received = states.amounts("due_eur", decides), states.amounts("received_eur", decides)
    return {
        "owed_eur": columns.get(states.fee_year or 0, nothing),
        "owed_before_eur": np.sum(before, axis=0) if before else nothing,
        "decides_owed_eur": columns.get(decides, nothing),
        "decides_missing_eur": (1 - TOLERANCE) * due - received,
    }


def level_place(name: str) -> int:
    """Place of an income level in the lists of prices."""
    return INCOME_LEVELS.index(name)
