"""What the author decides about an upload, and what is remembered of it for the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.cleaning.date_parsing import DateOrder
    from data.cleaning.number_parsing import DecimalMark

YearOfTwo = Literal["first", "second"]
"""Which year "2022/2023" counts as."""
LEFT_OUT = "-"
"""Instead of a table or a field: this sheet or column is not to be read."""


class Sheet(NamedTuple):
    """A sheet of a file. A text file is one sheet with the name of the file, without its ending."""

    file: str
    sheet: str


class Header(NamedTuple):
    """A column of a sheet, by its header as shown (a second "Amount" is "Amount (2)")."""

    file: str
    sheet: str
    header: str


class Row(NamedTuple):
    """A row of a sheet, numbered as the spreadsheet does."""

    file: str
    sheet: str
    row: int


class Cell(NamedTuple):
    """A cell of a sheet, row and column numbered from 1."""

    file: str
    sheet: str
    row: int
    column: int


class Word(NamedTuple):
    """What stands in the cells of a field: the name of an event, an owner."""

    field: str
    written: str


@dataclass(frozen=True)
class Layout:
    """What was decided for sheets with the same headers.

    table: the table, or the first of several in the same rows. columns: header → its fields, each as
    "table.field", or LEFT_OUT alone. orders, marks, years: header → how its ambiguous dates, numbers and
    years are read.
    Headers are match keys (data.cleaning.spelling.match_key).
    """

    table: str
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    orders: Mapping[str, DateOrder] = field(default_factory=dict)
    marks: Mapping[str, DecimalMark] = field(default_factory=dict)
    years: Mapping[str, YearOfTwo] = field(default_factory=dict)


@dataclass(frozen=True)
class Memory:
    """Decisions of earlier uploads: layouts by header set, cities by the name that was written."""

    layouts: Mapping[str, Layout] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)

    def with_more(self, other: Memory) -> Memory:
        """Both together; `other` is newer and wins."""
        return Memory({**self.layouts, **other.layouts}, {**self.cities, **other.cities})


@dataclass(frozen=True)
class Choices:
    """The author's decisions. Nothing has to be decided before the first reading.

    table: which table the files hold, where they cannot tell (one for all). tables: the same by sheet, or
    LEFT_OUT. header_rows: sheet → row of the header, from 1. columns: column → "table.field" or a field of
    the sheet's table, or LEFT_OUT. orders, marks, years: column → how ambiguous dates, numbers and years are
    read. cities: name as written → city_id, a confirmed suggestion. words: event or owner as written → as it
    is on record. hidden: hidden sheets to read all the same.
    filled: "table.field" of a sheet → one value for all its rows, where no column has it. encodings,
    delimiters: file → how to decode and split a text file. quotes: file → whether each line is a row, or what
    stands between quotation marks is one cell. fixes: cell → text typed instead.
    left_out: rows to pass over. data_rows: rows that no heading takes in.
    whole: tables of which the upload holds every row, so that what it does not mention goes. from_empty:
    start from a dataset without anybody's rows; published reference tables stay.
    replace_invented: the invented rows of a sample go; None: they go if the upload brings a roster.
    keep_open: cities that join the roll and whose prospect is to stay as it is instead of being closed.
    as_of, first_roll_on, title, receipts_complete: what the new dataset says of itself; None keeps it.
    fresh_as_of, fresh_title: the same where the upload takes the place of the present data, or of invented
    ones, and states none; None keeps it.
    """

    table: str = ""
    tables: Mapping[Sheet, str] = field(default_factory=dict)
    header_rows: Mapping[Sheet, int] = field(default_factory=dict)
    columns: Mapping[Header, str] = field(default_factory=dict)
    orders: Mapping[Header, DateOrder] = field(default_factory=dict)
    marks: Mapping[Header, DecimalMark] = field(default_factory=dict)
    years: Mapping[Header, YearOfTwo] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[Word, str] = field(default_factory=dict)
    hidden: frozenset[Sheet] = frozenset()
    encodings: Mapping[str, str] = field(default_factory=dict)
    delimiters: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    fixes: Mapping[Cell, str] = field(default_factory=dict)
    left_out: frozenset[Row] = frozenset()
    data_rows: frozenset[Row] = frozenset()
    filled: Mapping[Header, str] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    from_empty: bool = False
    replace_invented: bool | None = False
    keep_open: frozenset[str] = frozenset()
    as_of: date | None = None
    first_roll_on: date | None = None
    title: str | None = None
    receipts_complete: frozenset[int] | None = None
    fresh_as_of: date | None = None
    fresh_title: str | None = None
    memory: Memory = field(default_factory=Memory)


def memory_as_json(memory: Memory) -> dict[str, Any]:
    """What is remembered as objects, lists and texts of JSON."""
    layouts = {
        headers: {
            "table": layout.table,
            "columns": {header: list(fields) for header, fields in layout.columns.items()},
            "orders": dict(layout.orders),
            "marks": dict(layout.marks),
            "years": dict(layout.years),
        }
        for headers, layout in memory.layouts.items()
    }
    return {"layouts": layouts, "cities": dict(memory.cities)}


def memory_from_json(plain: Mapping[str, Any]) -> Memory:
    """What `memory_as_json` wrote."""
    layouts = {key: _layout_from_json(layout) for key, layout in plain["layouts"].items()}
    return Memory(layouts, dict(plain["cities"]))


def _layout_from_json(plain: Mapping[str, Any]) -> Layout:
    columns = {header: tuple(fields) for header, fields in plain["columns"].items()}
    years = dict(plain.get("years", {}))  # layouts of older versions have none
    return Layout(plain["table"], columns, dict(plain["orders"]), dict(plain["marks"]), years)
