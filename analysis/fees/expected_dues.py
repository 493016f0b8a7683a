"""What the fee grid expects of each member, against the fee in the file. Money in EUR, of one fee year."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Mask, Places
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates, why_none
from analysis.core.tariff import DEFAULT_SCHEME, grid, level_names, level_of, priced
from data.schema import SCHEMES

AGREES, DIFFERS, NOT_INVOICED, NO_PRICE, FIRST_YEAR = OUTCOMES = (
    "as_expected",
    "differs",
    "not_invoiced",
    "no_price",
    "first_year",
)
_ROUNDING = 1.0  # EUR


def expected_fees(states: MemberStates) -> pd.DataFrame:
    """One row a member of the roll: its columns and in_group, income_level, expected_eur, invoiced_eur
    (before discount and waiver), difference_eur, scheme_assumed, outcome (one of OUTCOMES), illustrative.

    Where no scheme is recorded the one whose price is the fee in the file is taken, else the joint one; both
    count as assumed. The first fee is never priced. expected_eur is missing where the grid has no price,
    invoiced_eur where the file has no fee.
    """
    year = states.fee_year
    if year is None:
        return _nobody(states)
    fees = grid(states.dataset)
    cells, prices = fees.place(states.roll), fees.prices(year)
    level = level_of(cells, fees.levels(until=year))
    invoiced = fee_in_file(states, year)
    assumed = cells.scheme < 0
    scheme = np.where(assumed, scheme_that_fits(invoiced, prices, level, cells.capital), cells.scheme)
    expected = priced(prices, level, cells.capital, scheme)
    joined_in = states.roll["joined_on"].dt.year.to_numpy("float64")
    expected = np.where(joined_in >= year, np.nan, expected)
    rows = states.roll.assign(
        in_group=states.group,
        income_level=level_names(level),
        expected_eur=expected,
        invoiced_eur=invoiced,
        difference_eur=invoiced - expected,
        scheme_assumed=assumed & ~np.isnan(expected),
        illustrative=states.illustrative(year) | (fees.invented(cells, scheme, year) & ~np.isnan(expected)),
    )
    return rows.assign(outcome=_outcomes(rows, joined_in >= year))


def fee_in_file(states: MemberStates, year: int) -> Amounts:
    """The fee that the file has, before discount and waiver; NaN where it has none."""
    in_file = states.ledger.fee_in_file[states.rows, states.ledger.column(year)]
    return np.where(in_file, states.amounts("gross_eur", year), np.nan)


def scheme_that_fits(invoiced: Amounts, prices: Amounts, level: Places, capital: Places) -> Places:
    """Place of the scheme whose price is the fee in the file; that of the joint one where none is."""
    chosen = np.full(len(invoiced), SCHEMES.index(DEFAULT_SCHEME))
    for place in range(len(SCHEMES)):
        price = priced(prices, level, capital, np.full(len(invoiced), place))
        chosen = np.where(np.abs(price - invoiced) <= _ROUNDING, place, chosen)
    return chosen


def _nobody(states: MemberStates) -> pd.DataFrame:
    """No rows, with all the columns."""
    text, flag = pd.Series(dtype="str"), pd.Series(dtype="bool")
    amounts = dict.fromkeys(("expected_eur", "invoiced_eur", "difference_eur"), pd.Series(dtype="float64"))
    flags = dict.fromkeys(("in_group", "scheme_assumed", "illustrative"), flag)
    return states.roll.head(0).assign(income_level=text, outcome=text, **amounts, **flags)


def _outcomes(rows: pd.DataFrame, first_year: Mask) -> pd.Series:
    expected, invoiced = rows["expected_eur"].notna(), rows["invoiced_eur"].notna()
    agrees = rows["difference_eur"].abs() <= _ROUNDING
    outcome = pd.Series(DIFFERS, index=rows.index, dtype="str").mask(agrees, AGREES)
    return outcome.mask(~invoiced, NOT_INVOICED).mask(~expected, NO_PRICE).mask(first_year, FIRST_YEAR)


def fee_figures(states: MemberStates, rows: pd.DataFrame) -> list[Figure]:
    """tariff_expected, tariff_invoiced (EUR, over members that have both) and tariff_not_invoiced (EUR, by
    the grid, of members without a fee in the file). rows: the answer of `expected_fees`.
    """
    both = rows[rows["outcome"].isin([AGREES, DIFFERS])]
    missing = rows[rows["outcome"] == NOT_INVOICED]
    priced_at_all = bool(rows["expected_eur"].notna().any())
    reason = None if priced_at_all else why_none(states, "no_price")
    sums = {
        "tariff_expected": (both, "expected_eur"),
        "tariff_invoiced": (both, "invoiced_eur"),
        "tariff_not_invoiced": (missing, "expected_eur"),
    }
    return [
        Figure(
            name,
            definition="tariff",
            value=round(float(part[column].sum()), 2) if priced_at_all else None,
            unit="EUR",
            illustrative=bool(part["illustrative"].any()),
            reason=reason,
            counted=partial(pd.DataFrame, part),
        )
        for name, (part, column) in sums.items()
    ]
