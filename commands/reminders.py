"""`reminders`: what is overdue and what falls due soon, for cron to send."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from analysis.followups.followups import OVERDUE, due_soon, followups
from commands.arguments import day
from commands.output import print_json
from commands.stores import load_version, opened_store
from data.store.database import reading
from data.store.redaction import without_people
from text import say
from text.format import day as in_words
from ui.followups.words import owner_name

DAYS = 14
_FIELDS = ("followup_id", "city_id", "what", "owner", "due_on")


def reminders(
    *,
    days: Annotated[int, typer.Option(min=0, help="How many days ahead to look.")] = DAYS,
    owner: Annotated[str | None, typer.Option(help="Only what this office looks after.")] = None,
    on: Annotated[str | None, typer.Option(help="Day to measure on, YYYY-MM-DD; today by default.")] = None,
    json: Annotated[bool, typer.Option("--json/--text", help="JSON, or a text for a message.")] = False,
) -> None:
    """Print what is overdue and what falls due soon. The text is empty where there is nothing to say."""
    asked = date.today() if on is None else day(on)  # noqa: DTZ011  the day of whoever sends the reminder
    with opened_store() as engine:
        found = _found(engine, asked, days, owner)
    if json:
        print_json(found)
    elif found["overdue"] or found["due_soon"]:
        typer.echo(_message(found, asked))


def _found(engine: Engine, on: date, days: int, owner: str | None) -> dict[str, Any]:
    """What is printed as JSON."""
    with reading(engine) as connection:
        rows = followups(load_version(connection), on)
        rows = rows.assign(what=without_people(connection, rows["what"]))
    rows = rows if owner is None else rows[rows["owner"] == owner]
    late = rows[rows["step_state"] == OVERDUE]
    return {
        "on": on.isoformat(),
        "days": days,
        "owner": owner,
        "overdue": [_plain(row, "days_overdue") for row in late.to_dict("records")],
        "due_soon": [_plain(row, "days_left") for row in due_soon(rows, on, days).to_dict("records")],
    }


def _plain(row: dict[Any, Any], count: str) -> dict[str, Any]:
    """One thing to do as plain values; null where not known."""
    values = {field: row[field] for field in _FIELDS}
    return values | {
        "city": row["name"],
        "owner": row["owner"] if isinstance(row["owner"], str) else None,
        "due_on": f"{row['due_on']:%Y-%m-%d}",
        "listed_as": row["listed_as"],
        count: int(row[count]),
        "illustrative": bool(row["illustrative"]),
    }


def _message(found: dict[str, Any], on: date) -> str:
    """A text for e-mail or WeChat: one line a thing to do."""
    said = in_words(on)
    parts = [
        say("reminders.title", day=said)
        if found["owner"] is None
        else say("reminders.title_of", day=said, owner=owner_name(found["owner"]))
    ]
    if found["overdue"]:
        parts += ["", say("reminders.overdue", count=len(found["overdue"]))]
        parts += [say("reminders.late", **_words(row)) for row in found["overdue"]]
    if found["due_soon"]:
        parts += ["", say("reminders.soon", days=found["days"], count=len(found["due_soon"]))]
        parts += [say("reminders.coming", **_words(row)) for row in found["due_soon"]]
    if any(row["illustrative"] for row in [*found["overdue"], *found["due_soon"]]):
        parts += ["", say("reminders.illustrative")]
    return "\n".join(parts)


def _words(row: dict[str, Any]) -> dict[str, str]:
    due = in_words(date.fromisoformat(row["due_on"]))
    return {"city": row["city"], "what": row["what"], "day": due, "owner": owner_name(row["owner"])}
