"""Detects which table a block holds: by its headers and by the names of sheet, title and file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.cleaning.codes import code_of
from data.cleaning.spelling import match_key
from data.reading.choices import LEFT_OUT, Choices, Sheet
from data.reading.column_mapping import ColumnMapping, MappedColumn, map_columns
from data.reading.column_profile import profile_column
from data.reading.exports import export_with
from data.reading.grid import Grid
from data.reading.headers import year_of
from data.reading.heading_meaning import Contents, neutral_money
from data.reading.heading_words import said_by
from data.reading.layout import Block
from data.reading.remembered_layouts import layout_for
from data.reading.table_evidence import evidence_for
from data.reading.vocabulary import table_names
from data.schema import PAYMENT_STATUSES, STATUSES, UPLOADED

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

# of these tables a block says nothing without one of these fields: a city and a year are no fee
_SAYS = {"dues": {"due_eur", "discount_eur", "waived_eur", "invoiced_on"}}

# tables that may stand in the same rows, with the fields that show it
_COMPANIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "members": {"dues": ("due_eur",), "receipts": ("amount", "amount_eur")},
    "dues": {"receipts": ("amount", "amount_eur"), "members": _OF_A_ROLL},
    "receipts": {"dues": ("due_eur", "waived_eur"), "members": _OF_A_ROLL},
}
_MOSTLY = 0.8


@dataclass(frozen=True)
class Detection:
    """The tables that a block holds; none where it fits none. is_sure: nothing else fits nearly as well.
    program: whose export it is; '' where it is none."""

    mappings: tuple[ColumnMapping, ...]
    is_sure: bool = True
    program: str = ""


def detect_tables(grid: Grid, block: Block, choices: Choices, is_city: Callable[[str], bool]) -> Detection:
    """The table of a block, and those that stand in the same rows. is_city: whether a text names a city."""
    place = (grid.file, grid.sheet)
    layout = layout_for(block.headers, choices.memory)
    chosen = choices.tables.get(Sheet(*place)) or choices.table or (layout.table if layout else "")
    if chosen == LEFT_OUT:
        return Detection(())
    first, last = block.header_row + 1, block.last_row
    profiles = {column: profile_column(grid.columns[column], first, last) for column, _ in block.headed}
    names = {table: _called(table, grid, block) for table in UPLOADED}
    export = export_with(block.headers)
    called = frozenset({chosen} if chosen else {table for table, says in names.items() if says})
    contents = Contents(profiles, neutral_money(block.headed, profiles, called))
    mappings = {table: map_columns(table, block, contents, choices, place) for table in UPLOADED}
    if chosen:
        return Detection(_with_companions(mappings, chosen, grid, block) if chosen in mappings else ())
    if export and (export.is_sure or evidence_for(mappings[export.table], grid, block, is_city) != "none"):
        return Detection((mappings[export.table],), export.is_sure, export.program)
    scores = {table: _score(mapping) + names[table] for table, mapping in mappings.items()}
    ranked = sorted(scores, key=lambda table: -scores[table])
    best = next((table for table in ranked if _is_enough(mappings[table], names[table])), None)
    if best is None:
        return Detection(())
    evidence = "words" if names[best] else evidence_for(mappings[best], grid, block, is_city)
    if evidence == "none":
        return Detection(())
    kept = _with_companions(mappings, best, grid, block)
    rivals = [scores[table] for table in ranked if table not in {mapping.table for mapping in kept}]
    is_clear = scores[best] - max(rivals, default=0.0) >= 0.5 or names[best] >= 1
    is_plain = names[best] > 0 or not _has_bare_years(kept[0])
    return Detection(kept, is_sure=is_clear and is_plain and evidence == "words")


def _has_bare_years(mapping: ColumnMapping) -> bool:
    """Columns called 2021, 2022 …: money of these years, but nothing says whether due or paid."""
    return any(mapped.constants and not mapped.text.words for mapped in mapping.columns)


def _with_companions(
    mappings: dict[str, ColumnMapping], table: str, grid: Grid, block: Block
) -> tuple[ColumnMapping, ...]:
    """The table, and those whose own column it left: due and paid in one row, a roll with fees."""
    main = mappings[table]
    taken = {mapped.column for mapped in main.columns}
    kept = [main]
    for other, marks in _COMPANIONS.get(table, {}).items():
        mapping = mappings[other]
        own = [
            mapped
            for mapped in (*mapping.columns, *mapping.doubled)
            if mapped.field.name in marks
            and mapped.column not in taken
            and _holds_codes(grid, block, other, mapped)
        ]
        if own and mapping.find("city_id") and (other == "members" or _has_year(mapping, block)):
            kept.append(mapping)
            taken |= {mapped.column for mapped in own}
    return _share_out(kept)


def _holds_codes(grid: Grid, block: Block, table: str, mapped: MappedColumn) -> bool:
    """Whether a column of codes holds the table's own: a "Status" of payments is none of members, although
    both may be cancelled or overdue."""
    if not mapped.field.codes:
        return True
    rows = range(block.header_row + 1, min(block.last_row, block.header_row + 200))
    texts = [text for row in rows if (text := grid.cell_text(row, mapped.column))]
    known = [text for text in texts if code_of(text, table, mapped.field.name, mapped.field.codes)]
    of_payments = [text for text in texts if code_of(text, "receipts", "payment_status", PAYMENT_STATUSES)]
    says_members = "membership" in said_by(mapped.text.whole).concepts
    is_other = (
        mapped.field.codes == STATUSES and not says_members and len(of_payments) >= _MOSTLY * len(texts)
    )
    return len(known) >= _MOSTLY * len(texts) and not is_other


def _share_out(mappings: list[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """No money column counts twice, and a header that one table used is not missing in the other."""
    used = {mapped.header for mapping in mappings for mapped in (*mapping.columns, *mapping.doubled)}
    shared, taken = [], set[int]()
    for mapping in mappings:
        columns = tuple(
            mapped
            for mapped in mapping.columns
            if mapped.field.name not in _MONEY or mapped.column not in taken
        )
        taken |= {mapped.column for mapped in columns if mapped.field.name in _MONEY}
        unmapped = tuple(header for header in mapping.unmapped if header not in used)
        shared.append(replace(mapping, columns=columns, unmapped=unmapped))
    return tuple(shared)


def _has_year(mapping: ColumnMapping, block: Block) -> bool:
    return bool(
        mapping.find("fee_year")
        or any(mapped.constants for mapped in mapping.columns)
        or year_of(block.title) is not None
    )


def _score(mapping: ColumnMapping) -> float:
    """Fields found, less what is missing to make a row."""
    fields = mapping.fields
    sure = {each.field.name for each in mapping.columns if each.confidence != "guessed"}
    sure |= {mapped.field.name for mapped in mapping.doubled}
    value = sum((0.4 if name in _COMMON else 1.0) * (1.0 if name in sure else 0.5) for name in fields)
    return value - 1.2 * len(_missing(mapping)) - 0.15 * len(mapping.unmapped)


def _missing(mapping: ColumnMapping) -> set[str]:
    """Required fields that neither stand there nor follow."""
    fields = mapping.fields
    constants = {name for mapped in mapping.columns for name, _ in mapped.constants}
    return {
        field.name
        for field in UPLOADED[mapping.table].fields
        if field.required
        and field.name not in fields | constants | _MADE
        and not _FOLLOWS.get(field.name, frozenset()) & fields
        and not (mapping.table == "events" and field.name == "event_id")
        and field.name != "fee_year"
    }


def _is_enough(mapping: ColumnMapping, called: float) -> bool:
    """Whether a block may be this table: most of what is required, and two fields or the right name."""
    fields = mapping.fields
    own = fields - _COMMON
    if (says := _SAYS.get(mapping.table)) and own.isdisjoint(says):
        return False
    columns = max(len(fields), len(mapping.columns))  # of a sheet with one column a year a field has several
    return len(_missing(mapping)) <= (1 if columns > 2 or called > 0 else 0) and (
        len(own) >= 2 or (len(fields) >= 2 and bool(own)) or (bool(fields) and called > 0)
    )


def _called(table: str, grid: Grid, block: Block) -> float:
    """What the names of sheet and file and the title say for this table."""
    file = grid.file.rpartition(".")[0]
    of_file = 0.75 * _names(file, table) if file != grid.sheet else 0.0
    return 1.5 * _names(grid.sheet, table) + 1.0 * _names(block.title, table) + of_file


def _names(text: str, table: str) -> float:
    """1 where the text is a name of the table, 0.6 where it contains one and no other table's longer one."""
    word = match_key(re.sub(r"\d+", " ", text))
    if not word:
        return 0.0
    if word in table_names():
        return float(table_names()[word] == table)
    words = {match_key(part) for part in re.split(r"[\W\d_]+", text)}
    inside = [
        (len(name), of_table)
        for name, of_table in table_names().items()
        if name in words
        or (len(name) >= 6 and name in word)
        or (len(name) >= 2 and not name.isascii() and name in word)
    ]
    return 0.6 if inside and max(inside)[1] == table else 0.0
