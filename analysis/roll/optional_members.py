"""Members that a reader may count or leave out: suspended, associate, and with a waived fee."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.core.member_states import MemberStates
from analysis.core.roll import on_roll


@dataclass(frozen=True)
class OptionalMembers:
    """One switch: how many members it concerns, and whether they are counted."""

    switch: str
    members: int
    counted: bool


def optional_members(states: MemberStates) -> list[OptionalMembers]:
    """For each switch that concerns anybody, how many and whether they are counted now."""
    return [
        OptionalMembers(switch, len(rows), switch in states.basis.also)
        for switch, rows in optional_member_rows(states).items()
        if len(rows)
    ]


def optional_member_rows(states: MemberStates) -> dict[str, pd.DataFrame]:
    """The members behind each switch of analysis.core.basis.ALSO, counted or not: rows of `members`."""
    every = replace(states.basis, categories=(*states.basis.categories, "associate"), suspended=True)
    members = states.dataset.table("members")
    listed = members[on_roll(states.dataset, every)]
    due, waived = (
        states.amounts("due_eur", states.deciding_year),
        states.amounts("waived_eur", states.deciding_year),
    )
    return {
        "suspended": listed[listed["status"] == "suspended"],
        "associate": listed[listed["category"] == "associate"],
        "waived": states.roll[np.logical_and(due == 0, waived > 0)],
    }
