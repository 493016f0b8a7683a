"""The payment state of every official member: paid, not paid, waived or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.balances import ROUNDING, TOLERANCE, balances
from analysis.groups import in_group
from analysis.roll import official_members

if TYPE_CHECKING:
    from analysis.basis import Basis
    from data.dataset import Dataset

PAID, NOT_PAID, WAIVED, UNKNOWN = STATES = ("paid", "not_paid", "waived", "unknown")


def member_states(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """The roll at basis.as_of with each member's payment state under basis.definition.

    Adds to the columns of `members`: in_group, state (one of STATES), due_eur, received_eur and invoiced_on
    of the year the definition looks at, and illustrative (the member's own row or a due or receipt behind the
    state is). Without a fee year everybody is unknown. Source of the rules: docs/definitions.md.
    """
    roll = official_members(dataset, basis)
    roll = roll.assign(in_group=in_group(dataset, basis.group, roll["city_id"]))
    own = roll["provenance"] == "illustrative"
    if basis.fee_year is None:
        empty = pd.Series(np.nan, index=roll.index)
        return roll.assign(
            state=pd.Series(UNKNOWN, index=roll.index, dtype="str"),
            due_eur=empty,
            received_eur=empty,
            invoiced_on=pd.Series(pd.NaT, index=roll.index, dtype="datetime64[s]"),
            illustrative=own,
        )
    year = basis.fee_year - 1 if basis.definition == "good_standing" else basis.fee_year
    everybody = balances(dataset, year, basis.as_of)
    books = everybody.reindex(roll["city_id"]).reset_index(drop=True)
    settled = books["recorded"] | (year in dataset.receipts_complete)
    if basis.definition == "invoiced":
        settled &= bool(everybody["dated"].any())
    return roll.assign(
        state=_states(books, basis.definition, settled),
        due_eur=books["due_eur"],
        received_eur=books["received_eur"],
        invoiced_on=books["invoiced_on"],
        illustrative=own | books["illustrative"],
    )


def _states(books: pd.DataFrame, definition: str, settled: pd.Series) -> pd.Series:
    """First state that fits, in the order of docs/definitions.md. settled: who has not paid is known."""
    waived = (books["due_eur"] == 0) & (books["waived_eur"] > 0)
    if definition == "any_receipt":
        met, knowable = books["received_eur"] > 0, settled
    elif definition == "invoiced":
        met, knowable = books["invoiced_on"].notna(), settled
    else:
        met = is_paid_in_full(books)
        knowable = settled & books["due_eur"].notna()
    names = np.select([waived, met, knowable], [WAIVED, PAID, NOT_PAID], UNKNOWN)
    return pd.Series(names, index=books.index, dtype="str")


def is_paid_in_full(books: pd.DataFrame) -> pd.Series:
    """Something was due and at least 98 % of it arrived; False where the due is unknown."""
    enough = (1 - TOLERANCE) * books["due_eur"] - ROUNDING
    return (books["due_eur"] > 0) & (books["received_eur"] >= enough)
