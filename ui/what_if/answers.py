"""What the What-if page asks, each answer computed once a version of the data, a basis and a scenario."""

from __future__ import annotations

import pandas as pd

import analysis.pipeline.candidates
import analysis.what_if.levers
import analysis.what_if.outcomes
import analysis.what_if.position
import analysis.what_if.repricing
from analysis.core.basis import Basis
from analysis.what_if.outcomes import Outcome
from analysis.what_if.position import Position
from analysis.what_if.scenario import Scenario
from data.cities import reference_cities
from ui.core import queries
from ui.core.cache import cached
from ui.shares import answers


@cached
def start(basis: Basis) -> Position | None:
    """Today's members; None without a fee year or a roll."""
    return analysis.what_if.position.position(queries.member_states(basis), answers.arrears(basis))


@cached(per_definition=False)
def candidates(basis: Basis) -> pd.DataFrame:
    """Who may join."""
    waiting = queries.prospects(basis)
    return analysis.pipeline.candidates.candidates(queries.dataset(), basis, waiting, reference_cities())


@cached
def end(basis: Basis, scenario: Scenario) -> Position | None:
    """The members once a scenario has happened."""
    today = start(basis)
    return (
        None if today is None else analysis.what_if.levers.apply_scenario(today, scenario, candidates(basis))
    )


def is_illustrative(basis: Basis, scenario: Scenario) -> bool:
    """Whether an invented row stands behind what a scenario comes to."""
    then = end(basis, scenario)
    return then is not None and bool(then.rows["illustrative"].any())


@cached
def outcomes(basis: Basis, scenario: Scenario) -> dict[str, Outcome]:
    """Every outcome before and after, by name; none without a fee year or a roll."""
    today, then = start(basis), end(basis, scenario)
    if today is None or then is None:
        return {}
    return {outcome.name: outcome for outcome in analysis.what_if.outcomes.outcomes(today, then)}


@cached
def unpriced(basis: Basis, scenario: Scenario) -> list[str]:
    """Names of members whose fee a scenario means to change and cannot, for want of a price."""
    today = start(basis)
    return [] if today is None else analysis.what_if.repricing.unpriced_rows(today, scenario)["name"].tolist()


@cached
def without_price(basis: Basis, scenario: Scenario) -> list[str]:
    """Names of cities that join and have no price in the grid."""
    then = end(basis, scenario)
    if then is None or start(basis) is None:
        return []
    new = then.rows["city_id"].isin(candidates(basis)["city_id"]) & then.rows["due_eur"].isna()
    return then.rows.loc[new, "name"].tolist()


@cached
def changed_rows(basis: Basis, scenario: Scenario) -> pd.DataFrame:
    """Members that a scenario touches: name, country, in_group, and before and after of pays, paid_eur and
    owed_eur (arrears of all years); largest change of payment first."""
    today, then = start(basis), end(basis, scenario)
    if today is None or then is None:
        raise ValueError("Without a fee year and a roll there is nothing to compare.")
    columns = ["city_id", "name", "country", "in_group", "official", "pays", "paid_eur", "owed_eur"]
    before, after = (_with_all_owed(each)[columns] for each in (today, then))
    named = after["city_id"] != ""
    both = before.merge(after[named], on="city_id", how="outer", suffixes=("_before", "_after"))
    amounts = ("official", "pays", "paid_eur", "owed_eur")
    filled = both.fillna({f"{name}_{side}": 0.0 for name in amounts for side in ("before", "after")})
    moved = sum((filled[f"{name}_after"] - filled[f"{name}_before"]).abs() for name in amounts)
    rows = filled.assign(
        name=both["name_before"].fillna(both["name_after"]),
        country=both["country_before"].fillna(both["country_after"]),
        in_group=both["in_group_after"].fillna(both["in_group_before"]).astype("bool"),
        moved=moved,
    )
    return rows[rows["moved"] > 0.005].sort_values("moved", ascending=False, ignore_index=True)


def _with_all_owed(each: Position) -> pd.DataFrame:
    rows = each.rows
    return rows.assign(owed_eur=rows["owed_eur"] + rows["owed_before_eur"] + rows["unpaid_eur"])


def group_countries(basis: Basis) -> list[str]:
    """Countries of today's members of the group."""
    today = start(basis)
    return (
        [] if today is None else today.rows.loc[today.rows["in_group"], "country"].dropna().unique().tolist()
    )


@cached
def typical_fee(basis: Basis) -> float | None:
    """Median fee of the group, at which further members without a name are taken to join; None if unknown."""
    today = start(basis)
    fee = float("nan") if today is None else analysis.what_if.levers.typical_fee(today, of_group=True)
    return None if fee != fee else fee  # noqa: PLR0124  not a number is unequal to itself


@cached
def periods(basis: Basis) -> list[int]:
    """First years of the fee grids that do not hold for the fee year."""
    tariff = queries.dataset().table("tariff")
    year = basis.fee_year or 0
    other = tariff[(tariff["period_from"] > year) | (tariff["period_to"] < year)]
    return [int(first) for first in sorted(other["period_from"].unique())]
