"""Members that the switches speak of: suspended ones, associates, and those whose fee is waived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.core.roll import on_roll

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.member_states import Standing

SWITCHES = ("suspended", "associate", "waived")


@dataclass(frozen=True)
class Apart:
    """One switch: how many members it concerns, how many of them are of the group, whether they count."""

    switch: str
    members: int
    counted: bool


def apart(found: Standing) -> list[Apart]:
    """For each switch that concerns anybody, how many and whether they are counted now."""
    basis = found.basis
    counted = {
        "suspended": basis.suspended,
        "associate": "associate" in basis.categories,
        "waived": basis.waived,
    }
    numbers = {switch: len(rows) for switch, rows in apart_rows(found).items()}
    return [Apart(switch, numbers[switch], counted[switch]) for switch in SWITCHES if numbers[switch]]


def apart_rows(found: Standing) -> dict[str, pd.DataFrame]:
    """The members behind each switch, whether they count or not: rows of `members`."""
    every = replace(found.basis, categories=(*found.basis.categories, "associate"), suspended=True)
    members = found.dataset.table("members")
    listed = members[on_roll(found.dataset, every)]
    due, waived = found.amounts("due_eur", found.looks_at), found.amounts("waived_eur", found.looks_at)
    return {
        "suspended": listed[listed["status"] == "suspended"],
        "associate": listed[listed["category"] == "associate"],
        "waived": found.roll[np.logical_and(due == 0, waived > 0)],
    }
