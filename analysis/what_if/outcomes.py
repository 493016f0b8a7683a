"""What a scenario does: every outcome before and after, counted in the same way. Money in EUR."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.core.figure import ratio
from analysis.fees.concentration import herfindahl
from analysis.fees.money import share_of

if TYPE_CHECKING:
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
UNITS = {"income": "EUR", "arrears": "EUR", "money_at_risk": "EUR", "hhi": "index"} | {
    "effective_number": "countries"
}


@dataclass(frozen=True)
class Measured:
    """One outcome of one position. value: None where undefined; label: the country that it is of."""

    name: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    label: str | None = None

    @property
    def unit(self) -> str:
        """'share', 'EUR', 'index' or 'countries'."""
        return UNITS.get(self.name, "share")


@dataclass(frozen=True)
class Outcome:
    """One outcome before and after."""

    before: Measured
    after: Measured

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


def measure(now: Position) -> dict[str, Measured]:
    """All outcomes of a position by name."""
    rows = now.rows
    group = rows["in_group"].to_numpy("bool")
    income = rows["paid_eur"] + rows["collected_eur"]
    arrears = rows["owed_eur"] + rows["owed_before_eur"] + rows["unpaid_eur"]
    found = [
        _share("official_share", rows["official"].to_numpy(), group),
        _paying(rows["pays"].to_numpy(), rows["unknown"].to_numpy(), group),
        Measured("income", _sum(income.to_numpy())),
        Measured("arrears", _sum(arrears.to_numpy())),
        _share("money_received_share", income.to_numpy(), group),
        Measured("money_at_risk", _sum(income.to_numpy()[group])),
        *_by_country(now, income.to_numpy()),
    ]
    return {each.name: each for each in found}


def _sum(amounts: np.ndarray) -> float | None:
    """The sum to the cent; None where an amount is not known."""
    total = float(amounts.sum())
    return None if np.isnan(total) else round(total, 2)


def _share(name: str, amounts: np.ndarray, group: np.ndarray) -> Measured:
    part, whole = float(amounts[group].sum()), float(amounts.sum())
    value = None if np.isnan(whole) else share_of(part, whole)
    if value is None:
        return Measured(name, None)
    return Measured(name, value, part, whole, value, value)


def _paying(pays: np.ndarray, unknown: np.ndarray, group: np.ndarray) -> Measured:
    p_c, p = float(pays[group].sum()), float(pays.sum())
    u_c, u_r = float(unknown[group].sum()), float(unknown[~group].sum())
    if not p:
        return Measured("paying_share", None)
    low, high = ratio(p_c, p + u_r), ratio(p_c + u_c, p + u_c)
    return Measured("paying_share", p_c / p, p_c, p, low, high)


def _by_country(now: Position, income: np.ndarray) -> list[Measured]:
    """HHI, effective number, largest share; members without a country are one, and never the largest."""
    sums = now.rows.assign(income=income).groupby("country", dropna=False)["income"].sum().clip(lower=0.0)
    hhi = None if np.isnan(income.sum()) else herfindahl(sums.to_numpy("float64"))
    known = sums[sums.index.notna()]
    if hhi is None or known.empty or not known.max() > 0:
        largest = Measured("largest_share", None)
    else:
        whole = float(sums.sum())
        largest = Measured(
            "largest_share",
            float(known.max()) / whole,
            float(known.max()),
            whole,
            label=str(known.sort_index().idxmax()),
        )
    return [
        Measured("hhi", hhi),
        Measured("effective_number", None if hhi is None else 1 / hhi),
        largest,
    ]
