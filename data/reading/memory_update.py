"""What an upload adds to the memory: the fields of its headers, how ambiguous dates and numbers are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.cleaning.spelling import match_key
from data.reading.choices import LEFT_OUT, Choices, Header, Layout, Memory, YearOfTwo
from data.reading.headers import header_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.cleaning.date_parsing import DateOrder
    from data.cleaning.number_parsing import DecimalMark
    from data.reading.row_outcomes import MappedTable

_Answer = TypeVar("_Answer")


def updated_memory(places: Iterable[MappedTable], choices: Choices) -> Memory:
    """What was remembered before, with what was understood and answered here."""
    layouts: dict[str, Layout] = {}
    for table in places:
        headers = header_signature(list(table.block.headers))
        before = choices.memory.layouts.get(headers, Layout(table.mapping.table))
        layouts[headers] = _with_table(table, layouts.get(headers), before, choices)
    return choices.memory.with_more(Memory(layouts, dict(choices.cities)))


def _with_table(table: MappedTable, known: Layout | None, before: Layout, choices: Choices) -> Layout:
    """known: what this upload taught so far of sheets with these headings; before: what earlier ones did."""
    fields = dict(known.columns) if known else {}
    for mapped in table.mapping.columns:
        key = match_key(mapped.header)
        field = f"{table.mapping.table}.{mapped.field.name}"
        fields[key] = tuple(dict.fromkeys((*fields.get(key, ()), field)))
    sheet = (table.grid.file, table.grid.sheet)
    left_out = {key for key, chosen in before.columns.items() if LEFT_OUT in chosen and key not in fields}
    left_out |= {key for key, chosen in _here(choices.columns, sheet).items() if chosen == LEFT_OUT}
    base = known or before
    orders: dict[str, DateOrder] = {**base.orders, **_here(choices.orders, sheet)}
    marks: dict[str, DecimalMark] = {**base.marks, **_here(choices.marks, sheet)}
    name = known.table if known else table.mapping.table
    years: dict[str, YearOfTwo] = {**base.years, **_here(choices.years, sheet)}
    return Layout(name, fields | dict.fromkeys(left_out, (LEFT_OUT,)), orders, marks, years)


def _here(answers: Mapping[Header, _Answer], sheet: tuple[str, str]) -> dict[str, _Answer]:
    """Answers about the columns of a sheet, by the match key of the header."""
    return {match_key(at.header): answer for at, answer in answers.items() if at[:2] == sheet}
