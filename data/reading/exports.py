"""Exports of membership programs, recognised by their headings: what each column means there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.cleaning.spelling import match_key

_FILE = Path(__file__).with_name("words") / "exports.toml"
NOT_READ = ""
"""Instead of a field: the column means something else in this program than its words say."""


@dataclass(frozen=True)
class Export:
    """Columns of a program. marks, columns: compared headings; columns → "table.field" or NOT_READ. is_sure:
    whether it can only be this table."""

    program: str
    table: str
    marks: frozenset[str]
    columns: Mapping[str, str]
    is_sure: bool

    def field(self, header: str) -> str | None:
        """What a heading means; None where the program has no such column."""
        return self.columns.get(match_key(header))


def export_with(headers: tuple[str, ...]) -> Export | None:
    """The export that has these headings, the one with the most marks."""
    here = {match_key(header) for header in headers if header}
    fitting = [export for export in _exports() if export.marks <= here]
    return max(fitting, key=lambda export: len(export.marks), default=None)


@cache
def marks() -> frozenset[str]:
    """Compared headings by which exports are recognised."""
    return frozenset(mark for export in _exports() for mark in export.marks)


@cache
def _exports() -> tuple[Export, ...]:
    return tuple(
        Export(
            program=entry["program"],
            table=entry["table"],
            marks=frozenset(match_key(heading) for heading in entry["marks"]),
            columns=_columns(entry["table"], entry["fields"], entry["not_read"]),
            is_sure=entry.get("is_sure", True),
        )
        for entry in tomllib.loads(_FILE.read_text("utf-8"))["export"]
    )


def _columns(table: str, fields: Mapping[str, list[str]], not_read: list[str]) -> dict[str, str]:
    columns = {match_key(heading): NOT_READ for heading in not_read}
    for field, headings in fields.items():
        columns |= {match_key(heading): f"{table}.{field}" for heading in headings}
    return columns
