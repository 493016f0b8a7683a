"""A report before it is saved: sections of sentences, figures, charts and tables, all of them plain values.

Text is plain, never markup. Numbers are unrounded; their words stand beside them. Whoever makes a report says
for each column what field it is, so that `sharing.audience` can decide who may see it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Number = int | float | None
"""A value, None where it is unknown or undefined."""
Cell = str | Number
"""A value of a table: days as ISO 8601, shares from 0 to 1, money in EUR, None where unknown."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value with its definition; names and definitions as `manage.py figures` has them.

    text: the value in words ('20.0 % · 23 of 115'). how: the formula with its numbers. value is None where
    undefined. unit: 'share', 'eur', 'count' or 'index'.
    """

    name: str
    definition: str = ""
    label: str
    value: Number
    numerator: Number = None
    denominator: Number = None
    low: Number = None
    high: Number = None
    unit: str
    text: str
    how: str
    illustrative: bool = False


@dataclass(frozen=True)
class Column:
    """field: what it is, by the name that `sharing.audience` lists. unit: 'text', 'count', 'eur', 'share' or
    'day'."""

    field: str
    label: str
    unit: str = "text"


@dataclass(frozen=True)
class Table:
    """Rows behind a figure or a chart. members: column of counts that Public must not show under five,
    None where the rows are no groups of members."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    illustrative: bool
    members: str | None = None


@dataclass(frozen=True)
class Series:
    """The values of a chart under one name, one a category."""

    name: str
    values: tuple[Number, ...]


@dataclass(frozen=True)
class Chart:
    """A chart as pictures and as numbers.

    kind: 'bar', 'line' or 'picture' (a map, which has no native chart). fields: what it shows, as columns
    have it. light, dark: SVG documents that carry all they need, the illustrative mark in the picture.
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    kind: str
    unit: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    light: str
    dark: str
    illustrative: bool


@dataclass(frozen=True)
class Section:
    """A part of a report under a heading. fields: what its sentences speak of, as columns have it."""

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def illustrative(self) -> bool:
        """Whether an invented row stands behind anything in it."""
        parts: tuple[Figure | Chart | Table, ...] = (*self.figures, *self.charts, *self.tables)
        return any(part.illustrative for part in parts)


@dataclass(frozen=True)
class Report:
    """A whole report. kind: 'board', 'china', 'city' or 'view' (a page as somebody saw it).

    filters: what was chosen, label and value in words; codes: the same as the address has it (group,
    definition, fee_year, as_of). definitions: label and sentence of each definition that is used.
    """

    kind: str
    title: str
    note: str
    language: str
    audience: str
    as_of: date
    version: str
    source: str
    sections: tuple[Section, ...]
    filters: tuple[tuple[str, str], ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    definitions: tuple[tuple[str, str], ...] = ()

    @property
    def illustrative(self) -> bool:
        """Whether an invented row stands behind anything in it."""
        return any(section.illustrative for section in self.sections)
