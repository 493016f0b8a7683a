"""The day that a list of members says it speaks of: in its title, the name of its sheet or of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from data.cleaning.date_parsing import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.reading.row_outcomes import MappedTable

_WORD = r"[^\W\d_]"
_DAYS: Final = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号號]?"
    r"|(?:19|20)\d{2}[-/._]\d{1,2}[-/._]\d{1,2}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:19|20)\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º)?[\s_-]+(?:(?:de|of)\s+)?{_WORD}{{3,10}}\.?,?[\s_-]+(?:(?:de|del|of)\s+)?(?:19|20)\d{{2}}"
    rf"|{_WORD}{{3,10}}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}"
    r")(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class StatedDay:
    """A day and the words that say it."""

    day: date
    words: str


def stated_day(tables: Iterable[MappedTable]) -> StatedDay | None:
    """The day of the lists of members: by a title first, then by the name of a sheet, then of a file.

    None where nothing says a whole day, or one place says two, or the order of day and month is open.
    """
    rolls = [table for table in tables if table.mapping.table == "members"]
    for places in (
        [table.block.title for table in rolls],
        [table.grid.sheet for table in rolls],
        [table.grid.file for table in rolls],
    ):
        found = {day: words for words in places for day in days_in(words)}
        if found:
            return StatedDay(*next(iter(found.items()))) if len(found) == 1 else None
    return None


def days_in(text: str) -> set[date]:
    """The whole days that a text names. One whose day and month may be swapped counts as two."""
    days: set[date] = set()
    for found in _DAYS.findall(text):
        parsed = parse_date(found.replace("_", "-"))
        if parsed is not None and parsed.precision == "day":
            days |= {day for day in (parsed.day_first, parsed.month_first) if day is not None}
    return days
