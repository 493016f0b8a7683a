"""The way back to an older version: a new version that equals it, and the way back from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.errors import DashboardError
from data.store import versions
from data.store.commit import restore
from data.store.database import writing
from text import failure_sentence, say
from ui.core import address, author, session_keys, store
from ui.core.markdown import inert_markdown
from ui.widgets import result_line, share_effect
from ui.widgets.result_line import Undo

if TYPE_CHECKING:
    from data.store.versions import Version


def ask_who() -> None:
    """A field for the name where nobody is known: every version says who made it."""
    if not author.name():
        author.ask(key="versions")


def button(version: Version, *, is_newest: bool) -> None:
    """Go back to this version."""
    st.button(
        say("versions.go_back"),
        icon=":material/history:",
        on_click=_go_back,
        args=(version.version_id, version.number),
        disabled=is_newest or not author.name(),
        help=say("versions.go_back_help"),
        key="versions.go_back",
    )


def show_done(newest: Version) -> None:
    """What the last way back did, with its undo, as long as nobody has saved since; or why there was none."""
    done = st.session_state.get(session_keys.RESTORED)
    if done is None:
        return
    if "failure" in done:
        result_line.show_failure(done["failure"])
    if done.get("now") != newest.version_id:
        del st.session_state[session_keys.RESTORED]
        return
    take_back = Undo("versions.undo", _undo, (done["before"], newest)) if "before" in done else None
    result_line.show_success("  \n".join(map(inert_markdown, done["said"])), take_back)


def _go_back(version_id: str, number: int) -> None:
    """Before the run: the new version on top of the one that this page has shown."""
    shown = st.session_state[session_keys.VERSION].version_id
    note = say("versions.went_back_note", number=number)
    made = _restored(version_id, note, on_top_of=shown)
    if made is None:
        return
    before, now = made
    said = say("versions.went_back", number=number, now=now.number)
    st.session_state[session_keys.RESTORED] = {
        "said": [said, share_effect.sentence(before.headline, now.headline)],
        "before": before.version_id,
        "now": now.version_id,
    }


def _undo(before: str, made: Version) -> None:
    """Before the run: as it was before, unless somebody saved since: an undo must not hide their work."""
    note = say("update.undone_note", number=made.number)
    done = _restored(before, note, on_top_of=made.version_id)
    if done is not None:
        st.session_state[session_keys.RESTORED] = {"said": [say("update.undone")], "now": done[1].version_id}


def _restored(version_id: str, note: str, *, on_top_of: str) -> tuple[Version, Version] | None:
    """The version before and the new one; None, and why, where it was not made."""
    try:
        with writing(store.opened()) as connection:
            before = versions.version(connection, on_top_of)
            made = restore(connection, version_id, author=author.name(), note=note, parent=on_top_of)
    except DashboardError as error:
        st.session_state[session_keys.RESTORED] = {"failure": failure_sentence(error)}
        return None
    for name, chosen in (("version", made), ("with", made), ("against", before)):
        st.session_state[address.key_of(name)] = chosen.version_id
    return before, made
