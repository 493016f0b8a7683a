"""What is still owed, by fee year, oldest first. Money in EUR."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Days, Mask, any_in_row
from analysis.core.definitions import PAYMENT_DAYS, paid_in_full
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates, why_nobody_pays
from analysis.core.payment import NOT_YET_CODE, state_codes


@dataclass(frozen=True, eq=False)
class Arrears:
    """Roll × fee years on record up to that of the basis. Amounts in EUR, 0 where there are none.

    A member is in arrears for a year if a due is known, the receipts of the year are complete, less than 98 %
    of the due arrived, and the fee is due: PAYMENT_DAYS after its invoice, or after the end of the year where
    no invoice date is recorded. owed_eur: what lacks then. not_due_eur: what lacks of fees that are not due
    yet. open_eur: what lacks where it is not known whether it is owed. tolerated_eur: what lacks of fees paid
    to 98 %. overpaid_eur: what arrived beyond the due. joined: whether a member had joined by then.
    due_unknown: it had, and its due is not known.
    """

    states: MemberStates
    years: tuple[int, ...]
    owed_eur: Amounts
    not_due_eur: Amounts
    open_eur: Amounts
    tolerated_eur: Amounts
    overpaid_eur: Amounts
    due_unknown: Mask
    joined: Mask

    @cached_property
    def illustrative(self) -> bool:
        """Whether an invented row stands behind any of it."""
        return any(self.states.illustrative_by_year(self.years))

    @cached_property
    def perhaps(self) -> Mask:
        """Members and years of which it is not known whether anything is owed."""
        mask: Mask = (self.open_eur > 0) | self.due_unknown
        return mask

    def by_year(self) -> pd.DataFrame:
        """One row a fee year, oldest first: fee_year, owed_eur, members, group_owed_eur, group_members,
        unknown (members of whom it is not known whether they owe anything), illustrative."""
        owed, group = self.owed_eur > 0, self.states.group
        return pd.DataFrame(
            {
                "fee_year": list(self.years),
                "owed_eur": self.owed_eur.sum(axis=0),
                "members": owed.sum(axis=0),
                "group_owed_eur": self.owed_eur[group].sum(axis=0),
                "group_members": owed[group].sum(axis=0),
                "unknown": self.perhaps.sum(axis=0),
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
    years, ledger = states.years, states.ledger
    due, received = states.amounts_by_year("due_eur", years), states.amounts_by_year("received_eur", years)
    columns = [ledger.column(year) for year in years]
    complete = ledger.is_complete[columns]
    joined = state_codes(ledger, "in_full")[states.rows][:, columns] != NOT_YET_CODE
    lacking = np.where(due > 0, np.maximum(due - received, 0.0), 0.0)
    enough = paid_in_full(ledger)[states.rows][:, columns]
    is_due, not_due = _is_due(states, years), _is_not_due(states, years)
    parts = np.select(
        [enough, not_due, ~(is_due & complete)],
        [_TOLERATED, _NOT_DUE, _OPEN],
        _OWED,
    )
    return Arrears(
        states=states,
        years=years,
        owed_eur=np.where(parts == _OWED, lacking, 0.0),
        not_due_eur=np.where(parts == _NOT_DUE, lacking, 0.0),
        open_eur=np.where(parts == _OPEN, lacking, 0.0),
        tolerated_eur=np.where(parts == _TOLERATED, lacking, 0.0),
        overpaid_eur=np.where(due > 0, np.maximum(received - due, 0.0), 0.0),
        due_unknown=np.isnan(due) & joined,
        joined=joined,
    )


_OWED, _NOT_DUE, _OPEN, _TOLERATED = range(4)
_TERM = np.timedelta64(PAYMENT_DAYS, "D")


def _is_not_due(states: MemberStates, years: tuple[int, ...]) -> Mask:
    """Whether the invoice is dated and its term is not over."""
    return np.greater_equal(_falls_due(states, years), _now(states))  # False where it has no date


def _is_due(states: MemberStates, years: tuple[int, ...]) -> Mask:
    """Whether the term of the invoice is over; where it has no date, that of the last day of the fee year."""
    falls_due = _falls_due(states, years)
    at_latest = np.array([np.datetime64(f"{year}-12-31", "s") for year in years], dtype="datetime64[s]")
    return np.less(np.where(np.isnat(falls_due), at_latest + _TERM, falls_due), _now(states))


def _falls_due(states: MemberStates, years: tuple[int, ...]) -> Days:
    invoiced: Days = states.amounts_by_year("invoice_on", years)
    return np.add(invoiced, _TERM)


def _now(states: MemberStates) -> np.datetime64:
    return np.datetime64(states.basis.as_of, "s")


def settlement(arrears: Arrears, years: slice = slice(None)) -> dict[str, float]:
    """Due − received as its parts, over the members whose due is known and above 0, of all years or some.

    due, received, owed, not_due, open, tolerated, overpaid: due − received is the sum of the next four less
    overpaid. EUR.
    """
    states = arrears.states
    due = states.amounts_by_year("due_eur", arrears.years)[:, years]
    received = states.amounts_by_year("received_eur", arrears.years)[:, years]
    sums = {"due": due[due > 0].sum(), "received": received[due > 0].sum()}
    for name in ("owed", "not_due", "open", "tolerated", "overpaid"):
        sums[name] = getattr(arrears, f"{name}_eur")[:, years].sum()
    return {name: round(float(amount), 2) for name, amount in sums.items()}


def arrears_figures(arrears: Arrears) -> list[Figure]:
    """arrears_amount and arrears_count of all years, of the group, and of each year by itself.

    Amounts in EUR; high: what is not known is owed as well, None where a due is not known. The count is of
    members, each once; high: those that may owe something as well. Where nothing is known there is no value.
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
    reason = _why_unknown(arrears, members, columns)
    value = round(float(arrears.owed_eur[members, columns].sum()), 2)
    most = value + float(arrears.open_eur[members, columns].sum())
    bounded = not arrears.due_unknown[members, columns].any()
    return Figure(
        name=name,
        definition=definition,
        value=None if reason else value,
        low=None if reason else value,
        high=None if reason or not bounded else round(most, 2),
        unit="EUR",
        illustrative=arrears.illustrative,
        reason=reason,
        counted=lambda: arrears.rows(members, columns),
    )


def _count(name: str, definition: str, arrears: Arrears, columns: slice) -> Figure:
    owed = any_in_row(arrears.owed_eur[:, columns] > 0)
    perhaps = any_in_row(arrears.perhaps[:, columns])
    reason = _why_unknown(arrears, np.full(arrears.states.size, fill_value=True), columns)
    return Figure(
        name=name,
        definition=definition,
        value=None if reason else int(owed.sum()),
        numerator=None if reason else int((owed & arrears.states.group).sum()),
        denominator=None if reason else int(owed.sum()),
        low=None if reason else int(owed.sum()),
        high=None if reason else int((owed | perhaps).sum()),
        unit="members",
        illustrative=arrears.illustrative,
        reason=reason,
        counted=lambda: arrears.rows(owed, columns),
    )


def _why_unknown(arrears: Arrears, members: Mask, columns: slice) -> str | None:
    if not arrears.states.size:
        return why_nobody_pays(arrears.states)
    if not arrears.years:
        return "no_fee_year"
    if not members.any():
        return "nobody_in_group"
    nothing = arrears.perhaps | ~arrears.joined
    return "all_unknown" if nothing[members, columns].all() else None
