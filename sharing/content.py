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
    told = orjson.loads(content)
    return Report(
        **told
        | {
            "as_of": date.fromisoformat(told["as_of"]),
            "filters": tuple((label, value) for label, value in told["filters"]),
            "definitions": tuple((label, sentence) for label, sentence in told["definitions"]),
            "sections": tuple(_section(each) for each in told["sections"]),
        }
    )


def _section(told: dict[str, Any]) -> Section:
    return Section(
        **told
        | {
            "sentences": tuple(told["sentences"]),
            "fields": tuple(told["fields"]),
            "figures": tuple(Figure(**each) for each in told["figures"]),
            "charts": tuple(_chart(each) for each in told["charts"]),
            "tables": tuple(_table(each) for each in told["tables"]),
        }
    )


def _chart(told: dict[str, Any]) -> Chart:
    return Chart(
        **told
        | {
            "fields": tuple(told["fields"]),
            "categories": tuple(told["categories"]),
            "series": tuple(Series(each["name"], tuple(each["values"])) for each in told["series"]),
        }
    )


def _table(told: dict[str, Any]) -> Table:
    return Table(
        **told
        | {
            "columns": tuple(Column(**each) for each in told["columns"]),
            "rows": tuple(tuple(row) for row in told["rows"]),
        }
    )
