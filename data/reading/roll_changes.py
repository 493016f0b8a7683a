"""What an upload means for the roll: what it starts from, who joins it, and whom a full list leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from data.closing import Closing, closings
from data.completeness import from_text
from data.dataset import Dataset, references_only, without_invented
from data.membership import has_left
from data.report import Issue

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from data.reading.about_sheet import About
    from data.reading.choices import Choices
    from data.reading.row_outcomes import MappedTable
    from data.reading.stated_day import StatedDay
    from data.reading.upload import ReadTable

CITY_TABLES: Final = ("members", "prospects")
ROSTER: Final = 10
"""From so many rows on a list of members is taken for somebody's own roster, no longer for an addition."""
_NAMED: Final = 30
"""Names that one message tells."""


def starting_point(
    current: Dataset,
    choices: Choices,
    tables: Collection[MappedTable],
    about: About,
    stated: StatedDay | None,
) -> Dataset:
    """What the upload is put on top of: the current data, those without invented rows, or none of them.

    The last two say of themselves what the sheet "about" says, else the day that the list of members states,
    else what the author gave for that case.
    """
    base = references_only(current) if choices.from_empty else _without_invented(current, choices, tables)
    if base is current:
        return current
    as_of = about.as_of or (stated.day if stated else choices.fresh_as_of)
    return replace(
        base,
        as_of=as_of or base.as_of,
        first_roll_on=about.first_roll_on or choices.as_of or as_of or base.first_roll_on,
        title=about.title or choices.fresh_title or base.title,
        receipts_complete=from_text(about.receipts_complete or "", as_of or base.as_of)
        or base.receipts_complete,
    )


def _without_invented(current: Dataset, choices: Choices, tables: Collection[MappedTable]) -> Dataset:
    replaces = choices.replace_invented
    if replaces is None:
        rows = sum(
            table.block.last_row - table.block.header_row - 1
            for table in tables
            if table.mapping.table == "members"
        )
        replaces = rows >= ROSTER
    return without_invented(current) if replaces and current.illustrative else current


def joining(base: Dataset, candidate: Dataset) -> tuple[Closing, ...]:
    """Prospects whose city is on the roll with this upload, and was not while they were open before."""
    before = {one.city_id for one in closings(base)}
    return tuple(one for one in closings(candidate) if one.city_id not in before)


def not_mentioned(base: Dataset, tables: Sequence[ReadTable], choices: Choices) -> dict[str, tuple[str, ...]]:
    """Table → cities of it that a full list does not mention, in the order of the table.

    A list is full if it mentions at least half of the cities. Members that left are not missed.
    """
    missing = {}
    for name in CITY_TABLES:
        lists = [table.records["city_id"] for table in tables if table.table == name and table.kept]
        rows = base.table(name)
        if name == "members":
            rows = rows[~has_left(rows, base.as_of)]
        if not lists or rows.empty or name in choices.whole:
            continue
        mentioned = np.isin(rows["city_id"], np.concatenate(lists))
        if mentioned.sum() * 2 >= len(rows) and not mentioned.all():
            missing[name] = tuple(rows.loc[~mentioned, "city_id"])
    return missing


def notes_on_the_roll(
    base: Dataset,
    candidate: Dataset,
    tables: Sequence[ReadTable],
    closed: Sequence[Closing],
    missing: Mapping[str, tuple[str, ...]],
) -> list[Issue]:
    """What the author is told without asking: who is closed, who is left out, invented rows that stay."""
    files = {table.table: table.file for table in reversed(tables)}
    notes = [
        Issue(
            "",
            None,
            None,
            "prospect_closed",
            "note",
            {"city": one.name, "day": one.entered_on, "why": None if one.entered_on else "undated"},
            files.get("members") or files["prospects"],
        )
        for one in closed
    ]
    for name, cities in missing.items():
        names = base.table(name).set_index("city_id")["name"]
        shown = ", ".join(names[list(cities[:_NAMED])])
        facts = {"count": len(cities), "names": shown + (", …" if len(cities) > _NAMED else ""), "of": name}
        notes.append(Issue("", None, None, "not_mentioned", "warning", facts, files[name]))
    if "members" in files and candidate.illustrative:
        facts = dict(candidate.invented_counts)
        notes.append(Issue("", None, None, "invented_stay", "warning", facts, files["members"]))
    return notes
