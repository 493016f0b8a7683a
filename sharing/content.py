"""A report as JSON and back: numbers and words without the pictures. The same report gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import orjson
from pydantic import TypeAdapter

from sharing.report import Report


def to_json(report: Report) -> bytes:
    """The contents of a report. Their hash is what every format of a snapshot prints."""
    sections = tuple(
        replace(section, charts=tuple(replace(chart, light="", dark="") for chart in section.charts))
        for section in report.sections
    )
    return orjson.dumps(replace(report, sections=sections), option=orjson.OPT_SORT_KEYS)


def from_json(content: bytes) -> Report:
    """The report that `to_json` was given, its charts without pictures."""
    return _adapter().validate_json(content)


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
