"""The columns of a table: the field that each was mapped to, how sure that is, and the choice of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from data.cleaning.spelling import match_key
from data.reading.choices import LEFT_OUT, Header
from data.reading.headers import header_signature
from data.reading.upload import ReadTable, Upload
from data.reading.vocabulary import fields_of
from data.schema import UPLOADED
from text import counted, label, say
from ui.core import formats
from ui.core.markdown import inert_markdown, say_inert
from ui.update import draft as drafts
from ui.update.draft import Draft
from ui.update.privacy import MASK

Standing = Literal["chosen", "remembered", "sure", "guessed", "unmapped", "left_out"]
SHOWN: Final = 40
"""Columns that are listed at once: sheets with hundreds exist, and none of them is a roster."""
_AS_UNDERSTOOD: Final = ""
_TOGETHER: Final = ("members", "dues", "receipts")
"""Tables that may stand in the same rows."""
_SHARED: Final = ("city_id", "name", "name_zh", "country", "fee_year")
"""Fields that mean the same in all of them."""
_COLOURS: Final = {"guessed": "orange", "unmapped": "orange", "sure": "green"}
_DOUBTFUL: Final = frozenset({"guessed", "unmapped"})
_LOOKED_AT: Final = 50  # rows from which examples are taken
_LONGEST: Final = 40  # characters of an example
_ORDER: Final = ("chosen", "remembered", "sure", "guessed")


@dataclass(frozen=True)
class UploadedColumn:
    """One column. fields: 'table.field' of all that it was taken for. place: of the sheet, from 1."""

    header: str
    place: int
    fields: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True)
class UploadedBlock:
    """Tables in the same rows of a sheet, as they are shown. hidden: headers whose cells are not. key: for
    the keys of their fields."""

    tables: tuple[ReadTable, ...]
    upload: Upload
    hidden: frozenset[str]
    key: str

    @property
    def columns(self) -> list[UploadedColumn]:
        """The columns in the order of the sheet."""
        layouts = self.upload.memory.layouts if self.upload.memory else {}
        layout = layouts.get(header_signature(list(self.tables[0].places)))
        fields = layout.columns if layout else {}
        found = []
        for header, place in self.tables[0].places.items():
            meant = tuple(fields.get(match_key(header), ()))
            found.append(UploadedColumn(header, place, meant, _standing(header, meant, self.tables)))
        return found


def show_doubtful(block: UploadedBlock, draft: Draft) -> None:
    """How many columns were understood, and those that a person should look at."""
    found = block.columns
    counts = {standing: sum(each.standing == standing for each in found) for standing in _COLOURS}
    parts = [
        counted(f"update.columns_{standing}", count, count=formats.count(count))
        for standing, count in counts.items()
        if count
    ]
    if parts:
        st.caption(inert_markdown(" · ".join(parts)))
    _list([each for each in found if _needs_a_look(each, block, draft)], block, draft)


def show_sure(block: UploadedBlock, draft: Draft) -> None:
    """All other columns."""
    _list([each for each in block.columns if not _needs_a_look(each, block, draft)], block, draft)


def _needs_a_look(column: UploadedColumn, block: UploadedBlock, draft: Draft) -> bool:
    """Also what the author decided just now: it stays where it was, to be seen and changed."""
    return column.standing in _DOUBTFUL or _place(column, block) in draft.choices.columns


def _place(column: UploadedColumn, block: UploadedBlock) -> Header:
    return Header(block.tables[0].file, block.tables[0].sheet, column.header)


def _standing(header: str, fields: tuple[str, ...], block: tuple[ReadTable, ...]) -> Standing:
    if LEFT_OUT in fields:
        return "left_out"
    if not fields and any(header in table.unmapped for table in block):
        return "unmapped"
    of_table = {table.table: table.confidence for table in block}
    known = [of_table.get(table, {}).get(name) for table, _, name in (each.partition(".") for each in fields)]
    ranks = [_ORDER.index(confidence) for confidence in known if confidence]
    return _ORDER[max(ranks)] if ranks else "sure"


def _list(found: list[UploadedColumn], block: UploadedBlock, draft: Draft) -> None:
    for column in found[:SHOWN]:
        words, choice = st.columns([2, 3], vertical_alignment="center")
        with words:
            st.markdown(f"{inert_markdown(column.header)} {_badge(column.standing)}")
            st.caption(inert_markdown(_examples(column, block)))
        with choice:
            _choose(column, block, draft)
    if len(found) > SHOWN:
        st.caption(say("update.more_columns", count=formats.count(len(found) - SHOWN)))


def _badge(standing: Standing) -> str:
    colour = _COLOURS.get(standing, "gray")
    return f":{colour}-badge[{say(f'standing.{standing}')}]"


def _examples(column: UploadedColumn, block: UploadedBlock) -> str:
    """Up to three different cells of the column."""
    table = block.tables[0]
    place = (table.file, table.sheet)
    grid = next(sheet.grid for sheet in block.upload.sheets if (sheet.file, sheet.sheet) == place)
    if column.header in block.hidden or grid is None:
        return MASK
    rows = range(table.header_row, min(table.region.last_row, table.header_row + _LOOKED_AT))
    words = (grid.cell_text(row, column.place - 1) for row in rows)
    return " · ".join(list(dict.fromkeys(word[:_LONGEST] for word in words if word))[:3])


def _choose(column: UploadedColumn, block: UploadedBlock, draft: Draft) -> None:
    place = _place(column, block)
    chosen = draft.choices.columns.get(place, _AS_UNDERSTOOD)
    options = _options(block.tables)
    fields = (options.get(_code(field), _field(field)) for field in column.fields)
    understood = ", ".join(dict.fromkeys(fields))
    if column.standing == "left_out":
        understood = say("standing.left_out")

    def words(code: str) -> str:
        if code == _AS_UNDERSTOOD:
            return say("update.as_understood", what=understood or say("standing.unmapped"))
        return say("update.leave_column") if code == LEFT_OUT else options.get(code, code)

    key = f"update.column.{block.key}.{column.place}"
    st.selectbox(
        say_inert("update.column_is", column=column.header),
        list(dict.fromkeys([_AS_UNDERSTOOD, chosen, LEFT_OUT, *options])),
        format_func=words,
        label_visibility="collapsed",
        **drafts.entry_widget("columns", place, chosen, key),
    )


def _options(block: tuple[ReadTable, ...]) -> dict[str, str]:
    """Code of a choice → words: the fields of the block's tables, and of those that may stand beside them."""
    own = list(dict.fromkeys(table.table for table in block))
    if set(own) & set(_TOGETHER):
        own += [table for table in _TOGETHER if table not in own]
    options: dict[str, str] = {}
    for table in own:
        for name in dict.fromkeys([*UPLOADED[table].columns, *fields_of(table)]):
            code = _code(f"{table}.{name}")
            if code not in options:
                options[code] = label("column", name) if "." not in code or len(own) == 1 else _field(code)
    return options


def _code(field: str) -> str:
    """Fields that mean the same in several tables stand for all of them."""
    _, _, name = field.partition(".")
    return name if name in _SHARED else field


def _field(field: str) -> str:
    table, _, name = field.partition(".")
    return say("update.table_field", table=label("tables", table), field=label("column", name))
