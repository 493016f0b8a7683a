"""A report as text for a chat: its sentences and figures with the day, without tables."""

from __future__ import annotations

from collections.abc import Iterator

from sharing.formats import cells
from sharing.formats.stamp import Stamp, illustrative_mark, stamp_line
from sharing.report import Figure, Report


def text(report: Report, stamp: Stamp) -> bytes:
    """UTF-8, a line a sentence or figure, the stamp at the end."""
    return ("\n".join(_lines(report, stamp)) + "\n").encode()


def _lines(report: Report, stamp: Stamp) -> Iterator[str]:
    yield report.title
    if report.note:
        yield report.note
    if report.illustrative:
        yield f"[{illustrative_mark(report)}]"
    for section in report.sections:
        if section.sentences or section.figures:
            yield ""
            yield f"— {section.title}"
            yield from section.sentences
            yield from (_figure(each, report.language) for each in section.figures)
    yield ""
    yield "; ".join(f"{label}: {value}" for label, value in report.filters)
    yield stamp_line(report, stamp)


def _figure(figure: Figure, language: str) -> str:
    bounds = cells.bounds(figure, language)
    return f"{figure.label}: {figure.text}" + (f" ({bounds})" if bounds else "")
