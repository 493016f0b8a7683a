"""The saved snapshots, and one of them: what it says of itself, its files, its links, its end."""

from __future__ import annotations

import streamlit as st

from data.store.links import Link
from data.store.snapshots import StoredSnapshot
from text import counted, label, say
from text.visible import visible
from ui.core import address, author, formats, session_keys
from ui.core.markdown import inert_markdown, say_inert
from ui.snapshots import answers, downloads, edit, tables, words
from ui.snapshots.links import show_links
from ui.widgets.tables import show_table

_HASH_SHOWN = 12


def show_saved(stored: list[StoredSnapshot], links: list[Link]) -> None:
    """The list, then the chosen one."""
    show_table(tables.snapshots(stored, links), key="table.snapshots", alt=words.headline(stored, links))
    chosen = _choose(stored)
    _show_about(chosen)
    downloads.show_buttons(chosen)
    downloads.show_text(chosen)
    show_links(chosen, [link for link in links if link.snapshot_id == chosen.snapshot_id])
    _show_discard(chosen)
    _show_idle()


def _choose(stored: list[StoredSnapshot]) -> StoredSnapshot:
    by_id = {each.snapshot_id: each for each in stored}
    key = address.bind_choice("snapshot", stored[0].snapshot_id, list(by_id))
    new = st.session_state.pop(session_keys.SNAPSHOT_NEW, None)
    if new in by_id:
        st.session_state[key] = new
    chosen = st.selectbox(
        say("snapshots.choose"),
        list(by_id),
        format_func=lambda code: visible(words.name(by_id[code])),
        key=key,
    )
    return by_id[chosen]


def _show_about(stored: StoredSnapshot) -> None:
    manifest = stored.manifest
    about = say(
        "snapshots.about",
        author=stored.author,
        when=formats.moment_in_words(stored.made_at),
        report=label("report", manifest["kind"]),
        as_of=manifest["as_of"],
    )
    note = f" “{manifest['note']}”" if manifest["note"] else ""
    st.markdown(inert_markdown(about + note))
    sha256 = str(manifest["sha256"])[:_HASH_SHOWN]
    st.caption(
        say_inert("snapshots.about_hash", id=stored.snapshot_id, sha256=sha256, version=manifest["version"])
    )


def _show_discard(stored: StoredSnapshot) -> None:
    opened = st.popover(
        say("snapshots.discard"), icon=":material/delete:", type="tertiary", on_change="rerun", key="discard"
    )
    if opened.open:
        with opened:
            st.markdown(say("snapshots.discard_ask"))
            st.button(
                say("snapshots.discard_sure"),
                on_click=_discard,
                args=(stored.snapshot_id, author.name()),
                key="discard.sure",
            )


def _discard(snapshot_id: str, who: str) -> None:
    links = edit.discard_snapshot(snapshot_id, who)
    line = counted("snapshots.discarded", links, count=formats.count(links))
    st.session_state[session_keys.SNAPSHOT_DONE] = line, None


def _show_idle() -> None:
    """What nobody can open any more and is old: it may go."""
    idle = answers.idle_snapshots()
    if idle:
        names = ", ".join(each.manifest["title"] for each in idle)
        facts = {"count": formats.count(len(idle)), "days": answers.IDLE_DAYS, "names": names}
        st.caption(inert_markdown(counted("snapshots.idle", len(idle), **facts)))
