"""What every format of a snapshot carries: id, day, filters, definitions, hash, mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003  dataclass fields are read at run time
from typing import TYPE_CHECKING

from sharing.words import word
from text.format import day

if TYPE_CHECKING:
    from sharing.report import Report


@dataclass(frozen=True)
class Stamp:
    """bundle_id; sha256: hash of the contents (`sharing.content.to_json`); made_at, app_version."""

    bundle_id: str
    sha256: str
    made_at: datetime
    app_version: str


def line(report: Report, stamp: Stamp) -> str:
    """'Snapshot 1f… · As of 31 May 2023 · 9c…', the foot of every page and picture."""
    as_of = word(report.language, "as_of", day=day(report.as_of))
    return word(report.language, "stamp", id=stamp.bundle_id, as_of=as_of, hash=stamp.sha256[:16])


def mark(report: Report) -> str:
    """The mark where an invented row stands behind anything, else ''."""
    return word(report.language, "illustrative") if report.illustrative else ""


def about(report: Report, stamp: Stamp) -> list[tuple[str, str]]:
    """Everything that identifies the snapshot, label and value."""
    language = report.language

    def told(code: str) -> str:
        return word(language, code)

    return [
        (told("title"), report.title),
        *([(told("note"), report.note)] if report.note else []),
        (told("id"), stamp.bundle_id),
        (told("hash"), stamp.sha256),
        (word(language, f"audience_{report.audience}"), word(language, "as_of", day=day(report.as_of))),
        (word(language, "made", day=day(stamp.made_at.date())), told("frozen")),
        *report.filters,
        *((f"{told('definition')}: {name}", sentence) for name, sentence in report.definitions),
        (told("source"), report.source),
        (told("version"), report.version),
        (told("app"), stamp.app_version),
        *([(mark(report), told("illustrative_help"))] if report.illustrative else []),
    ]
