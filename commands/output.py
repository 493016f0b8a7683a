"""What commands print: JSON, issues of an upload, faults of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import typer

from commands.failures import failure
from text import counted, issue_sentence, say
from text.row_ranges import row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.report import Issue
    from data.store.verify import Fault


def print_json(value: object) -> None:
    """The value as indented JSON."""
    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode())


def issue_lines(issues: Iterable[Issue]) -> list[str]:
    """Severity, place and sentence, a line each; what several rows have in common once, with the rows.

    Tables that stand in the same rows say a thing once.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    for issue in issues:
        said = (issue.severity, issue.file, issue.sheet, issue.column or "", issue_sentence(issue))
        found.setdefault(said, []).extend([] if issue.row is None else [issue.row])
    return [_line(*said, rows=rows) for said, rows in found.items()]


def print_faults(faults: Sequence[Fault]) -> typer.Exit:
    """A sentence a fault on stderr; raise what comes back."""
    for fault in faults:
        typer.echo(say(f"fault.{fault.code}", **fault.facts), err=True)
    return failure(counted("store.faults", len(faults), count=len(faults)))


def _line(severity: str, file: str, sheet: str, column: str, sentence: str, *, rows: list[int]) -> str:
    place = " ".join(part for part in (file, sheet, row_ranges(rows), column) if part)
    return f"{severity}: {place}: {sentence}"
