"""A report as JSON and back: numbers and words without the pictures. The same report gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import orjson

from sharing.report import Chart, Column, Figure, Report, Section, Series, Table


def to_json(report: Report) -> bytes:
    """The contents of a report. Their hash is what every format of a snapshot prints."""
    sections = tuple(
        replace(section, charts=tuple(replace(chart, light="", dark="") for chart in section.charts))
        for section in report.sections
    )
    return orjson.dumps(replace(report, sections=sections), option=orjson.OPT_SORT_KEYS)


def from_json(content: bytes) -> Report:
    """The report that `to_json` was given, its charts without pictures."""
    data = orjson.loads(content)
    return Report(
        **data
        | {
            "as_of": date.fromisoformat(data["as_of"]),
            "filters": tuple((label, value) for label, value in data["filters"]),
            "definitions": tuple((label, sentence) for label, sentence in data["definitions"]),
            "sections": tuple(_section(each) for each in data["sections"]),
        }
    )


def _section(data: dict[str, Any]) -> Section:
    return Section(
        **data
        | {
            "sentences": tuple(data["sentences"]),
            "fields": tuple(data["fields"]),
            "figures": tuple(Figure(**each) for each in data["figures"]),
            "charts": tuple(_chart(each) for each in data["charts"]),
            "tables": tuple(_table(each) for each in data["tables"]),
        }
    )


def _chart(data: dict[str, Any]) -> Chart:
    return Chart(
        **data
        | {
            "fields": tuple(data["fields"]),
            "categories": tuple(data["categories"]),
            "series": tuple(Series(each["name"], tuple(each["values"])) for each in data["series"]),
        }
    )


def _table(data: dict[str, Any]) -> Table:
    return Table(
        **data
        | {
            "columns": tuple(Column(**each) for each in data["columns"]),
            "rows": tuple(tuple(row) for row in data["rows"]),
        }
    )
