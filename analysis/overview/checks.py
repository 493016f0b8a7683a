"""Statements that must hold between figures, and signs in the data that somebody should look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.core.dates import receipts_by
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates
from analysis.fees.arrears import Arrears, settlement
from analysis.shares.bridge import build_bridge
from analysis.shares.gap import gap_parts
from data.membership import has_left

_EXACT = 1e-9  # shares are quotients of whole numbers; this is far below one member in a million
_CENTS = 0.005  # EUR


@dataclass(frozen=True)
class Check:
    """A statement that must hold. `name` is its code, with the definition behind a colon where it has one.

    identity: it follows from the formulae, so that a failure is a fault of the dashboard; otherwise a failure
    is something in the data to look at, and `rows` are what to look at.
    """

    name: str
    ok: bool
    facts: dict[str, object]
    identity: bool = True
    found: Callable[[], pd.DataFrame] = field(default=pd.DataFrame, repr=False, compare=False)

    @property
    def code(self) -> str:
        """Name without the definition: the key of its sentences in the text catalogue."""
        return self.name.partition(":")[0]

    @property
    def vacuous(self) -> bool:
        """Whether there was nothing to compare: it then holds, and says nothing."""
        return self.ok and not any(self.facts.values())

    @cached_property
    def rows(self) -> pd.DataFrame:
        """What to look at."""
        return self.found()


def share_checks(figures: list[Figure]) -> list[Check]:
    """What holds between the shares of each definition; figures without a value are passed over."""
    official = next(figure for figure in figures if figure.name == "official_share")
    paying = [figure for figure in figures if figure.name == "paying_share" and figure.value is not None]
    checks = []
    for figure in paying:
        checks += [
            _numerator_in_denominator(figure),
            _bounds_contain(figure),
            _parts_add_up(figure, official),
        ]
        if official.value:
            checks.append(_overall_rate_possible(figure, official))
    return checks


def _numerator_in_denominator(figure: Figure) -> Check:
    """Every row of the numerator is a row of the denominator, and they are as many as the figure says."""
    rows = figure.rows
    counted = rows["part"].isin(["group", "others"])
    of_group = rows["part"] == "group"
    facts = {"numerator": figure.numerator, "denominator": figure.denominator}
    ok = int(of_group.sum()) == figure.numerator and int(counted.sum()) == figure.denominator
    ok = ok and bool(rows.loc[of_group, "in_group"].all()) and rows["city_id"].is_unique
    return Check(f"numerator_in_denominator:{figure.definition}", ok, dict(facts))


def _bounds_contain(figure: Figure) -> Check:
    value, low, high = figure.value or 0.0, figure.low, figure.high
    ok = low is not None and high is not None and low <= value <= high
    return Check(f"bounds_contain_value:{figure.definition}", ok, {"value": value, "low": low, "high": high})


def _parts_add_up(figure: Figure, official: Figure) -> Check:
    """Paid, not paid, waived and unknown together are the roll."""
    parts, whole = len(figure.rows), len(official.rows)
    return Check(f"parts_add_up:{figure.definition}", parts == whole, {"parts": parts, "whole": whole})


def _overall_rate_possible(figure: Figure, official: Figure) -> Check:
    """p_all ≤ s_O / s_P: otherwise the two shares are not of the same roll."""
    overall = (figure.denominator or 0) / (official.denominator or 1)
    limit = (official.value or 0) / figure.value if figure.value else 1.0
    ok = overall <= limit + _EXACT
    return Check(f"overall_rate_possible:{figure.definition}", ok, {"overall": overall, "limit": limit})


def state_checks(states: MemberStates) -> list[Check]:
    """bridge_closes and split_adds_up of one definition; what is undefined is passed over."""
    checks = []
    between = build_bridge(states)
    if between is not None:
        start, end = int(between.before.sum()), int(between.after.sum())
        new, back = int(between.new.sum()), int(between.reactivated.sum())
        lapsed = int(between.lapsed.sum())
        facts = {"before": start, "new": new, "reactivated": back, "lapsed": lapsed, "after": end}
        ok = start + new + back - lapsed == end
        checks.append(Check(f"bridge_closes:{states.basis.definition}", ok, dict(facts)))
    parts = gap_parts(states)["share"]
    if parts.notna().all() and states.size:
        paid = states.paid
        gap = (paid & states.group).sum() / paid.sum() - states.group.sum() / states.size
        total = float(parts.sum())
        ok = abs(total - gap) <= _EXACT
        sums: dict[str, object] = {"parts": total, "whole": float(gap)}
        checks.append(Check(f"split_adds_up:{states.basis.definition}", ok, sums))
    return checks


def money_checks(states: MemberStates, countries: pd.DataFrame, arrears: Arrears) -> list[Check]:
    """countries_add_up, arrears_add_up, arrears_reconcile: the parts of a sum of money are the sum."""
    received = np.nan_to_num(states.amounts("received_eur", states.fee_year))
    by_country = pd.Series(received).groupby(states.roll["country"].fillna("").to_numpy()).sum()
    whole, parts = float(by_country.clip(lower=0).sum()), float(countries["received_eur"].sum())
    years, rows = float(arrears.by_year()["owed_eur"].sum()), float(arrears.rows()["owed_eur"].sum())
    return [
        Check("countries_add_up", abs(parts - whole) <= _CENTS, {"parts": parts, "whole": whole}),
        Check("arrears_add_up", abs(years - rows) <= _CENTS, {"parts": rows, "whole": years}),
        _arrears_reconcile(arrears),
    ]


def _arrears_reconcile(arrears: Arrears) -> Check:
    """Due − received is what is owed, not due yet, not known and tolerated, less what was overpaid."""
    sums = settlement(arrears)
    lacking = sums["owed"] + sums["not_due"] + sums["open"] + sums["tolerated"] - sums["overpaid"]
    return Check("arrears_reconcile", abs(sums["due"] - sums["received"] - lacking) <= _CENTS, dict(sums))


def data_checks(states: MemberStates) -> list[Check]:
    """receipts_from_members and paid_before_due, over the receipts of the fee year that had arrived."""
    arrived = receipts_by(states.dataset, states.basis.as_of, states.fee_year or -1)
    members = states.dataset.table("members")[["city_id", "name", "joined_on", "left_on", "status"]]
    dues = states.dataset.table("dues")[["city_id", "fee_year", "invoiced_on"]]
    rows = arrived.merge(members, on="city_id", how="left").merge(
        dues, on=["city_id", "fee_year"], how="left"
    )
    outside = (rows["received_on"] < rows["joined_on"]) | (rows["received_on"] >= rows["left_on"])
    outside |= rows["left_on"].isna() & has_left(rows, states.basis.as_of)
    early = rows["received_on"] < rows["invoiced_on"]
    return [
        _to_look_at("receipts_from_members", rows, outside),
        _to_look_at("paid_before_due", rows, early),
    ]


def _to_look_at(name: str, rows: pd.DataFrame, odd: pd.Series) -> Check:
    facts = {"odd": int(odd.sum()), "receipts": len(rows)}
    return Check(
        name, not odd.any(), dict(facts), identity=False, found=lambda: rows[odd].reset_index(drop=True)
    )
