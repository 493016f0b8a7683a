"""The headline figures under every definition, and the checks that hold between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.basis import DEFINITIONS, Basis
from analysis.money import member_money, money_figures
from analysis.shares import official_share, paying_share, relative_pay_rate

if TYPE_CHECKING:
    from analysis.figure import Figure
    from data.dataset import Dataset


@dataclass(frozen=True)
class Check:
    """A statement that must hold between figures. `code` names its sentence in the text catalogue."""

    name: str
    ok: bool
    facts: dict[str, object]


def headline_figures(dataset: Dataset, basis: Basis) -> list[Figure]:
    """official_share, paying_share and relative_pay_rate under each definition, then the figures of money."""
    official = official_share(dataset, basis)
    paying = [paying_share(dataset, replace(basis, definition=name)) for name in DEFINITIONS]
    rates = [relative_pay_rate(official, figure) for figure in paying]
    return [official, *paying, *rates, *money_figures(member_money(dataset, basis), basis)]


def checks(figures: list[Figure]) -> list[Check]:
    """Consistency of the figures of one basis; figures without a value are passed over."""
    official = next(figure for figure in figures if figure.name == "official_share")
    paying = [figure for figure in figures if figure.name == "paying_share" and figure.value is not None]
    found = []
    for figure in paying:
        found.append(_numerator_in_denominator(figure))
        found.append(_bounds_contain(figure))
        found.append(_parts_add_up(figure, official))
        if official.value:
            found.append(_overall_rate_possible(figure, official))
    return found


def _numerator_in_denominator(figure: Figure) -> Check:
    numerator, denominator = figure.numerator or 0, figure.denominator or 0
    facts = {"numerator": numerator, "denominator": denominator}
    return Check(f"numerator_in_denominator:{figure.definition}", numerator <= denominator, dict(facts))


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
    ok = overall <= limit + 1e-9
    return Check(f"overall_rate_possible:{figure.definition}", ok, {"overall": overall, "limit": limit})
