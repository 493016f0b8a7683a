"""What leaves the house with a report: counted and listed before anybody gets it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from data.store.mentions import known_people
from data.store.snapshot_texts import named_in
from sharing.fields import NAMES
from sharing.report import Report


@dataclass(frozen=True)
class Disclosure:
    """Plain facts of a report. fields: the labels of what its tables show; cities, events: those named in
    tables and charts, each once, a city in two scripts by its first name; left_out: titles of tables, charts
    and sections, labels of columns and figures that the audience may not see."""

    audience: str
    figures: int
    charts: int
    tables: int
    rows: int
    sentences: int
    sentences_left_out: int
    fields: tuple[str, ...]
    cities: tuple[str, ...]
    events: tuple[str, ...]
    has_note: bool
    left_out: tuple[str, ...]


def disclosure(kept: Report, whole: Report) -> Disclosure:
    """kept: the report as `restrict_to_audience` left it; whole: as it was before."""
    tables = [table for section in kept.sections for table in section.tables]
    return Disclosure(
        audience=kept.audience,
        figures=sum(len(section.figures) for section in kept.sections),
        charts=sum(len(section.charts) for section in kept.sections),
        tables=len(tables),
        rows=sum(len(table.rows) for table in tables),
        sentences=_sentences(kept),
        sentences_left_out=_sentences(whole) - _sentences(kept),
        fields=tuple(dict.fromkeys(column.label for table in tables for column in table.columns)),
        cities=_cities(kept),
        events=_values(kept, ("event",)),
        has_note=bool(kept.note),
        left_out=tuple(dict.fromkeys(_left_out(kept, whole))),
    )


def contacts_found(connection: Connection, texts: Collection[str]) -> list[str]:
    """The ids of contacts whom one of the texts names. `snapshots.save` looks at the whole snapshot in this
    way and keeps none with a hit; this is for looking earlier."""
    return named_in("\n".join(texts), known_people(connection))


def _values(report: Report, fields: Collection[str]) -> tuple[str, ...]:
    """What stands in columns of these fields and under charts that show them, in order."""
    found: set[str] = set()
    for section in report.sections:
        for table in section.tables:
            places = [place for place, column in enumerate(table.columns) if column.field in fields]
            found |= {str(row[place]) for row in table.rows for place in places if row[place] is not None}
        for chart in section.charts:
            if set(chart.fields) & set(fields):
                found |= set(chart.categories)
    return tuple(sorted(found))


def _cities(report: Report) -> tuple[str, ...]:
    """The cities of tables and charts. A row that names one in two scripts names one city."""
    first_name: dict[str, str] = {}
    for section in report.sections:
        for table in section.tables:
            place_of = {column.field: place for place, column in enumerate(table.columns)}
            for name in NAMES:
                if {name, f"{name}_zh"} <= place_of.keys():
                    pairs = ((row[place_of[f"{name}_zh"]], row[place_of[name]]) for row in table.rows)
                    first_name |= {
                        str(other): str(first) for other, first in pairs if None not in (other, first)
                    }
    return tuple(sorted({first_name.get(name, name) for name in _values(report, NAMES)}))


def _titles(report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a report holds, by the place where it stands: (section, part, column), and what it is called."""
    for section in report.sections:
        here = section.name
        yield (here,), section.title
        for figure in section.figures:
            yield (here, f"{figure.name} {figure.definition}"), figure.label
        for chart in section.charts:
            yield (here, f"chart {chart.name}"), chart.title
        for table in section.tables:
            yield (here, table.name), table.title
            for column in table.columns:
                yield (here, table.name, column.field), column.label


def _left_out(kept: Report, whole: Report) -> Iterator[str]:
    """What is missing, each thing once: not the columns of a table that is missing as a whole."""
    stays = {place for place, _ in _titles(kept)} | {()}
    for place, words in _titles(whole):
        if place not in stays and place[:-1] in stays:
            yield words


def _sentences(report: Report) -> int:
    return sum(len(section.sentences) for section in report.sections)
