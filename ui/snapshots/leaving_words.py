"""What leaves the house with a report, in a few plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import numbers
from ui.text import counted, label, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sharing.bundle import Bundle
    from sharing.leaving import Leaving

_MOST = 8  # names that are listed
_KB = 1024


def lines(left: Leaving, frozen: Bundle) -> tuple[str, ...]:
    """For whom, how much, which names, and what stays here."""
    size = numbers.count(len(frozen.parts["report.html"]) / _KB)
    parts = [
        say("leaving.audience", audience=label("audience", left.audience)),
        say(
            "leaving.amount",
            figures=counted("leaving.figures", left.figures, count=numbers.count(left.figures)),
            charts=counted("leaving.charts", left.charts, count=numbers.count(left.charts)),
            rows=counted("leaving.rows", left.rows, count=numbers.count(left.rows)),
        ),
        _names("leaving.cities", left.cities) if left.cities else say("leaving.no_cities"),
        _names("leaving.fields", left.fields) if left.fields else "",
        say("leaving.note") if left.has_note else "",
        _names("leaving.left_out", left.left_out) if left.left_out else say("leaving.nothing_left_out"),
        say("leaving.no_contacts"),
        say("leaving.size", size=size, files=len(frozen.parts)),
    ]
    return tuple(part for part in parts if part)


def _names(key: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST])
    more = len(names) - _MOST
    rest = say("leaving.more", count=numbers.count(more)) if more > 0 else ""
    return counted(key, len(names), count=numbers.count(len(names)), names=f"{shown}{rest}")
