"""Payment states: paid, not paid, waived or unknown, of every member and fee year at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from analysis.core.arrays import Codes, Mask
    from analysis.core.ledger import Ledger

PAID, NOT_PAID, WAIVED, UNKNOWN = STATES = ("paid", "not_paid", "waived", "unknown")
PAID_CODE, NOT_PAID_CODE, WAIVED_CODE, UNKNOWN_CODE = range(len(STATES))
TOLERANCE = 0.02  # bank charges and rounding: 8 815 of 8 840 is paid in full
ROUNDING = 1e-6  # EUR; far below what 98 % of a sum in cents can differ by


def state_codes(ledger: Ledger, definition: str, *, waived_pays: bool = False) -> Codes:
    """State of every member (rows) for every fee year (columns) of the ledger, as a place in STATES.

    The first state that fits, in the order of docs/definitions.md. Under good standing the state for a year
    is that of the year before. waived_pays: a waived fee counts as paying instead of being shown apart.
    """
    if definition == "good_standing":
        return _of_the_year_before(state_codes(ledger, "in_full", waived_pays=waived_pays), ledger.years)
    settled = ledger.recorded | np.isin(ledger.years, list(ledger.complete))
    if definition == "any_receipt":
        met, knowable = ledger.received_eur > 0, settled
    elif definition == "invoiced":
        met, knowable = ~np.isnat(ledger.invoiced_on), settled & ledger.dated.any(axis=0)
    else:
        met, knowable = paid_in_full(ledger), settled & ~np.isnan(ledger.due_eur)
    waived = (ledger.due_eur == 0) & (ledger.waived_eur > 0)
    codes = np.select([waived, met, knowable], [WAIVED_CODE, PAID_CODE, NOT_PAID_CODE], UNKNOWN_CODE)
    return np.where(waived & waived_pays, PAID_CODE, codes).astype("int8")


def paid_in_full(ledger: Ledger) -> Mask:
    """Something was due and at least 98 % of it arrived; False where the due is unknown."""
    enough = (1 - TOLERANCE) * ledger.due_eur - ROUNDING
    return (ledger.due_eur > 0) & (ledger.received_eur >= enough)


def _of_the_year_before(codes: Codes, years: tuple[int, ...]) -> Codes:
    before = [years.index(year - 1) if year - 1 in years else -1 for year in years]
    unknown = np.full((len(codes), 1), UNKNOWN_CODE, dtype="int8")
    return np.hstack([codes, unknown])[:, before]


def state_names(codes: Codes) -> pd.Series:
    """Codes as the words of STATES."""
    return pd.Series(np.array(STATES, dtype="object")[codes], dtype="str")
