"""How much of what was due has arrived: by fee year, cumulative, and to the same day a year earlier. EUR."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.core.dates import same_day_last_year
from analysis.core.figure import Figure, ratio
from analysis.core.ledger import build_ledger
from analysis.core.member_states import MemberStates, why_none
from analysis.core.payment import PAID_CODE, state_codes


def collection_by_year(states: MemberStates) -> pd.DataFrame:
    """One row a fee year on record up to that of the basis, oldest first.

    Columns: fee_year; due_eur and received_eur of the members of the roll that owe a known due; rate; the
    three again summed over this and all earlier years (due_so_far_eur, received_so_far_eur, rate_so_far);
    not_known (members whose due is not known). Rates are missing where nothing is due; waivers are already
    out of the due.
    """
    years = states.years
    due = states.amounts_by_year("due_eur", years)
    received = np.where(due > 0, states.amounts_by_year("received_eur", years), 0.0)
    rows = pd.DataFrame(
        {
            "fee_year": np.array(years, dtype="int64"),
            "due_eur": np.nansum(due, axis=0),
            "received_eur": received.sum(axis=0),
            "not_known": np.isnan(due).sum(axis=0),
        }
    )
    so_far = rows[["due_eur", "received_eur"]].cumsum()
    return rows.assign(
        rate=rows["received_eur"] / rows["due_eur"].where(rows["due_eur"] > 0),
        due_so_far_eur=so_far["due_eur"],
        received_so_far_eur=so_far["received_eur"],
        rate_so_far=so_far["received_eur"] / so_far["due_eur"].where(so_far["due_eur"] > 0),
    )


def collection_figures(states: MemberStates, years: pd.DataFrame) -> list[Figure]:
    """collection_rate_by_year (definition: the year) and collection_rate_cumulative up to the fee year.

    years: the answer of `collection_by_year` for the same states.
    """
    marked = [bool(states.illustrative(int(year)).any()) for year in years["fee_year"]]
    reason = why_none(states, "no_due")
    figures = [
        _rate(Figure("collection_rate_by_year", str(year), None, illustrative=mark, reason=reason), *sums)
        for year, *sums, mark in zip(
            years["fee_year"], years["received_eur"], years["due_eur"], marked, strict=True
        )
    ]
    so_far = years[["received_eur", "due_eur"]].sum()
    whole = Figure("collection_rate_cumulative", "received", None, illustrative=any(marked), reason=reason)
    return [*figures, _rate(whole, so_far["received_eur"], so_far["due_eur"])]


def _rate(figure: Figure, received: float, due: float) -> Figure:
    """The figure with its value; as it is, with its reason, where nothing is due."""
    rate = ratio(float(received), float(due))
    if rate is None:
        return figure
    return replace(figure, value=rate, numerator=float(received), denominator=float(due), reason=None)


@dataclass(frozen=True)
class SameDay:
    """What today's members had paid of the previous year's fees by the same day a year earlier.

    paying: number that met the definition by then; rate: collection rate, None where nothing was due.
    """

    earlier: date
    paying: int
    group_paying: int
    received_eur: float
    due_eur: float

    @property
    def rate(self) -> float | None:
        """Σ R ÷ Σ D by that day."""
        return ratio(self.received_eur, self.due_eur)


def collected_by_same_day(states: MemberStates) -> SameDay | None:
    """The year before, to the same day, over the members on the roll today; None without a fee year.

    The roll of that day is not needed for it: receipts are dated, so it can be said of today's members.
    """
    if states.fee_year is None:
        return None
    earlier = same_day_last_year(states.basis.as_of)
    ledger = build_ledger(states.dataset, earlier, states.fee_year - 1)
    codes = state_codes(ledger, states.basis.definition, waived_pays=states.basis.waived)
    paid = codes[states.rows, ledger.column(states.fee_year - 1)] == PAID_CODE
    column = ledger.column(states.fee_year - 1)
    due = ledger.due_eur[states.rows, column]
    return SameDay(
        earlier=earlier,
        paying=int(paid.sum()),
        group_paying=int((paid & states.group).sum()),
        received_eur=float(ledger.received_eur[states.rows, column][due > 0].sum()),
        due_eur=float(np.nansum(due)),
    )
