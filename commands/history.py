"""`versions` and `restore`: what was committed, and going back to it."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.arguments import operator
from commands.output import print_json
from commands.stores import opened_store
from data.completeness import as_values, from_values
from data.store import versions as stored
from data.store.commit import restore as restored
from data.store.database import reading, writing
from data.store.versions import Version
from text import say
from text.format import DEFAULT_LOCALE, count


def versions(
    *, json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False
) -> None:
    """List all versions, newest first."""
    with opened_store() as engine, reading(engine) as connection:
        history = stored.history(connection)
    if json:
        print_json([_as_json(version) for version in history])
    else:
        typer.echo("\n".join(map(_as_line, history)))


def restore(
    version: Annotated[str, typer.Argument(help="Id of the version to go back to.")],
    *,
    author: Annotated[str | None, typer.Option(help="Who does this; the user by default.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
) -> None:
    """Make a new version that equals an old one, and print its id."""
    with opened_store() as engine, writing(engine) as connection:
        made = restored(
            connection,
            version,
            author=author or operator(),
            note=note or say("store.restored_note", version=version),
            parent=stored.head(connection).version_id,
        )
    typer.echo(made.version_id)


def _as_json(version: Version) -> dict[str, object]:
    complete = from_values(version.receipts_complete, version.as_of) or {}
    return {
        "id": version.version_id,
        "number": version.number,
        "parent": version.parent,
        "restored_from": version.restored_from,
        "author": version.author,
        "note": version.note,
        "time": version.committed_at,
        "title": version.title,
        "source_name": version.source_name,
        "source_sha256": version.source_sha256,
        "as_of": version.as_of,
        "first_roll_on": version.first_roll_on,
        "receipts_complete": list(complete),
        "receipts_complete_until": as_values(complete),
        "counts": version.counts,
        "headline": dict(version.headline),
    }


def _as_line(version: Version) -> str:
    return say(
        "store.version_line",
        version=version.version_id,
        when=f"{version.committed_at:%Y-%m-%d %H:%M}",
        author=version.author,
        rows=count(sum(version.counts.values()), DEFAULT_LOCALE),
        note=" ".join(version.note.split()),
    )
