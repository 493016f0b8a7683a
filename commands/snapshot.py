"""`snapshot`: save a report as it is, make and revoke links, take it along, check it, compare two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.arguments import day, operator
from commands.failures import failure
from commands.output import print_faults, print_json
from commands.stores import opened_store
from data.store import links, snapshots
from data.store import verify as verification
from data.store.database import reading, writing
from data.store.links import Link
from data.store.snapshots import StoredSnapshot
from sharing.compare import Comparison
from sharing.compare import compare as compare_reports
from sharing.fields import AUDIENCES
from text import say
from ui.reports import comparison_words
from ui.reports.choice import Choice
from ui.reports.kinds import PREPARED
from ui.snapshots import addresses, answers, downloads, edit

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Author = Annotated[str | None, typer.Option(help="Who does this; the user by default.")]
Id = Annotated[str, typer.Argument(help="Id of the snapshot.")]


def _choices(codes: Sequence[str]) -> str:
    """'board, china or city.'"""
    return f"{', '.join(codes[:-1])} or {codes[-1]}."


@app.callback()
def main() -> None:
    """Make snapshots of reports, share them by links, export and compare them."""


@app.command()
def create(
    *,
    report: Annotated[str, typer.Option(help=_choices(tuple(PREPARED)))],
    title: Annotated[str, typer.Option(help="Title, which every reader sees.")],
    city: Annotated[str | None, typer.Option(help="Id of the city, for the report city.")] = None,
    audience: Annotated[str, typer.Option(help=_choices(AUDIENCES))] = "board",
    note: Annotated[str, typer.Option(help="A note below the title, which every reader sees.")] = "",
    as_of: Annotated[str | None, typer.Option(help="Date to measure on, YYYY-MM-DD.")] = None,
    group: Annotated[str | None, typer.Option(help="Focus group code; china by default.")] = None,
    author: Author = None,
    json: AsJson = False,
) -> None:
    """Make a snapshot of the newest data and print its id."""
    with opened_store():
        basis = answers.default_basis_on(None if as_of is None else day(as_of), group)
        snapshot = edit.draft_snapshot(Choice(report, audience, title, note, basis, city_id=city))
        snapshot_id = edit.save_snapshot(snapshot, author or operator())
    _print({"id": snapshot_id, "sha256": snapshot.sha256} if json else snapshot_id)


@app.command("list")
def list_(*, json: AsJson = False) -> None:
    """List all snapshots with their links, newest first."""
    with opened_store() as engine, reading(engine) as connection:
        listed = [
            _snapshot(each)
            | {"links": [_link(link) for link in links.list_links(connection, each.snapshot_id)]}
            for each in snapshots.list_snapshots(connection)
        ]
    if json:
        _print(listed)
        return
    for each in listed:
        typer.echo(_line(each))


@app.command()
def link(
    snapshot_id: Id,
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
            is_for_board = snapshots.find(connection, snapshot_id).manifest["audience"] == "board"
        if is_for_board and passcode is None and not no_passcode:
            raise failure(say("snapshot_command.passcode_needed"))
        with writing(engine) as connection:
            made, token = links.create(
                connection,
                snapshot_id,
                label=label,
                days=days,
                passcode=passcode,
                author=author or operator(),
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
    snapshot_id: Id,
    path: Annotated[Path, typer.Argument(help="File to write; a folder for png.")],
    *,
    format: Annotated[str, typer.Option(help=_choices(downloads.FORMATS))] = "html",  # noqa: A002
) -> None:
    """Write a snapshot as a file: the bytes that were frozen."""
    with opened_store():
        written = downloads.write_files(snapshot_id, format, path)
    typer.echo("\n".join(map(str, written)))


@app.command()
def verify(snapshot_id: Id) -> None:
    """Compare every part of a snapshot with the hash that it was frozen under."""
    with opened_store() as engine, reading(engine) as connection:
        faults = verification.verify_snapshot(connection, snapshot_id)
    if faults:
        raise print_faults(faults)
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
        comparison = compare_reports(*answers.compared_reports(before, after))
    if json:
        _print(_comparison(comparison))
        return
    typer.echo(comparison_words.sentence(comparison))
    for mismatch in comparison.warnings:
        typer.echo(comparison_words.warning(mismatch))
    for change in (*comparison.figures, *comparison.categories):
        typer.echo("  ".join(filter(None, comparison_words.row(change, categories=True).values())))


def _print(value: object) -> None:
    """JSON where it is no text."""
    if isinstance(value, str):
        typer.echo(value)
    else:
        print_json(value)


def _snapshot(stored: StoredSnapshot) -> dict[str, Any]:
    names = ("kind", "title", "note", "audience", "as_of", "version", "illustrative", "sha256")
    facts = {name: stored.manifest[name] for name in names}
    return {"id": stored.snapshot_id} | facts | {"author": stored.author, "made_at": stored.made_at}


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


def _line(listed: dict[str, Any]) -> str:
    live = sum(each["state"] == "live" for each in listed["links"])
    return say(
        "snapshot_command.line",
        id=listed["id"],
        made_on=f"{listed['made_at']:%Y-%m-%d}",
        kind=listed["kind"],
        audience=listed["audience"],
        title=listed["title"],
        links=live,
    )


def _comparison(comparison: Comparison) -> dict[str, Any]:
    """The same as values; difference is null where one side is not known or means something else."""
    return {
        "figures": [asdict(each) | {"difference": each.difference} for each in comparison.figures],
        "categories": [asdict(each) | {"difference": each.difference} for each in comparison.categories],
        "warnings": [asdict(each) for each in comparison.warnings],
    }
