"""What the page Snapshots saves: snapshots and their links, one transaction each."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable
from functools import cache

import streamlit as st
from sqlalchemy import Connection

from config import ROOT
from data.errors import DashboardError
from data.store import links, snapshots
from data.store.columns import now
from data.store.database import writing
from sharing.audience import restrict_to_audience
from sharing.snapshot import Snapshot, make_snapshot
from text import counted, failure_sentence, say
from ui.core import author, formats, session_keys, store
from ui.reports.choice import Choice
from ui.snapshots import answers

_ID_BYTES = 8


def draft_snapshot(choice: Choice) -> Snapshot:
    """The bytes that would leave the house; nothing is saved.

    DashboardError where the audience may not have it, where the text names a contact, or where a part cannot
    be rendered; then there is no snapshot at all.
    """
    if not choice.title.strip():
        raise DashboardError("snapshot_title_missing")
    # A refusal needs no images.
    restrict_to_audience(answers.full_report(choice, images=False), choice.audience)
    snapshot = make_snapshot(
        restrict_to_audience(answers.full_report(choice), choice.audience),
        snapshot_id=secrets.token_hex(_ID_BYTES),
        made_at=now(),
        app_version=_app_version(),
    )
    named = answers.contacts_named_in(snapshot)
    if named:
        raise DashboardError("bundle_names_contact", count=named)
    return snapshot


def save_snapshot(snapshot: Snapshot, who: str) -> str:
    """Save it and return its id. Raises as `snapshots.save`, which looks for contacts again: one may have
    been added since the preview."""
    with writing(store.opened()) as connection:
        return snapshots.save(connection, snapshot.manifest, snapshot.parts, author=who)


def discard_snapshot(snapshot_id: str, who: str) -> int:
    """Throw a snapshot away; how many links went with it."""
    with writing(store.opened()) as connection:
        return snapshots.discard(connection, snapshot_id, author=who)


def change_links(change: Callable[..., str], *args: str) -> None:
    """Before the next run: make one of the changes below and keep the line about it, or why it failed."""
    st.session_state.pop(session_keys.SNAPSHOT_LINK, None)
    try:
        with writing(store.opened()) as connection:
            line = change(connection, *args)
    except DashboardError as error:
        st.session_state.pop(session_keys.SNAPSHOT_LINK, None)  # nothing was saved
        st.session_state[session_keys.SNAPSHOT_LINK_DONE] = failure_sentence(error), False
        return
    st.session_state[session_keys.SNAPSHOT_LINK_DONE] = line, True


def make_link(connection: Connection, snapshot_id: str, key: str) -> str:
    """A link as the form with this key describes it."""
    fields = st.session_state
    passcode = fields[f"link.passcode.{key}"].strip() or None
    link, token = links.create(
        connection,
        snapshot_id,
        label=fields[f"link.label.{key}"],
        days=fields[f"link.days.{key}"],
        passcode=passcode,
        author=author.name(),
    )
    fields[session_keys.SNAPSHOT_LINK] = link, token, passcode
    fields[session_keys.SNAPSHOT_LINK_FORM] += 1
    return say("links.done_made", label=link.label)


def rotate_link(connection: Connection, link_id: str) -> str:
    """A new token for a link; the old one opens nothing any more."""
    link, token = links.rotate(connection, link_id, author=author.name())
    st.session_state[session_keys.SNAPSHOT_LINK] = link, token, None
    return say("links.done_rotated", label=link.label)


def revoke_link(connection: Connection, link_id: str) -> str:
    """End a link for good, at once."""
    return say("links.done_revoked", label=links.revoke(connection, link_id, author=author.name()).label)


def revoke_links(connection: Connection, snapshot_id: str) -> str:
    """End all links of a snapshot."""
    count = links.revoke_all(connection, author=author.name(), snapshot_id=snapshot_id)
    return counted("links.done_revoked_all", count, count=formats.count(count))


@cache
def _app_version() -> str:
    """The version of this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
