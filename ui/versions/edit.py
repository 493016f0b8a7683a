"""Restoring an older version: a new version that equals it, and the undo of that."""

from __future__ import annotations

import streamlit as st

from data.errors import DashboardError
from data.store import versions
from data.store.commit import restore
from data.store.database import writing
from data.store.versions import Version
from text import failure_sentence, say
from ui.core import address, author, session_keys, store
from ui.widgets import result_line, share_effect
from ui.widgets.result_line import Undo


def ask_author() -> None:
    """A field for the name where nobody is known: every version says who made it."""
    if not author.name():
        author.ask(key="versions")


def restore_button(version: Version, *, is_newest: bool) -> None:
    """A button that restores this version."""
    st.button(
        say("versions.go_back"),
        icon=":material/history:",
        on_click=_restore,
        args=(version.version_id, version.number),
        disabled=is_newest or not author.name(),
        help=say("versions.go_back_help"),
        key="versions.go_back",
    )


def show_result(newest: Version) -> None:
    """What the last restore did, with its undo, as long as nobody has saved since; or why it failed."""
    done = st.session_state.get(session_keys.RESTORED)
    if done is None:
        return
    if "failure" in done:
        result_line.show_failure(done["failure"])
    if done.get("now") != newest.version_id:
        del st.session_state[session_keys.RESTORED]
        return
    take_back = Undo("versions.undo", _undo, (done["before"], newest)) if "before" in done else None
    result_line.show_success("\n".join(done["sentences"]), take_back)


def _restore(version_id: str, number: int) -> None:
    """Before the run: the new version on top of the one that this page has shown."""
    shown = st.session_state[session_keys.VERSION].version_id
    note = say("versions.went_back_note", number=number)
    restored = _commit_restore(version_id, note, on_top_of=shown)
    if restored is None:
        return
    before, now = restored
    sentence = say("versions.went_back", number=number, now=now.number)
    st.session_state[session_keys.RESTORED] = {
        "sentences": [sentence, share_effect.sentence(before.headline, now.headline)],
        "before": before.version_id,
        "now": now.version_id,
    }


def _undo(before: str, restored: Version) -> None:
    """Before the run: as it was before, unless somebody saved since: an undo must not hide their work."""
    note = say("update.undone_note", number=restored.number)
    done = _commit_restore(before, note, on_top_of=restored.version_id)
    if done is not None:
        st.session_state[session_keys.RESTORED] = {
            "sentences": [say("update.undone")],
            "now": done[1].version_id,
        }


def _commit_restore(version_id: str, note: str, *, on_top_of: str) -> tuple[Version, Version] | None:
    """The version before and the new one; None, and why, where it was not made."""
    try:
        with writing(store.opened()) as connection:
            before = versions.version(connection, on_top_of)
            restored = restore(connection, version_id, author=author.name(), note=note, parent=on_top_of)
    except DashboardError as error:
        st.session_state[session_keys.RESTORED] = {"failure": failure_sentence(error)}
        return None
    for name, chosen in (("version", restored), ("with", restored), ("against", before)):
        st.session_state[address.key_of(name)] = chosen.version_id
    return before, restored
