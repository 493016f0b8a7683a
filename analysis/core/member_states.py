"""The roll, the group and every payment state of one basis, from which its figures are counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, AnyArray, Codes, Days, Mask, Places
from analysis.core.basis import Basis
from analysis.core.definitions import RULES
from analysis.core.frames import is_illustrative
from analysis.core.groups import in_group, in_group_by_invention
from analysis.core.ledger import Ledger, build_ledger
from analysis.core.payment import (
    NOT_PAID_CODE,
    NOT_YET_CODE,
    PAID_CODE,
    UNKNOWN_CODE,
    WAIVED_CODE,
    state_codes,
    state_names,
)
from analysis.core.roll import is_known, on_roll
from data.dataset import Dataset


@dataclass(frozen=True, eq=False)
class MemberStates:
    """Everything the figures of a basis have in common. Arrays are in the order of the roll.

    rows: places of the roll's members in the ledger; group: who belongs to the focus group; codes: state of
    every member for every year of the ledger, as a place in analysis.core.payment.STATES.
    """

    dataset: Dataset
    basis: Basis
    ledger: Ledger
    rows: Places
    group: Mask
    codes: Codes

    @cached_property
    def roll(self) -> pd.DataFrame:
        """Rows of `members` on the roll."""
        return self.dataset.table("members").iloc[self.rows].reset_index(drop=True)

    @property
    def size(self) -> int:
        """|O|."""
        return len(self.rows)

    @property
    def fee_year(self) -> int | None:
        """y."""
        return self.basis.fee_year

    @cached_property
    def current_codes(self) -> Codes:
        """State codes for the fee year; all unknown without one."""
        return self.codes_of(self.basis.fee_year)

    @cached_property
    def paid(self) -> Mask:
        """P: who pays for the fee year."""
        return self._in_state(PAID_CODE)

    @cached_property
    def unknown(self) -> Mask:
        """U: whose payment for the fee year is not known."""
        return self._in_state(UNKNOWN_CODE)

    @cached_property
    def waived(self) -> Mask:
        """Whose fee of the year is waived and shown apart."""
        return self._in_state(WAIVED_CODE)

    @cached_property
    def not_paid(self) -> Mask:
        """N: of whom it is known that they do not pay for the fee year."""
        return self._in_state(NOT_PAID_CODE)

    def nothing_known(self, fee_year: int | None, chosen: Mask | None = None) -> bool:
        """Whether no payment of a year is known, of all or of some members of the roll."""
        codes = self.codes_of(fee_year)
        return bool(np.isin(codes if chosen is None else codes[chosen], (UNKNOWN_CODE, NOT_YET_CODE)).all())

    def _in_state(self, code: int) -> Mask:
        mask: Mask = self.current_codes == code
        return mask

    @cached_property
    def own_illustrative(self) -> Mask:
        """Whether a member's own row, or the one that puts it into the focus group, is illustrative."""
        by_group = in_group_by_invention(self.dataset, self.basis.group, self.roll["city_id"])
        mask: Mask = is_illustrative(self.roll).to_numpy("bool") | by_group.to_numpy("bool")
        return mask

    def codes_of(self, fee_year: int | None) -> Codes:
        """State codes for a year; all unknown for a year that no record speaks of."""
        if fee_year is None or fee_year not in self.ledger.years:
            return np.full(self.size, UNKNOWN_CODE, dtype="int8")
        return self.codes[:, self.ledger.column(fee_year)]

    def amounts(self, measure: str, fee_year: int | None) -> Amounts:
        """An array of the ledger for one year ('due_eur', 'received_eur', …); NaN without a year."""
        return self._of_year(measure, fee_year, np.nan)

    def _of_year(self, measure: str, fee_year: int | None, missing: object) -> AnyArray:
        if fee_year is None or fee_year not in self.ledger.years:
            return np.full(self.size, missing)
        values: AnyArray = getattr(self.ledger, measure)[self.rows, self.ledger.column(fee_year)]
        return values

    def amounts_by_year(self, measure: str, years: tuple[int, ...]) -> AnyArray:
        """An array of the ledger, roll × these years, all of which the ledger has."""
        columns = np.array([self.ledger.column(year) for year in years], dtype="int64")
        amounts: AnyArray = getattr(self.ledger, measure)[self.rows][:, columns]
        return amounts

    def illustrative_by_year(self, years: tuple[int, ...]) -> list[bool]:
        """For each of these years, whether an invented row stands behind any member's money."""
        return [bool(self.illustrative(year).any()) for year in years]

    @property
    def years(self) -> tuple[int, ...]:
        """Fee years on record up to that of the basis, ascending; none without one."""
        last = self.basis.fee_year
        return tuple(year for year in self.ledger.recorded_years if last is not None and year <= last)

    def invoices(self, fee_year: int | None) -> Days:
        """Days on which the fee of a year was invoiced by the date; missing also where no day is known."""
        return self._of_year("invoiced_on", fee_year, np.datetime64("NaT", "s"))

    def illustrative(self, fee_year: int | None) -> Mask:
        """Whether a member's own row, or a due or receipt of the year, is illustrative."""
        return np.logical_or(self.own_illustrative, self._of_year("illustrative", fee_year, missing=False))

    @property
    def deciding_year(self) -> int | None:
        """The year whose dues and receipts decide; None without a fee year."""
        return None if self.basis.fee_year is None else self.basis.deciding_year

    def deciding_year_of(self, fee_year: int) -> int:
        """The year whose dues and receipts decide the state for a fee year."""
        return fee_year - RULES[self.basis.definition].years_back

    def frame(self, fee_year: int | None = None) -> pd.DataFrame:
        """The roll with in_group, state, the money of the year that decides, and whether it is illustrative.

        fee_year: that of the basis by default. Without any everybody is unknown.

        Adds to the columns of `members`: joined_known, in_group, state (one of STATES), due_eur, received_eur
        and invoiced_on of the year the definition looks at, and illustrative (the member's own row or a due
        or receipt behind the state is).
        """
        fee_year = self.fee_year if fee_year is None else fee_year
        of = None if fee_year is None else self.deciding_year_of(fee_year)
        return self.roll.assign(
            joined_known=self.roll["joined_on"].notna(),
            in_group=self.group,
            state=state_names(self.codes_of(fee_year)),
            due_eur=self.amounts("due_eur", of),
            received_eur=self.amounts("received_eur", of),
            invoiced_on=self.invoices(of),
            illustrative=self.illustrative(of),
        )


def member_states(dataset: Dataset, basis: Basis, ledger: Ledger | None = None) -> MemberStates:
    """The member states of a basis. ledger: the one of the same date and year, if it is there already."""
    ledger = ledger or build_ledger(dataset, basis.as_of, basis.fee_year)
    mask = on_roll(dataset, basis).to_numpy()
    rows = np.flatnonzero(mask)
    codes = state_codes(ledger, basis.definition, waived_pays=basis.waived)[rows]
    cities = dataset.table("members")["city_id"].iloc[rows]
    return MemberStates(
        dataset, basis, ledger, rows, in_group(dataset, basis.group, cities).to_numpy(), codes
    )


def under_definition(states: MemberStates, definition: str) -> MemberStates:
    """The same roll, group and money under another definition."""
    basis = replace(states.basis, definition=definition)
    codes = state_codes(states.ledger, definition, waived_pays=basis.waived)[states.rows]
    return replace(states, basis=basis, codes=codes)


def why_nobody_pays(states: MemberStates) -> str:
    """Code of the reason why no paying share can be formed."""
    return why_none(states, "all_unknown" if states.nothing_known(states.fee_year) else "nobody_paid")


def why_none(states: MemberStates, otherwise: str) -> str:
    """Code of the reason why a figure of a fee year has no value: no roll, no fee year, or what it lacks."""
    if not states.size:
        return why_no_roll(states.dataset, states.basis)
    return "no_fee_year" if states.fee_year is None else otherwise


def why_no_roll(dataset: Dataset, basis: Basis) -> str:
    """Code of the reason why nobody is on the roll."""
    return "no_members" if is_known(dataset, basis.as_of) else "before_first_roll"
