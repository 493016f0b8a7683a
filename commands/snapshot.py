"""`snapshot`: freeze a report, make and revoke links, take it along, check it, compare two."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from commands.days import day
from commands.failures import failure
from commands.operator import operator
from commands.stores import opened_store
from data.store import links, snapshots
from data.store import verify as verification
from data.store.database import reading, writing
from sharing.compare import compare as compared
from text import counted, say
from ui.snapshots import addresses, choices, comparison, comparison_words
from ui.snapshots import create as snapshots_create
from ui.snapshots import downloads as snapshots_downloads

if TYPE_CHECKING:
    from data.store.links import Link
    from data.store.snapshots import Stored
    from sharing.compare import Comparison

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Author = Annotated[str | None, typer.Option(help="Who does this; the user by default.")]
Id = Annotated[str, typer.Argument(help="Id of the snapshot.")]


@app.callback()
def main() -> None:
    """Make snapshots of reports, share them by links, export and compare them."""


@app.command()
def create(
    *,
    report: Annotated[str, typer.Option(help="board, china or city.")],
    title: Annotated[str, typer.Option(help="Title, which every reader sees.")],
    city: Annotated[str | None, typer.Option(help="Id of the city, for the report city.")] = None,
    audience: Annotated[str, typer.Option(help="board, partners or public.")] = "board",
    note: Annotated[str, typer.Option(help="A note below the title, which every reader sees.")] = "",
    as_of: Annotated[str | None, typer.Option(help="Date to measure on, YYYY-MM-DD.")] = None,
    group: Annotated[str | None, typer.Option(help="Focus group code; china by default.")] = None,
    author: Author = None,
    json: AsJson = False,
) -> None:
    """Make a snapshot of the newest data and print its id."""
    with opened_store() as engine:
        basis = choices.basis(as_of=None if as_of is None else day(as_of), group=group)
        frozen = snapshots_create.made(
            engine, choices.Choice(report, audience, title, note, basis, city_id=city)
        )
        made = snapshots_create.publish(engine, frozen, author=author or operator())
    _print({"id": made, "sha256": frozen.sha256} if json else made)


@app.command("list")
def list_(*, json: AsJson = False) -> None:
    """List all snapshots with their links, newest first."""
    with opened_store() as engine, reading(engine) as connection:
        found = [
            _snapshot(each) | {"links": [_link(link) for link in links.listed(connection, each.bundle_id)]}
            for each in snapshots.listed(connection)
        ]
    if json:
        _print(found)
        return
    for each in found:
        typer.echo(_line(each))


@app.command()
def link(
    bundle_id: Id,
    *,
    label: Annotated[str, typer.Option(help="Who it is for, such as Guangzhou.")],
    days: Annotated[int, typer.Option(help="Days until it ends, 365 at most.")] = links.DAYS,
    passcode: Annotated[str | None, typer.Option(help="Asked for before anything is shown.")] = None,
    no_passcode: Annotated[bool, typer.Option("--no-passcode", help="Open to whoever has it.")] = False,
    author: Author = None,
    json: AsJson = False,
) -> None:
    """Make a link to a snapshot. It is shown this once: the store keeps a hash of it."""
    with opened_store() as engine:
        with reading(engine) as connection:
            asked = snapshots.bundle(connection, bundle_id).manifest["audience"] == "board"
        if asked and passcode is None and not no_passcode:
            raise failure(say("snapshot_command.passcode_needed"))
        with writing(engine) as connection:
            made, token = links.make(
                connection, bundle_id, label=label, days=days, passcode=passcode, author=author or operator()
            )
    url = addresses.url(token)
    _print({"link_id": made.link_id, "url": url, "expires_on": made.expires_at.date()} if json else url)


@app.command()
def revoke(link_id: Annotated[str, typer.Argument(help="Id of the link.")], *, author: Author = None) -> None:
    """End a link for good, at once."""
    with opened_store() as engine, writing(engine) as connection:
        links.revoke(connection, link_id, author=author or operator())
    typer.echo(say("snapshot_command.revoked"))


@app.command()
def export(
    bundle_id: Id,
    path: Annotated[Path, typer.Argument(help="File to write; a folder for png.")],
    *,
    format: Annotated[str, typer.Option(help="html, pdf, pptx, xlsx, txt or png.")] = "html",  # noqa: A002
) -> None:
    """Write a snapshot as a file: the bytes that were frozen."""
    with opened_store() as engine, reading(engine) as connection:
        written = snapshots_downloads.write(connection, bundle_id, format, path)
    typer.echo("\n".join(map(str, written)))


@app.command()
def verify(bundle_id: Id) -> None:
    """Compare every part of a snapshot with the hash that it was frozen under."""
    with opened_store() as engine, reading(engine) as connection:
        faults = verification.verify_bundle(connection, bundle_id)
    for fault in faults:
        typer.echo(say(f"fault.{fault.code}", **fault.facts), err=True)
    if faults:
        raise failure(counted("store.faults", len(faults), count=len(faults)))
    typer.echo(say("snapshot_command.verified"))


@app.command()
def compare(
    before: Id,
    after: Annotated[str, typer.Argument(help="Id of another one, or 'today'.")],
    *,
    json: AsJson = False,
) -> None:
    """What differs between two snapshots, or between one and today, figure by figure."""
    with opened_store():
        found = compared(*comparison.both(before, after))
    if json:
        _print(_comparison(found))
        return
    typer.echo(comparison_words.sentence(found))
    for warned in found.warnings:
        typer.echo(comparison_words.warning(warned))
    for changes in (found.figures, found.categories):
        for each in changes:
            typer.echo("  ".join(filter(None, comparison_words.row(each, categories=True).values())))


def _print(found: object) -> None:
    """JSON where it is no text."""
    typer.echo(found if isinstance(found, str) else orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())


def _snapshot(stored: Stored) -> dict[str, Any]:
    told = stored.manifest
    kept = ("kind", "title", "note", "audience", "as_of", "version", "illustrative", "sha256")
    made = {"author": stored.author, "made_at": stored.made_at}
    return {"id": stored.bundle_id} | {name: told[name] for name in kept} | made


def _link(each: Link) -> dict[str, Any]:
    return {
        "link_id": each.link_id,
        "label": each.label,
        "state": each.state(),
        "expires_on": each.expires_at.date(),
        "passcode": each.has_passcode,
        "opens": each.opens,
        "last_opened_at": each.last_opened_at,
        "author": each.author,
    }


def _line(found: dict[str, Any]) -> str:
    live = sum(each["state"] == "live" for each in found["links"])
    return say(
        "snapshot_command.line",
        id=found["id"],
        made_on=f"{found['made_at']:%Y-%m-%d}",
        kind=found["kind"],
        audience=found["audience"],
        title=found["title"],
        links=live,
    )


def _comparison(found: Comparison) -> dict[str, Any]:
    """The same as values; difference is null where one side is not known or means something else."""
    return {
        "figures": [asdict(each) | {"difference": each.difference} for each in found.figures],
        "categories": [asdict(each) | {"difference": each.difference} for each in found.categories],
        "warnings": [asdict(each) for each in found.warnings],
    }
