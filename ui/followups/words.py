"""The Follow-ups page in words."""

from __future__ import annotations

import pandas as pd

from analysis.followups.followups import DONE, OVERDUE
from text import counted, label, say
from ui.core import formats


def lead(rows: pd.DataFrame) -> str:
    """How much is open and how much of it overdue."""
    count, late = int((rows["step_state"] != DONE).sum()), int((rows["step_state"] == OVERDUE).sum())
    if not count:
        return say("followups.none")
    if not late:
        return counted("followups.open", count, count=formats.count(count))
    return counted("followups.overdue", count, count=formats.count(count), late=formats.count(late))


def longest_overdue(rows: pd.DataFrame) -> str:
    """Which one waits longest; '' where none is overdue."""
    late = rows[rows["step_state"] == OVERDUE]
    if late.empty:
        return ""
    first, days = late.iloc[0], int(late["days_overdue"].iloc[0])
    facts = {"city": first["name"], "what": first["what"], "count": formats.count(days)}
    return counted("followups.oldest", days, **facts)


def owner_name(owner: object) -> str:
    """'Barcelona'; where no owner is recorded, a sentence that says so."""
    return label("owner", owner) if isinstance(owner, str) else say("followups.nobody")
