"""What is still owed, by fee year, oldest first. Money in EUR."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Codes, Mask, any_in_row
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates, why_nobody_pays
from analysis.core.payment import NOT_PAID_CODE, UNKNOWN_CODE, state_codes


@dataclass(frozen=True, eq=False)
class Arrears:
    """Roll × fee years on record up to that of the basis. owed_eur: 0 where nothing is known to be owed.

    A member is in arrears for a year if a due is known, the year is settled (see analysis.core.payment) and
    less than 98 % of the due arrived. Where payment is not known nobody is in arrears; `open_eur` is what
    would be owed if nothing arrived, NaN where the due is not known either.
    """

    states: MemberStates
    years: tuple[int, ...]
    codes: Codes
    owed_eur: Amounts
    open_eur: Amounts

    @cached_property
    def illustrative(self) -> bool:
        """Whether an invented row stands behind any of it."""
        return any(self.states.illustrative_by_year(self.years))

    def by_year(self) -> pd.DataFrame:
        """One row a fee year, oldest first: fee_year, owed_eur, members, group_owed_eur, group_members,
        unknown (members whose payment is not known), illustrative."""
        owed, group = self.owed_eur > 0, self.states.group
        return pd.DataFrame(
            {
                "fee_year": list(self.years),
                "owed_eur": self.owed_eur.sum(axis=0),
                "members": owed.sum(axis=0),
                "group_owed_eur": self.owed_eur[group].sum(axis=0),
                "group_members": owed[group].sum(axis=0),
                "unknown": (self.codes == UNKNOWN_CODE).sum(axis=0),
                "illustrative": self.states.illustrative_by_year(self.years),
            }
        )

    def rows(self, members: Mask | None = None, columns: slice = slice(None)) -> pd.DataFrame:
        """One row a member and year in arrears, oldest year first, most first: the roll's columns, in_group,
        fee_year, due_eur, received_eur, owed_eur, illustrative. members, columns: of whom and which years."""
        chosen = np.zeros(self.owed_eur.shape, dtype=np.bool_)
        chosen[slice(None) if members is None else members, columns] = True
        member, column = np.nonzero((self.owed_eur > 0) & chosen)
        at = [self.states.ledger.column(year) for year in self.years]
        ledger, placed = self.states.ledger, np.array(at, dtype="int64")[column]
        rows = self.states.roll.iloc[member].assign(
            in_group=self.states.group[member],
            fee_year=np.array(self.years, dtype="int64")[column],
            due_eur=ledger.due_eur[self.states.rows[member], placed],
            received_eur=ledger.received_eur[self.states.rows[member], placed],
            owed_eur=self.owed_eur[member, column],
        )
        marked = ledger.illustrative[self.states.rows[member], placed] | self.states.own_illustrative[member]
        rows = rows.assign(illustrative=marked)
        return rows.sort_values(["fee_year", "owed_eur", "name"], ascending=[True, False, True]).reset_index(
            drop=True
        )


def compute_arrears(states: MemberStates) -> Arrears:
    """Arrears over the members on the roll, for fee years on record up to that of the basis."""
    years = states.years
    codes = state_codes(states.ledger, "in_full")[states.rows][
        :, [states.ledger.column(year) for year in years]
    ]
    due, received = states.amounts_by_year("due_eur", years), states.amounts_by_year("received_eur", years)
    return Arrears(
        states=states,
        years=years,
        codes=codes,
        owed_eur=np.where(codes == NOT_PAID_CODE, np.maximum(due - received, 0.0), 0.0),
        open_eur=np.where(codes == UNKNOWN_CODE, np.maximum(due - received, 0.0), 0.0),
    )


def arrears_figures(arrears: Arrears) -> list[Figure]:
    """arrears_amount and arrears_count of all years, of the group, and of each year by itself.

    Amounts in EUR; high: what is not known is owed as well, None where a due is not known. The count is of
    members, each once. Where nothing is known of anybody there is no value.
    """
    every, group = np.full(arrears.states.size, fill_value=True), arrears.states.group
    columns = slice(0, len(arrears.years))
    figures = [
        _amount("arrears_amount", "in_full", arrears, every, columns),
        _amount("group_arrears_amount", "in_full", arrears, group, columns),
        _count("arrears_count", "in_full", arrears, columns),
    ]
    for at, year in enumerate(arrears.years):
        column = slice(at, at + 1)
        figures.append(_amount("arrears_amount_by_year", str(year), arrears, every, column))
        figures.append(_count("arrears_count_by_year", str(year), arrears, column))
    return figures


def _amount(name: str, definition: str, arrears: Arrears, members: Mask, columns: slice) -> Figure:
    owed, open_eur = arrears.owed_eur[members, columns].sum(), arrears.open_eur[members, columns].sum()
    reason = _why_unknown(arrears, arrears.codes[members, columns])
    value, most = round(float(owed), 2), float(owed + open_eur)
    return Figure(
        name=name,
        definition=definition,
        value=None if reason else value,
        low=None if reason else value,
        high=None if reason or np.isnan(most) else round(most, 2),
        unit="EUR",
        illustrative=arrears.illustrative,
        reason=reason,
        counted=lambda: arrears.rows(members, columns),
    )


def _count(name: str, definition: str, arrears: Arrears, columns: slice) -> Figure:
    owed = any_in_row(arrears.owed_eur[:, columns] > 0)
    reason = _why_unknown(arrears, arrears.codes[:, columns])
    return Figure(
        name=name,
        definition=definition,
        value=None if reason else int(owed.sum()),
        numerator=None if reason else int((owed & arrears.states.group).sum()),
        denominator=None if reason else int(owed.sum()),
        unit="members",
        illustrative=arrears.illustrative,
        reason=reason,
        counted=lambda: arrears.rows(owed, columns),
    )


def _why_unknown(arrears: Arrears, codes: Codes) -> str | None:
    if not arrears.states.size:
        return why_nobody_pays(arrears.states)
    if not arrears.years:
        return "no_fee_year"
    if not codes.size:
        return "nobody_in_group"
    return "all_unknown" if (codes == UNKNOWN_CODE).all() else None
