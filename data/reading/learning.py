"""What an upload teaches for the next one: which field a heading is, how open dates and numbers are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.cleaning.spelling import compared
from data.reading.choices import LEFT_OUT, Choices, Header, Layout, Memory
from data.reading.headers import header_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.reading.accounts import Place
    from data.reading.choices import DateOrder, DecimalMark

_Answer = TypeVar("_Answer")


def learned(places: Iterable[Place], choices: Choices) -> Memory:
    """What was remembered before, with what was understood and answered here."""
    layouts: dict[str, Layout] = {}
    for place in places:
        headers = header_set(list(place.block.headers))
        before = choices.memory.layouts.get(headers, Layout(place.fit.table))
        layouts[headers] = _with_place(place, layouts.get(headers), before, choices)
    return choices.memory.with_more(Memory(layouts, dict(choices.cities)))


def _with_place(place: Place, known: Layout | None, before: Layout, choices: Choices) -> Layout:
    """known: what this upload taught so far of sheets with these headings; before: what earlier ones did."""
    fields = dict(known.columns) if known else {}
    for use in place.fit.uses:
        key = compared(use.header)
        field = f"{place.fit.table}.{use.field.name}"
        fields[key] = tuple(dict.fromkeys((*fields.get(key, ()), field)))
    sheet = (place.grid.file, place.grid.sheet)
    left_out = {key for key, chosen in before.columns.items() if LEFT_OUT in chosen and key not in fields}
    left_out |= {key for key, chosen in _here(choices.columns, sheet).items() if chosen == LEFT_OUT}
    base = known or before
    orders: dict[str, DateOrder] = {**base.orders, **_here(choices.orders, sheet)}
    marks: dict[str, DecimalMark] = {**base.marks, **_here(choices.marks, sheet)}
    table = known.table if known else place.fit.table
    return Layout(table, fields | dict.fromkeys(left_out, (LEFT_OUT,)), orders, marks)


def _here(answers: Mapping[Header, _Answer], sheet: tuple[str, str]) -> dict[str, _Answer]:
    """Answers about the columns of a sheet, by compared heading."""
    return {compared(at.header): answer for at, answer in answers.items() if at[:2] == sheet}
