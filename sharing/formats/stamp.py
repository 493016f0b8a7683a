"""What every format of a snapshot carries: id, day, filters, definitions, hash, mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sharing.report import Report
from text import say_in
from text.format import day


@dataclass(frozen=True)
class Stamp:
    """snapshot_id; sha256: hash of the contents (`sharing.content.to_json`); made_at, app_version."""

    snapshot_id: str
    sha256: str
    made_at: datetime
    app_version: str


def stamp_line(report: Report, stamp: Stamp) -> str:
    """'Snapshot 1f… · As of 31 May 2023 · 9c…', the footer of every page and chart."""
    facts = {"id": stamp.snapshot_id, "as_of": _as_of(report), "hash": stamp.sha256[:16]}
    return say_in(report.language, "snapshot_file.stamp", **facts)


def illustrative_mark(report: Report) -> str:
    """The mark where an invented row stands behind anything, else ''."""
    return say_in(report.language, "snapshot_file.illustrative") if report.illustrative else ""


def footer(report: Report, stamp: Stamp) -> str:
    """The line, with the mark where there is one."""
    return " · ".join(filter(None, [stamp_line(report, stamp), illustrative_mark(report)]))


def audience_and_date(report: Report) -> tuple[str, str]:
    """'For the Board' and 'As of 31 May 2023'."""
    return say_in(report.language, f"snapshot_file.audience_{report.audience}"), _as_of(report)


def about_report(report: Report, stamp: Stamp) -> list[tuple[str, str]]:
    """Everything that identifies the snapshot, label and value."""
    say = partial(say_in, report.language)
    definition = say("snapshot_file.definition")
    return [
        (say("snapshot_file.title"), report.title),
        *([(say("snapshot_file.note"), report.note)] if report.note else []),
        (say("snapshot_file.id"), stamp.snapshot_id),
        (say("snapshot_file.hash"), stamp.sha256),
        audience_and_date(report),
        (say("snapshot_file.made", day=day(stamp.made_at.date())), say("snapshot_file.fixed")),
        *report.filters,
        *((f"{definition}: {name}", sentence) for name, sentence in report.definitions),
        (say("snapshot_file.source"), report.source),
        (say("snapshot_file.version"), report.version),
        (say("snapshot_file.app"), stamp.app_version),
        *(
            [(illustrative_mark(report), say("snapshot_file.illustrative_help"))]
            if report.illustrative
            else []
        ),
    ]


def _as_of(report: Report) -> str:
    return say_in(report.language, "snapshot_file.as_of", day=day(report.as_of))
