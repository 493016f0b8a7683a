"""What needs attention: each item is a count, its facts and its rows."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.payment import NOT_PAID, UNKNOWN
from analysis.followups.followups import OVERDUE

WANT_TO_JOIN = ("interested", "intent_expressed")


@dataclass(frozen=True)
class Item:
    """Something to act on. `code` names its sentence in the text catalogue, `rows` are the cities meant."""

    code: str
    facts: dict[str, object]
    illustrative: bool
    rows: pd.DataFrame = field(repr=False, compare=False)

    @property
    def count(self) -> int:
        """Number of cities meant."""
        return len(self.rows)


def attention(
    basis: Basis,
    states: pd.DataFrame,
    open_prospects: pd.DataFrame,
    seen: pd.DataFrame,
    steps: pd.DataFrame,
) -> list[Item]:
    """Items that apply, most urgent first.

    states: MemberStates.frame of the basis. open_prospects:
    analysis.pipeline.prospects.prospects. seen: analysis.engagement.attendance_by_event.by_city of the
    members. steps: analysis.followups.followups.followups. Payment items speak of the focus group only.
    """
    group = states[states["in_group"]]
    items = [
        _overdue(open_prospects),
        _followups_overdue(steps, open_prospects),
        _before_event(open_prospects),
        _unpaid(group, basis),
        _unknown(group, basis),
        _never_seen(group, seen),
        _without_next_step(open_prospects),
    ]
    return [item for item in items if item.count]


def not_judged(roll_reason: str | None, states: pd.DataFrame, seen: pd.DataFrame) -> list[str]:
    """Codes of what nobody can say on this basis, so that no item about it does not mean that all is well.

    roll_reason: why the official share has no value, None where it has one. states, seen: as `attention`.
    """
    if roll_reason is not None:
        return [roll_reason]
    group = states[states["in_group"]]
    if group.empty:
        return ["nobody_in_group"]
    own = seen[seen["city_id"].isin(group["city_id"])]
    return ["no_lists"] if (own["seen"] == "no_record").all() else []


def _item(code: str, rows: pd.DataFrame, **facts: object) -> Item:
    return Item(code, facts, bool(rows["illustrative"].any()), rows.reset_index(drop=True))


def _overdue(open_prospects: pd.DataFrame) -> Item:
    rows = open_prospects[open_prospects["overdue"]]
    return _item("steps_overdue", rows, since=rows["next_step_due"].min())


def _followups_overdue(steps: pd.DataFrame, open_prospects: pd.DataFrame) -> Item:
    """Overdue follow-ups, one a row, of members; those of open prospects are among the next steps."""
    rows = steps[(steps["step_state"] == OVERDUE) & ~steps["city_id"].isin(open_prospects["city_id"])]
    return _item("followups_overdue", rows, since=rows["due_on"].min())


def _before_event(open_prospects: pd.DataFrame) -> Item:
    """Prospects that want to join and have not applied, with an event to join before, the nearest one."""
    soon = open_prospects[(open_prospects["days_to_event"] >= 0) & open_prospects["stage"].isin(WANT_TO_JOIN)]
    rows = soon[soon["days_to_event"] == soon["days_to_event"].min()]
    first = rows.iloc[0] if len(rows) else None
    if first is None:
        return _item("before_event", rows)
    return _item("before_event", rows, event=first["target_event_name"], days=int(first["days_to_event"]))


def _unpaid(group: pd.DataFrame, basis: Basis) -> Item:
    rows = group[group["state"] == NOT_PAID]
    lacking = (rows["due_eur"] - rows["received_eur"]).clip(lower=0.0)
    return _item("unpaid", rows, fee_year=basis.fee_year, due_eur=float(lacking.sum()))


def _unknown(group: pd.DataFrame, basis: Basis) -> Item:
    rows = group[group["state"] == UNKNOWN]
    return (
        _item("no_fee_year", rows)
        if basis.fee_year is None
        else _item("unknown_state", rows, fee_year=basis.fee_year)
    )


def _never_seen(group: pd.DataFrame, seen: pd.DataFrame) -> Item:
    """Members on none of the lists of who came that could have named them."""
    never = seen[seen["seen"] == "never"].set_index("city_id")["illustrative"]
    rows = group[group["city_id"].isin(never.index)]
    return _item("never_seen", rows.assign(illustrative=rows["city_id"].map(never).astype(bool)))


def _without_next_step(open_prospects: pd.DataFrame) -> Item:
    return _item("no_next_step", open_prospects[open_prospects["next_step"].isna()])
