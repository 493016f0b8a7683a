"""Payment states: paid, not paid, waived, joined later or unknown, of every member and fee year at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.core.arrays import Codes
from analysis.core.definitions import RULES
from analysis.core.ledger import Ledger

PAID, NOT_PAID, WAIVED, UNKNOWN, NOT_YET = STATES = ("paid", "not_paid", "waived", "unknown", "not_yet")
PAID_CODE, NOT_PAID_CODE, WAIVED_CODE, UNKNOWN_CODE, NOT_YET_CODE = range(len(STATES))


def state_codes(ledger: Ledger, definition: str, *, waived_pays: bool = False) -> Codes:
    """State of every member (rows) for every fee year (columns) of the ledger, as a place in STATES.

    The first state that fits, in the order of docs/definitions.md. waived_pays: a waived fee counts as paying
    instead of being shown apart. KeyError for a definition there is not.
    """
    rule = RULES[definition]
    waived = (ledger.due_eur == 0) & (ledger.waived_eur > 0)
    joined_later = ledger.joined_later & ~ledger.recorded & (ledger.receipts == 0)
    known = np.broadcast_to(rule.is_known(ledger), waived.shape)
    codes = np.select(
        [waived, rule.is_met(ledger), joined_later, known],
        [WAIVED_CODE, PAID_CODE, NOT_YET_CODE, NOT_PAID_CODE],
        UNKNOWN_CODE,
    )
    codes = np.where(waived & waived_pays, PAID_CODE, codes).astype("int8")
    return _years_before(codes, ledger.years, rule.years_back) if rule.years_back else codes


def _years_before(codes: Codes, years: tuple[int, ...], years_back: int) -> Codes:
    """The states of earlier years in the columns of later ones; unknown before the first year on record."""
    before = [years.index(year - years_back) if year - years_back in years else -1 for year in years]
    unknown = np.full((len(codes), 1), UNKNOWN_CODE, dtype="int8")
    return np.hstack([codes, unknown])[:, before]


def state_names(codes: Codes) -> pd.Series:
    """Codes as the words of STATES."""
    return pd.Series(np.array(STATES, dtype="object")[codes], dtype="str")
