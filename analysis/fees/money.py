"""Shares and totals of money, in EUR, over the official members of the basis."""

from __future__ import annotations

import pandas as pd

from analysis.core.arrays import Mask
from analysis.core.figure import Figure, parts, ratio, share_figure
from analysis.core.member_states import MemberStates, why_none


def member_money(states: MemberStates) -> pd.DataFrame:
    """The roll with in_group, due_eur (missing where unknown), received_eur, waived_eur and illustrative of
    the fee year. No rows without one."""
    year = states.fee_year
    amounts = {name: states.amounts(name, year) for name in ("due_eur", "received_eur", "waived_eur")}
    rows = states.roll.assign(in_group=states.group, **amounts, illustrative=states.illustrative(year))
    return rows if year is not None else rows.head(0)


def money_figures(states: MemberStates) -> list[Figure]:
    """money_received_share, money_due_share and collection_rate of the fee year.

    The share of money due is measured over known dues; where any due is unknown its bounds are missing.
    """
    money = member_money(states)
    bounded = not money["due_eur"].isna().any()
    return [
        _share("money_received_share", money, "received_eur", states, bounded=True),
        _share("money_due_share", money, "due_eur", states, bounded=bounded),
        _collection_rate(money, states),
    ]


def _share(name: str, money: pd.DataFrame, column: str, states: MemberStates, *, bounded: bool) -> Figure:
    amounts, group = money[column], money["in_group"].to_numpy("bool")
    counts = (amounts.notna() & (amounts != 0)).to_numpy()
    of_group = float(amounts[counts & group].sum())
    total = float(amounts[counts].sum())
    value = share_of(of_group, total)
    bound = value if bounded else None
    refunded = bool(counts.any()) and (of_group < 0 or total < of_group)
    return share_figure(
        Figure(name, column.removesuffix("_eur"), value, low=bound, high=bound),
        (of_group, total),
        illustrative=bool(money["illustrative"][counts].any()),
        reason="refunded"
        if refunded
        else why_none(states, "no_money" if column == "received_eur" else "no_due"),
        counted=lambda: _counted(money, counts),
    )


def _collection_rate(money: pd.DataFrame, states: MemberStates) -> Figure:
    """Σ received / Σ due over members that owe a known due; waivers are already out of the due."""
    counts = (money["due_eur"] > 0).to_numpy()
    received, due = (float(money[column][counts].sum()) for column in ("received_eur", "due_eur"))
    return share_figure(
        Figure("collection_rate", "received", ratio(received, due)),
        (received, due),
        illustrative=bool(money["illustrative"][counts].any()),
        reason=why_none(states, "no_due"),
        counted=lambda: _counted(money, counts),
    )


def _counted(money: pd.DataFrame, counts: Mask) -> pd.DataFrame:
    rows = money.loc[counts]
    return rows.assign(part=parts(rows["in_group"]))


def share_of(amount: float, whole: float) -> float | None:
    """The share of an amount; None where the whole is nothing, or a side got back more than it paid."""
    return None if amount < 0 or whole < amount else ratio(amount, whole)
