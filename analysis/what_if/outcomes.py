"""What a scenario does: every outcome before and after, counted in the same way. Money in EUR."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.core.figure import Figure
from analysis.fees.concentration import herfindahl
from analysis.fees.money import share_of
from analysis.shares.shares import paying_bounds
from analysis.what_if.position import Position

OUTCOMES = (
    "official_share",
    "paying_share",
    "income",
    "arrears",
    "money_received_share",
    "money_at_risk",
    "hhi",
    "effective_number",
    "largest_share",
)


@dataclass(frozen=True)
class Outcome:
    """One outcome before and after."""

    before: Figure
    after: Figure

    @property
    def name(self) -> str:
        """Its name, one of OUTCOMES."""
        return self.before.name

    @property
    def change(self) -> float | None:
        """After − before; None where either is undefined."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


def outcomes(start: Position, end: Position) -> list[Outcome]:
    """Every outcome, in the order of OUTCOMES."""
    before, after = measure(start), measure(end)
    return [Outcome(before[name], after[name]) for name in OUTCOMES]


def measure(now: Position) -> dict[str, Figure]:
    """All outcomes of a position by name."""
    rows = now.rows
    group = rows["in_group"].to_numpy("bool")
    income = rows["paid_eur"] + rows["collected_eur"]
    arrears = rows["owed_eur"] + rows["owed_before_eur"] + rows["unpaid_eur"]
    figures = [
        _share("official_share", rows["official"].to_numpy(), group),
        _paying(rows["pays"].to_numpy(), rows["unknown"].to_numpy(), group),
        Figure("income", None, _sum(income.to_numpy()), unit="EUR"),
        Figure("arrears", None, _sum(arrears.to_numpy()), unit="EUR"),
        _share("money_received_share", income.to_numpy(), group),
        Figure("money_at_risk", None, _sum(income.to_numpy()[group]), unit="EUR"),
        *_by_country(now, income.to_numpy()),
    ]
    return {figure.name: figure for figure in figures}


def _sum(amounts: np.ndarray) -> float | None:
    """The sum to the cent; None where an amount is not known."""
    total = float(amounts.sum())
    return None if np.isnan(total) else round(total, 2)


def _share(name: str, amounts: np.ndarray, group: np.ndarray) -> Figure:
    part, whole = float(amounts[group].sum()), float(amounts.sum())
    value = None if np.isnan(whole) else share_of(part, whole)
    return Figure(name, None, value, *((None,) * 4 if value is None else (part, whole, value, value)))


def _paying(pays: np.ndarray, unknown: np.ndarray, group: np.ndarray) -> Figure:
    part, whole = float(pays[group].sum()), float(pays.sum())
    if not whole:
        return Figure("paying_share", None, None)
    return Figure("paying_share", None, part / whole, part, whole, *paying_bounds(pays, unknown, group))


def _by_country(now: Position, income: np.ndarray) -> list[Figure]:
    """HHI, effective number, largest share; members without a country are one, and never the largest."""
    sums = now.rows.assign(income=income).groupby("country", dropna=False)["income"].sum().clip(lower=0.0)
    hhi = None if np.isnan(income.sum()) else herfindahl(sums.to_numpy("float64"))
    known = sums[sums.index.notna()]
    largest = Figure("largest_share", None, None)
    if hhi is not None and len(known) and known.max() > 0:
        most, whole, country = float(known.max()), float(sums.sum()), str(known.sort_index().idxmax())
        largest = replace(largest, value=most / whole, numerator=most, denominator=whole, label=country)
    return [
        Figure("hhi", None, hhi, unit="index"),
        Figure("effective_number", None, None if hhi is None else 1 / hhi, unit="countries"),
        largest,
    ]
