"""A report as an audience may see it. `sharing.fields` is the list; here is how it is applied.

Two things beside the list. Outside the Board a payment is never told of fewer than five members, in a figure,
a row, a chart or a sentence: with the names at hand that would tell of one. And a table that names cities
beside something that may not be seen goes as a whole: which cities are in it would tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from data.errors import DashboardError, UnknownChoiceError
from sharing.fields import AUDIENCES, FIELDS, GROUPINGS, NAMES, is_payment, may_see
from sharing.report import Cell, Figure, Report, Section, Table
from sharing.small_cells import LEAST, has_few, merge_small_rows
from text import say_in

BOARD: Final = "board"
_OWN_LIST: Final = "own~"  # such a code of a group spells its cities out


def restrict_to_audience(report: Report, audience: str) -> Report:
    """The report with what the audience may see.

    DashboardError 'audience_illustrative' where Partners or Public would get an invented row,
    'audience_nothing_left' where nothing remains; UnknownChoiceError for an audience there is not.
    """
    if audience not in AUDIENCES:
        raise UnknownChoiceError("audience", audience, list(AUDIENCES))
    if audience != BOARD and report.illustrative:
        raise DashboardError("audience_illustrative")
    reader = _Reader(audience, _group_size(report), say_in(report.language, "audience.other"))
    sections = tuple(kept for section in report.sections if (kept := reader.section(section)))
    if not sections:
        raise DashboardError("audience_nothing_left")
    codes = {
        name: code
        for name, code in report.codes.items()
        if audience == BOARD or not code.startswith(_OWN_LIST)
    }
    return replace(report, audience=audience, sections=sections, codes=codes)


def _group_size(report: Report) -> float | None:
    """The smaller one of members of the group and payers among them, as far as the report says it; None where
    it does not say how large the group is. Money of few payers tells as much as their number."""
    figures = [figure for section in report.sections for figure in section.figures]
    official = next((figure.numerator for figure in figures if figure.name == "official_share"), None)
    paying = next((figure.numerator for figure in figures if figure.name == "paying_share"), None)
    return official if paying is None or official is None else min(official, paying)


@dataclass(frozen=True)
class _Reader:
    """other: the label of a row of merged small groups."""

    audience: str
    group_size: float | None
    other: str

    def section(self, section: Section) -> Section | None:
        """What remains of a section; None where nothing does."""
        tables = [(table, self.table(table)) for table in section.tables]
        whole = {before.name for before, after in tables if after and after.rows == self.rows(before)}
        grouped = {table.name for table in section.tables if _is_grouped(table)}
        kept = replace(
            section,
            sentences=section.sentences if self.sees(section.fields, grouped, whole) else (),
            figures=tuple(figure for figure in section.figures if self.sees_figure(figure)),
            charts=tuple(chart for chart in section.charts if self.sees(chart.fields, {chart.name}, whole)),
            tables=tuple(after for _, after in tables if after),
        )
        return kept if kept.sentences or kept.figures or kept.charts or kept.tables else None

    def sees(self, fields: tuple[str, ...], behind: set[str], whole: set[str]) -> bool:
        """Whether a chart or sentences may stay. behind: the tables they tell of; whole: tables of which
        no row was small. What speaks of groups stays only where its tables show that none is small."""
        if not all(self.sees_field(field) for field in fields):
            return False
        if self.audience == BOARD:
            return True
        in_groups = any(field in GROUPINGS for field in fields) and self.hides_small_groups(fields)
        return bool(fields) and (not in_groups or (bool(behind) and behind <= whole))

    def sees_field(self, field: str) -> bool:
        few = self.group_size is None or self.group_size < LEAST
        return may_see(self.audience, field) and not (self.audience != BOARD and is_payment(field) and few)

    def sees_figure(self, figure: Figure) -> bool:
        if self.audience == BOARD:
            return FIELDS.get(figure.name) != "private"
        return self.sees_field(figure.name) and not (is_payment(figure.name) and has_few(figure))

    def hides_small_groups(self, fields: Iterable[str]) -> bool:
        return self.audience == "public" or any(is_payment(field) for field in fields)

    def rows(self, table: Table) -> tuple[tuple[Cell, ...], ...]:
        places = [place for place, column in enumerate(table.columns) if self.sees_field(column.field)]
        return tuple(tuple(row[place] for place in places) for row in table.rows)

    def table(self, table: Table) -> Table | None:
        """What remains of a table; None where its rows would have no name or would tell by being there."""
        fields = [column.field for column in table.columns]
        unseen = [field for field in fields if not self.sees_field(field)]
        tells = any(field in NAMES for field in fields) and any(
            FIELDS.get(field) == "city" for field in unseen
        )
        if not fields or fields[0] in unseen or tells:
            return None
        columns = tuple(column for column in table.columns if column.field not in unseen)
        kept = replace(table, columns=columns, rows=self.rows(table))
        seen = [column.field for column in columns]
        if self.audience == BOARD or not self.hides_small_groups(seen):
            return kept
        if table.members is None or table.members not in seen:
            return None if _is_grouped(table) else kept
        return merge_small_rows(kept, self.other)


def _is_grouped(table: Table) -> bool:
    return bool(table.columns) and table.columns[0].field in GROUPINGS
