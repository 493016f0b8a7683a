"""Fees of a scenario: another income level, scheme, grid or per cent changes dues and payments alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Places
from analysis.core.tariff import priced
from analysis.what_if.position import Position, level_place
from analysis.what_if.scenario import Scenario
from data.schema import SCHEMES


def reprice(now: Position, scenario: Scenario) -> Position:
    """Fees by another level, scheme, grid or per cent: dues and payments of the fee year change alike.

    Who paid a part of the fee goes on paying the same part. Where the grid lacks a price the fee stays.
    """
    rows, fees = now.rows, _new_fees(now, scenario)
    ratio = np.where(np.isnan(fees.ratio), 1.0, fees.ratio) * (1 + scenario.fees / 100)
    amounts = {name: rows[name] * ratio for name in ("due_eur", "paid_eur", "owed_eur", "unpaid_eur")}
    if now.states.deciding_year == now.fee_year:
        amounts |= {name: rows[name] * ratio for name in ("decides_owed_eur", "decides_missing_eur")}
    return replace(now, rows=rows.assign(level=fees.level, scheme=fees.scheme, **amounts))


def unpriced_rows(now: Position, scenario: Scenario) -> pd.DataFrame:
    """Rows whose fee a scenario means to change and cannot, because the grid lacks a price."""
    rows, fees = now.rows, _new_fees(now, scenario)
    meant = (fees.level != rows["level"]) | (fees.scheme != rows["scheme"]) | (scenario.period is not None)
    unchanged: pd.DataFrame = rows.loc[meant.to_numpy("bool") & np.isnan(fees.ratio)]
    return unchanged


@dataclass(frozen=True, eq=False)
class _Fees:
    """Cells under a scenario, and by how much the price of each is the price of today's; NaN without one."""

    level: Places
    scheme: Places
    ratio: Amounts


def _new_fees(now: Position, scenario: Scenario) -> _Fees:
    rows = now.rows
    level, scheme = _new_levels(now, scenario), _new_schemes(now, scenario)
    capital = rows["capital"].to_numpy("int64")
    prices = now.fees.prices(now.fee_year)
    later = prices if scenario.period is None else now.fees.prices_from(scenario.period)
    old = priced(prices, rows["level"].to_numpy("int64"), capital, rows["scheme"].to_numpy("int64"))
    return _Fees(level, scheme, priced(later, level, capital, scheme) / old)


def _new_levels(now: Position, scenario: Scenario) -> Places:
    places = now.rows["country"].map({country: level_place(level) for country, level in scenario.levels})
    levels: Places = places.fillna(now.rows["level"]).to_numpy("int64").astype(np.int64)
    return levels


def _new_schemes(now: Position, scenario: Scenario) -> Places:
    """Schemes after the scenario: what is said of one side holds over what is said of all."""
    scheme: Places = now.rows["scheme"].to_numpy("int64").copy()
    group = now.rows["in_group"].to_numpy("bool")
    whom = {"all": np.ones(len(group), dtype=np.bool_), "group": group, "others": ~group}
    chosen = dict(scenario.schemes)
    for side in ("all", "others", "group"):
        if side in chosen:
            scheme[whom[side]] = SCHEMES.index(chosen[side])
    return scheme
