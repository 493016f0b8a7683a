"""From a choice to a frozen snapshot: report, cut to its audience, rendered, searched for contacts, kept."""

from __future__ import annotations

import secrets
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from config import ROOT
from data.errors import DashboardError
from data.store import snapshots
from data.store.columns import now
from data.store.database import reading, writing
from data.store.snapshot_texts import words_of
from sharing import snapshot
from sharing.disclosure import contacts_found
from ui.snapshots import comparison
from ui.snapshots.choices import COMPARISON, cut, prepared

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sharing.report import Report
    from sharing.snapshot import Bundle
    from ui.snapshots.choices import Choice

_ID_BYTES = 8


def made(engine: Engine, choice: Choice) -> Bundle:
    """The bytes that would leave the house; nothing is kept.

    DashboardError where the audience may not have it, where the text names a contact, or where a part cannot
    be rendered; then there is no bundle at all.
    """
    if not choice.title.strip():
        raise DashboardError("snapshot_title_missing")
    cut(whole(choice, pictures=False), choice.audience)  # a refusal needs no picture
    report = cut(whole(choice), choice.audience)
    frozen = snapshot.freeze(
        report, bundle_id=secrets.token_hex(_ID_BYTES), made_at=now(), app_version=app_version()
    )
    with reading(engine) as connection:
        named = contacts_found(connection, [words_of(frozen.manifest, frozen.parts)])
    if named:
        raise DashboardError("bundle_names_contact", count=len(named))
    return frozen


def whole(choice: Choice, *, pictures: bool = True) -> Report:
    """The report before it is cut to its audience. pictures: whether they are drawn."""
    if choice.kind == COMPARISON:
        return comparison.report(choice)
    return prepared(choice, pictures=pictures)


def publish(engine: Engine, frozen: Bundle, *, author: str) -> str:
    """Keep it and return its id. Raises as `snapshots.keep`, which looks for contacts again: one may
    have been added since the preview."""
    with writing(engine) as connection:
        return snapshots.keep(connection, frozen.manifest, frozen.parts, author=author)


@cache
def app_version() -> str:
    """The version of this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
