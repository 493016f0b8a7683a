"""Everything that is wrong or worth saying about the content of a file: all of it, not the first problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Issue:
    """One problem at one place.

    `row` counts as the spreadsheet does (the header is row 1) and is None where the whole sheet is meant.
    `code` is one of the issue codes of docs/issue-codes.md; `facts` are what its sentence needs. `file` is
    the uploaded file, '' where there is only one place it can be.
    """

    sheet: str
    row: int | None
    column: str | None
    code: str
    severity: Severity = "error"
    facts: Mapping[str, object] = field(default_factory=dict)
    file: str = ""


@dataclass(frozen=True)
class Report:
    """The issues of one reading, in the order of sheets, rows and columns."""

    issues: tuple[Issue, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Issues that make the data unusable as they stand."""
        return tuple(issue for issue in self.issues if issue.severity == "error")
