"""Tables of the Congress page: its cities, how often each number came out, and the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.congress.attendance_rule import MEMBER_CASES, RULE
from text import label, say
from ui.core.tables import readable, titled

if TYPE_CHECKING:
    from analysis.congress.forecast import Forecast

CITY_ROW = [
    *("name", "name_zh", "congress_standing", "congress_case", "percent", "people", "expected_delegates"),
    *("uncertainty", "illustrative"),
]


def cities(rows: pd.DataFrame) -> pd.DataFrame:
    """Cities of a forecast: chances in per cent, and each one's part of the uncertainty."""
    variance = rows["variance"].sum()
    shown = rows.assign(
        congress_standing=rows["standing"],
        congress_case=rows["case"],
        percent=(rows["probability"] * 100).round().astype("Int64"),
        expected_delegates=rows["expected"],
        uncertainty=rows["variance"] / variance * 100 if variance else float("nan"),
    )
    return readable(shown, CITY_ROW)


def runs(forecast: Forecast) -> pd.DataFrame:
    """How often each number of delegates came out."""
    counts = pd.Series(forecast.counts)
    return titled(
        delegates=counts.index, runs=counts.to_numpy(), percent_runs=(counts / counts.sum() * 100).to_numpy()
    )


def rule() -> pd.DataFrame:
    """The assumptions, one row a case."""
    return titled(
        congress_whom=[
            say("congress.whom_member" if case in MEMBER_CASES else "congress.whom_prospect") for case in RULE
        ],
        congress_case=[label("congress_case", case) for case in RULE],
        percent=[round(each.probability * 100) for each in RULE.values()],
        people=[each.people for each in RULE.values()],
        expected_delegates=[each.expected for each in RULE.values()],
    )
