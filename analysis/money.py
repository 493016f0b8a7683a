"""Shares and totals of money, in EUR, over the official members of the basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.balances import balances
from analysis.figure import Figure, ratio
from analysis.groups import in_group
from analysis.roll import official_members

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis
    from data.dataset import Dataset


def member_money(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """The roll with in_group, due_eur (missing where unknown), received_eur, waived_eur and illustrative of
    basis.fee_year. No rows without a fee year."""
    roll = official_members(dataset, basis)
    roll = roll.assign(in_group=in_group(dataset, basis.group, roll["city_id"]))
    if basis.fee_year is None:
        empty = roll.head(0)
        return empty.assign(due_eur=0.0, received_eur=0.0, waived_eur=0.0, illustrative=False)
    books = balances(dataset, basis.fee_year, basis.as_of).reindex(roll["city_id"]).reset_index(drop=True)
    own = roll["provenance"] == "illustrative"
    columns = books[["due_eur", "received_eur", "waived_eur", "receipts"]]
    return roll.join(columns).assign(illustrative=own | books["illustrative"])


def money_figures(money: pd.DataFrame, basis: Basis) -> list[Figure]:
    """money_received_share, money_due_share and collection_rate of basis.fee_year.

    money: the answer of `member_money` for the same basis. The share of money due is measured over known
    dues; where any due is unknown its bounds are missing.
    """
    received = _share("money_received_share", money, "received_eur", basis)
    due = _share("money_due_share", money[money["due_eur"].notna()], "due_eur", basis)
    if money["due_eur"].isna().any():
        due = replace(due, low=None, high=None)
    return [received, due, _collection_rate(money, basis)]


def _share(name: str, money: pd.DataFrame, column: str, basis: Basis) -> Figure:
    counted = money[money[column] != 0]
    of_group = float(counted.loc[counted["in_group"], column].sum())
    total = float(counted[column].sum())
    refunded = of_group < 0 or total < of_group  # a side got back more than it paid: no part of a whole
    value = None if refunded else ratio(of_group, total)
    return Figure(
        name=name,
        definition=column.removesuffix("_eur"),
        value=value,
        numerator=of_group if value is not None else None,
        denominator=total if value is not None else None,
        low=value,
        high=value,
        illustrative=bool(counted["illustrative"].any()),
        reason=None if value is not None else "refunded" if refunded else _why_no_money(basis),
        rows=counted.assign(part=counted["in_group"].map({True: "group", False: "others"})),
    )


def _collection_rate(money: pd.DataFrame, basis: Basis) -> Figure:
    """Σ received / Σ due over members whose due is known; waivers are already out of the due."""
    counted = money[money["due_eur"] > 0]
    received, due = float(counted["received_eur"].sum()), float(counted["due_eur"].sum())
    value = ratio(received, due)
    return Figure(
        name="collection_rate",
        definition="received",
        value=value,
        numerator=received if value is not None else None,
        denominator=due if value is not None else None,
        illustrative=bool(counted["illustrative"].any()),
        reason=None if value is not None else _why_no_money(basis),
        rows=counted.assign(part=counted["in_group"].map({True: "group", False: "others"})),
    )


def _why_no_money(basis: Basis) -> str:
    return "no_fee_year" if basis.fee_year is None else "no_money"
