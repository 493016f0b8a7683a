"""Levers: each turns one position into another. `apply_scenario` pulls them in one fixed order.

Who is there comes first, then what the fee is, then what comes in of what is owed. The order in which a
reader moved the levers therefore does not matter.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.core.arrays import Mask, Places
from analysis.core.definitions import ROUNDING, RULES
from analysis.core.tariff import priced
from analysis.what_if.position import Position, level_place
from analysis.what_if.repricing import reprice
from analysis.what_if.scenario import Scenario
from data.schema import SCHEMES


def apply_scenario(start: Position, scenario: Scenario, candidates: pd.DataFrame) -> Position:
    """The position once everything a scenario says has happened."""
    now = _without(start, scenario.leave)
    now = _lapsed(now, scenario.lapse)
    now = _fewer(now, scenario.fewer, of_group=True)
    now = _fewer(now, scenario.fewer_elsewhere, of_group=False)
    typical = {of_group: typical_fee(start, of_group=of_group) for of_group in (True, False)}
    now = _joined(now, joining(candidates, scenario), scenario.new_scheme)
    now = _more(now, start, scenario.more, typical[True], of_group=True)
    now = _more(now, start, scenario.elsewhere, typical[False], of_group=False)
    now = reprice(now, scenario)
    now = _regrouped(now)
    return _collected(now, scenario.collect / 100)


def _without(now: Position, cities: tuple[str, ...]) -> Position:
    """Members that leave the roll: neither official nor paying, and what they owe is on no list any more."""
    return replace(now, rows=now.rows[~now.rows["city_id"].isin(cities)].reset_index(drop=True))


def _lapsed(now: Position, cities: tuple[str, ...]) -> Position:
    """Members that stay on the roll and do not pay: they owe the whole fee, and nothing of it comes in."""
    return _stopping(now, now.rows["city_id"].isin(cities).to_numpy("bool"), 1.0)


def _fewer(now: Position, number: int, *, of_group: bool) -> Position:
    """So many payers stop paying, nobody knows which: each payer of that side by the same part."""
    rows = now.rows
    payers = (rows["in_group"] == of_group).to_numpy("bool") & (rows["pays"] > 0).to_numpy("bool")
    paying = float(rows["pays"][payers].sum())
    return _stopping(now, payers, min(number / paying, 1.0) if paying else 0.0)


def joining(candidates: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """The candidates that a scenario names, by themselves or by their stage; each once."""
    named = candidates["city_id"].isin(scenario.join) | candidates["stage"].isin(scenario.stages)
    return candidates[named]


def _stopping(now: Position, who: Mask, part: float) -> Position:
    rows = now.rows
    if not part or not who.any():
        return now
    left = np.where(who, 1.0 - part, 1.0)
    unpaid = np.nan_to_num(np.maximum(rows["due_eur"] - rows["owed_eur"] - rows["unpaid_eur"], 0.0))
    return replace(
        now,
        rows=rows.assign(
            pays=rows["pays"] * left,
            unknown=np.where(who, 0.0, rows["unknown"]) if part == 1.0 else rows["unknown"],
            paid_eur=rows["paid_eur"] * left,
            unpaid_eur=rows["unpaid_eur"] + np.where(who, part * unpaid, 0.0),
            lapsed=rows["lapsed"] | (who & (part == 1.0)),
        ),
    )


def _joined(now: Position, who: pd.DataFrame, scheme: str) -> Position:
    """New members pay their first fee in full, at the price of the grid; NaN where the grid has none."""
    if who.empty:
        return now
    cells = now.fees.place(who)
    level = _levels(now, cells.country)
    capital = np.maximum(cells.capital, 0)  # not known to be a capital: priced as none
    schemes = np.where(cells.scheme < 0, SCHEMES.index(scheme), cells.scheme)
    price = priced(now.fees.prices(now.fee_year), level, capital, schemes)
    rows = pd.DataFrame(
        {
            "city_id": who["city_id"],
            "name": who["name"],
            "country": who["country"],
            "level": level,
            "capital": capital,
            "scheme": schemes,
            "in_group": who["in_group"],
            "due_eur": price,
            "paid_eur": price,
            "illustrative": who["illustrative"],
        }
    )
    return _with(now, rows, 1.0)


def _more(now: Position, start: Position, number: int, fee: float, *, of_group: bool) -> Position:
    """Further members without a name: spread over the countries of that side as its members are today."""
    like = start.rows[(start.rows["in_group"] == of_group).to_numpy("bool")]
    if not number:
        return now
    if like.empty:
        like = start.rows.head(1).assign(country=None, level=-1)
    each = number / len(like)
    rows = like[["country", "level", "capital", "scheme", "illustrative"]].assign(
        city_id="", name="", in_group=of_group, due_eur=fee * each, paid_eur=fee * each
    )
    return _with(now, rows, each)


def typical_fee(start: Position, *, of_group: bool) -> float:
    """Median of the known dues above 0 of that side; NaN where there is none."""
    side = start.rows[(start.rows["in_group"] == of_group) & (start.rows["due_eur"] > 0)]
    return float(side["due_eur"].median()) if len(side) else float("nan")


def _with(now: Position, rows: pd.DataFrame, each: float) -> Position:
    """The position with rows added that owe nothing; each stands for so many members."""
    rows = rows.assign(
        official=each,
        pays=each,
        unknown=0.0,
        owed_eur=0.0,
        owed_before_eur=0.0,
        decides_owed_eur=0.0,
        decides_missing_eur=np.nan,
        unpaid_eur=0.0,
        collected_eur=0.0,
        lapsed=False,
    )
    return replace(now, rows=pd.concat([now.rows, rows[now.rows.columns]], ignore_index=True))


def _levels(now: Position, country: Places) -> Places:
    known = np.append(now.fees.levels(until=now.fee_year), -1)
    return np.where(country >= 0, known[country], -1)


def _regrouped(now: Position) -> Position:
    """A group that is an income level follows the levels."""
    if now.income_group is None:
        return now
    return replace(now, rows=now.rows.assign(in_group=now.rows["level"] == level_place(now.income_group)))


def _collected(now: Position, part: float) -> Position:
    """Every member in arrears pays the same part of all it owes, but for those that the scenario lets lapse.

    Whether it counts as paying then is for the definition to say: under any receipt any payment does, under
    paid in full and good standing only one that is enough.
    """
    rows = now.rows
    if not part:
        return now
    who = ~rows["lapsed"].to_numpy("bool")
    owed, before = rows["owed_eur"] * part * who, rows["owed_before_eur"] * part * who
    new = _pays_then(now, part, who) & (rows["pays"] == 0).to_numpy("bool")
    pays = np.where(new, rows["official"], rows["pays"])
    return replace(
        now,
        rows=rows.assign(
            pays=pays,
            paid_eur=rows["paid_eur"] + owed,
            owed_eur=rows["owed_eur"] - owed,
            owed_before_eur=rows["owed_before_eur"] - before,
            collected_eur=rows["collected_eur"] + before,
        ),
    )


def _pays_then(now: Position, part: float, who: Mask) -> Mask:
    rows, needed = now.rows, RULES[now.states.basis.definition].arrears
    if needed == "never":
        return np.zeros(len(rows), dtype=np.bool_)
    owes = who & (rows["decides_owed_eur"] > 0).to_numpy("bool")
    if needed == "any":
        return owes
    enough = rows["decides_owed_eur"] * part >= rows["decides_missing_eur"] - ROUNDING
    return owes & enough.to_numpy("bool")
