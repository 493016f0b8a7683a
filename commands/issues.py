"""Issues of an upload as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import issue_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.report import Issue


def issue_lines(issues: Iterable[Issue]) -> list[str]:
    """Severity, place and sentence, a line each. Tables that stand in the same rows say a thing once."""
    return list(dict.fromkeys(map(_line, issues)))


def _line(issue: Issue) -> str:
    parts = (issue.file, issue.sheet, issue.row, issue.column)
    place = " ".join(str(part) for part in parts if part not in (None, ""))
    return f"{issue.severity}: {place}: {issue_sentence(issue)}"
