"""How a command ends when it cannot do what was asked: a sentence on stderr, an exit code, no traceback."""

from __future__ import annotations

from typing import Final

import typer

from data.errors import DashboardError, UnusableDataError
from text import counted, failure_sentence, issue_sentence

HELD: Final = 1
"""Exit code: something is wrong with the data or the question."""
UNREADABLE: Final = 2
"""Exit code: nothing could be read."""


def failure(sentence: str, code: int = HELD) -> typer.Exit:
    """Says the sentence on stderr; raise what comes back."""
    typer.echo(sentence, err=True)
    return typer.Exit(code)


def failed(error: DashboardError, code: int = HELD) -> typer.Exit:
    """As `failure`, with the sentence of the error; a report is listed in full."""
    if isinstance(error, UnusableDataError):
        for issue in error.report.issues:
            place = " ".join(str(part) for part in (issue.sheet, issue.row, issue.column) if part is not None)
            typer.echo(f"{place}: {issue_sentence(issue)}", err=True)
        return failure(counted("error.data_unusable", len(error.report.errors), **error.facts), UNREADABLE)
    return failure(failure_sentence(error), code)
