"""Until when the receipts of a fee year are complete: declared by who knows the books, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from data.dataset import Dataset

_ENTRY = re.compile(r"(\d{4})(?:: (\d{4}-\d{2}-\d{2}))?")


def is_complete(dataset: Dataset, fee_year: int, as_of: date) -> bool:
    """Whether all receipts of a fee year that arrived by a day are recorded, as far as was declared."""
    until = dataset.receipts_complete.get(fee_year)
    return until is not None and as_of <= until


def complete_until(years: Iterable[int], until: date) -> Mapping[int, date]:
    """The mark of several fee years whose receipts are complete until the same day."""
    return MappingProxyType(dict.fromkeys(sorted(years), until))


def from_values(values: object, as_of: date) -> Mapping[int, date] | None:
    """The mark as a file or the store has it: days by fee year, or a list of years, then until `as_of`.

    Years before their days may be text, and days ISO text. None where it is neither.
    """
    if isinstance(values, Mapping):
        marks = {_year(year): _day(until) for year, until in values.items()}
    elif isinstance(values, list | tuple):
        marks = {year if type(year) is int else None: as_of for year in values}
    else:
        return None
    known = {year: until for year, until in marks.items() if year is not None and until is not None}
    return MappingProxyType(dict(sorted(known.items()))) if len(known) == len(marks) else None


def as_values(marks: Mapping[int, date]) -> dict[str, str]:
    """The opposite of `from_values`: ISO days by fee year, both as text."""
    return {str(year): until.isoformat() for year, until in sorted(marks.items())}


def as_text(marks: Mapping[int, date]) -> str:
    """The mark in one cell: `2022: 2023-05-31, 2023: 2023-05-31`."""
    return ", ".join(f"{year}: {until}" for year, until in as_values(marks).items())


def from_text(text: str, as_of: date) -> Mapping[int, date]:
    """The opposite of `as_text`; a year alone is complete until `as_of`. What cannot be read is left out."""
    found = [_ENTRY.fullmatch(part.strip()) for part in text.split(",")]
    marks = {int(entry[1]): _day(entry[2]) if entry[2] else as_of for entry in found if entry}
    return MappingProxyType({year: until for year, until in marks.items() if until is not None})


def _year(value: object) -> int | None:
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if type(value) is int else None


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None
