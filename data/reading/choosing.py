"""Which table a block of a sheet is: by its headers, by how sheet, title and file are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.cleaning.codes import code_of
from data.cleaning.spelling import compared
from data.reading.choices import LEFT_OUT, Sheet
from data.reading.fitting import fit_table
from data.reading.headers import year_of
from data.reading.learned_decisions import remembered_layout
from data.reading.shapes import shape_of
from data.reading.vocabulary import table_names
from data.schema import UPLOADED

if TYPE_CHECKING:
    from data.reading.choices import Choices
    from data.reading.fitting import Fit, Use
    from data.reading.grid import Grid
    from data.reading.layout import Block

_COMMON = {"name", "name_zh", "country", "note", "source", "provenance", "owner", "currency", "scheme"}
_MONEY = ("due_eur", "amount", "amount_eur")

# fields that follow from others, or that a table has a plain default for
_FOLLOWS: dict[str, frozenset[str]] = {
    "city_id": frozenset({"name", "name_zh"}),
    "name": frozenset({"city_id", "name_zh"}),
    "amount": frozenset({"amount_eur"}),
}
_MADE = {"receipt_id", "followup_id", "contact_id", "seq", "currency", "status", "stage"}

_OF_A_ROLL = ("status", "joined_on")

# tables that may stand in the same rows, with the fields that show it
_COMPANIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "members": {"dues": ("due_eur",), "receipts": ("amount", "amount_eur")},
    "dues": {"receipts": ("amount", "amount_eur"), "members": _OF_A_ROLL},
    "receipts": {"dues": ("due_eur", "waived_eur"), "members": _OF_A_ROLL},
}
_MOSTLY = 0.8


@dataclass(frozen=True)
class Reading:
    """The tables that a block holds; none where it fits none. is_sure: nothing else fits nearly as well."""

    fits: tuple[Fit, ...]
    is_sure: bool = True


def choose_tables(grid: Grid, block: Block, choices: Choices) -> Reading:
    """The table of a block, and those that stand in the same rows."""
    place = (grid.file, grid.sheet)
    told = choices.tables.get(Sheet(*place)) or choices.table or _remembered(block, choices)
    if told == LEFT_OUT:
        return Reading(())
    first, last = block.header_row + 1, block.last_row
    shapes = {
        column: shape_of(grid.columns[column], first, last)
        for column, header in zip(block.columns, block.headers, strict=True)
        if header
    }
    fits = {table: fit_table(table, block, shapes, choices, place) for table in UPLOADED}
    if told:
        return Reading(_with_companions(fits, told, grid, block) if told in fits else ())
    scores = {table: _score(fit) + _called(table, grid, block) for table, fit in fits.items()}
    ranked = sorted(scores, key=lambda table: -scores[table])
    best = next((table for table in ranked if _is_enough(fits[table], _called(table, grid, block))), None)
    if best is None:
        return Reading(())
    kept = _with_companions(fits, best, grid, block)
    rivals = [scores[table] for table in ranked if table not in {fit.table for fit in kept}]
    is_clear = scores[best] - max(rivals, default=0.0) >= 0.5 or _called(best, grid, block) >= 1
    return Reading(
        kept, is_sure=is_clear and (_called(best, grid, block) > 0 or not _has_bare_years(kept[0]))
    )


def _has_bare_years(fit: Fit) -> bool:
    """Columns called 2021, 2022 …: money of these years, but nothing says whether due or paid."""
    return any(use.constants and not use.text.words for use in fit.uses)


def _remembered(block: Block, choices: Choices) -> str:
    layout = remembered_layout(block.headers, choices.memory)
    return layout.table if layout else ""


def _with_companions(fits: dict[str, Fit], table: str, grid: Grid, block: Block) -> tuple[Fit, ...]:
    """The table, and those whose own column it left: due and paid in one row, a roll with fees."""
    main = fits[table]
    taken = {use.column for use in main.uses}
    kept = [main]
    for other, marks in _COMPANIONS.get(table, {}).items():
        fit = fits[other]
        own = [
            use
            for use in fit.uses
            if use.field.name in marks and use.column not in taken and _holds_codes(grid, block, other, use)
        ]
        if own and fit.use("city_id") and (other == "members" or _has_year(fit, block)):
            kept.append(fit)
            taken |= {use.column for use in own}
    return _share_out(kept)


def _holds_codes(grid: Grid, block: Block, table: str, use: Use) -> bool:
    """Whether a column of codes holds the table's own: a "Status" of payments is none of members."""
    if not use.field.codes:
        return True
    rows = range(block.header_row + 1, min(block.last_row, block.header_row + 200))
    texts = [text for row in rows if (text := grid.words(row, use.column))]
    known = [text for text in texts if code_of(text, table, use.field.name, use.field.codes)]
    return len(known) >= _MOSTLY * len(texts)


def _share_out(fits: list[Fit]) -> tuple[Fit, ...]:
    """No money column counts twice, and a header that one table used is not missing in the other."""
    used = {use.header for fit in fits for use in fit.uses}
    shared, taken = [], set[int]()
    for fit in fits:
        uses = tuple(use for use in fit.uses if use.field.name not in _MONEY or use.column not in taken)
        taken |= {use.column for use in uses if use.field.name in _MONEY}
        unmapped = tuple(header for header in fit.unmapped if header not in used)
        shared.append(replace(fit, uses=uses, unmapped=unmapped))
    return tuple(shared)


def _has_year(fit: Fit, block: Block) -> bool:
    return bool(
        fit.use("fee_year") or any(use.constants for use in fit.uses) or year_of(block.title) is not None
    )


def _score(fit: Fit) -> float:
    """Fields found, less what is missing to make a row."""
    found = {use.field.name for use in fit.uses} | set(fit.doubled.values())
    sure = {use.field.name for use in fit.uses if use.confidence != "guessed"} | set(fit.doubled.values())
    value = sum((0.4 if name in _COMMON else 1.0) * (1.0 if name in sure else 0.5) for name in found)
    return value - 1.2 * len(_missing(fit)) - 0.15 * len(fit.unmapped)


def _missing(fit: Fit) -> set[str]:
    """Required fields that neither stand there nor follow."""
    found = {use.field.name for use in fit.uses} | set(fit.doubled.values())
    constants = {name for use in fit.uses for name, _ in use.constants}
    return {
        field.name
        for field in UPLOADED[fit.table].fields
        if field.required
        and field.name not in found | constants | _MADE
        and not _FOLLOWS.get(field.name, frozenset()) & found
        and not (fit.table == "events" and field.name == "event_id")
        and field.name != "fee_year"
    }


def _is_enough(fit: Fit, called: float) -> bool:
    """Whether a block may be this table: most of what is required, and two fields or the right name."""
    found = {use.field.name for use in fit.uses} | set(fit.doubled.values())
    own = found - _COMMON
    columns = max(len(found), len(fit.uses))  # of a sheet with one column a year a field has several
    return len(_missing(fit)) <= (1 if columns > 2 or called > 0 else 0) and (
        len(own) >= 2 or (len(found) >= 2 and bool(own)) or (bool(found) and called > 0)
    )


def _called(table: str, grid: Grid, block: Block) -> float:
    """What the names of sheet and file and the title say for this table."""
    return (
        1.5 * _names(grid.sheet, table)
        + 1.0 * _names(block.title, table)
        + (
            0.75 * _names(grid.file.rpartition(".")[0], table)
            if grid.file.rpartition(".")[0] != grid.sheet
            else 0
        )
    )


def _names(text: str, table: str) -> float:
    """1 where the text is a name of the table, 0.6 where it contains one and no other table's longer one."""
    word = compared(re.sub(r"\d+", " ", text))
    if not word:
        return 0.0
    if word in table_names():
        return float(table_names()[word] == table)
    words = {compared(part) for part in re.split(r"[\W\d_]+", text)}
    inside = [
        (len(name), of_table)
        for name, of_table in table_names().items()
        if name in words
        or (len(name) >= 6 and name in word)
        or (len(name) >= 2 and not name.isascii() and name in word)
    ]
    return 0.6 if inside and max(inside)[1] == table else 0.0
