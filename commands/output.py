"""What commands print: JSON, issues of an upload, faults of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import typer

from commands.failures import failure
from text import counted, issue_sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.report import Issue
    from data.store.verify import Fault


def print_json(value: object) -> None:
    """The value as indented JSON."""
    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode())


def issue_lines(issues: Iterable[Issue]) -> list[str]:
    """Severity, place and sentence, a line each. Tables that stand in the same rows say a thing once."""
    return list(dict.fromkeys(map(_line, issues)))


def print_faults(faults: Sequence[Fault]) -> typer.Exit:
    """A sentence a fault on stderr; raise what comes back."""
    for fault in faults:
        typer.echo(say(f"fault.{fault.code}", **fault.facts), err=True)
    return failure(counted("store.faults", len(faults), count=len(faults)))


def _line(issue: Issue) -> str:
    parts = (issue.file, issue.sheet, issue.row, issue.column)
    place = " ".join(str(part) for part in parts if part not in (None, ""))
    return f"{issue.severity}: {place}: {issue_sentence(issue)}"
