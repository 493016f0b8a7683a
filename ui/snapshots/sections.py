"""The snapshots that are kept, and one of them: what it says of itself, its files, its links, its end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.store import links as stored_links
from data.store import snapshots as stored_snapshots
from data.store.database import reading, writing
from text import counted, label, say
from ui.core import address, author, formats, session_keys, store
from ui.core.markdown import inert_markdown
from ui.snapshots import downloads, links
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from data.store.links import Link
    from data.store.snapshots import Stored

_HASH_SHOWN = 12
_IDLE_DAYS = 90


def kept() -> tuple[list[Stored], list[Link]]:
    """All snapshots and all links, newest first."""
    with reading(store.opened()) as connection:
        return stored_snapshots.listed(connection), stored_links.listed(connection)


def lead(found: list[Stored], all_links: list[Link]) -> str:
    """How many there are, and how many links are open now."""
    if not found:
        return say("snapshots.lead_none")
    live = sum(link.state() == "live" for link in all_links)
    snapshots = counted("snapshots.lead", len(found), count=formats.count(len(found)))
    return f"{snapshots} {counted('snapshots.lead_links', live, count=formats.count(live))}"


def show(found: list[Stored], all_links: list[Link]) -> None:
    """The list, then the chosen one."""
    live = [link for link in all_links if link.state() == "live"]
    opens: Counter[str] = Counter()
    for link in all_links:
        opens[link.bundle_id] += link.opens
    rows = pd.DataFrame(
        {
            say("snapshots.table_title"): [each.manifest["title"] for each in found],
            say("snapshots.table_report"): [label("report", each.manifest["kind"]) for each in found],
            say("snapshots.table_audience"): [label("audience", each.manifest["audience"]) for each in found],
            say("snapshots.table_as_of"): [each.manifest["as_of"] for each in found],
            say("snapshots.table_live"): [
                sum(link.bundle_id == each.bundle_id for link in live) for each in found
            ],
            say("snapshots.table_opens"): [opens[each.bundle_id] for each in found],
            say("snapshots.table_made"): [formats.moment(each.made_at) for each in found],
            say("snapshots.table_author"): [each.author for each in found],
            say("snapshots.table_mark"): [
                say("app.illustrative") if each.manifest["illustrative"] else None for each in found
            ],
        }
    )
    show_table(rows, key="table.snapshots", alt=lead(found, all_links))
    chosen = _choose(found)
    _about(chosen)
    downloads.buttons(chosen)
    downloads.as_text(chosen)
    links.show(chosen, [link for link in all_links if link.bundle_id == chosen.bundle_id])
    _end(chosen)
    _show_idle()


def name(stored: Stored) -> str:
    """'Board report, 31 May 2023 · Board · 2023-06-01 14:05'."""
    parts = stored.manifest["title"], label("audience", stored.manifest["audience"])
    return " · ".join([*parts, formats.moment(stored.made_at)])


def _choose(found: list[Stored]) -> Stored:
    by_id = {each.bundle_id: each for each in found}
    key = address.bind_choice("snapshot", found[0].bundle_id, list(by_id))
    new = st.session_state.pop(session_keys.SNAPSHOT_NEW, None)
    if new in by_id:
        st.session_state[key] = new
    chosen = st.selectbox(
        say("snapshots.choose"), list(by_id), format_func=lambda code: name(by_id[code]), key=key
    )
    return by_id[chosen]


def _about(stored: Stored) -> None:
    told = stored.manifest
    st.markdown(
        inert_markdown(
            say(
                "snapshots.about",
                author=stored.author,
                when=formats.moment_in_words(stored.made_at),
                report=label("report", told["kind"]),
                as_of=told["as_of"],
            )
        )
        + (f" “{inert_markdown(told['note'])}”" if told["note"] else "")
    )
    shown = str(told["sha256"])[:_HASH_SHOWN]
    st.caption(say("snapshots.about_hash", id=stored.bundle_id, sha256=shown, version=told["version"]))


def _end(stored: Stored) -> None:
    opened = st.popover(
        say("snapshots.discard"), icon=":material/delete:", type="tertiary", on_change="rerun", key="discard"
    )
    if opened.open:
        with opened:
            st.markdown(say("snapshots.discard_ask"))
            st.button(
                say("snapshots.discard_sure"),
                on_click=_discard,
                args=(stored.bundle_id, author.name()),
                key="discard.sure",
            )


def _discard(bundle_id: str, who: str) -> None:
    with writing(store.opened()) as connection:
        gone = stored_snapshots.discard(connection, bundle_id, author=who)
    st.session_state[session_keys.SNAPSHOT_DONE] = (
        counted("snapshots.discarded", gone, count=formats.count(gone)),
        None,
    )


def _show_idle() -> None:
    """What nobody can open any more and is old: it may go."""
    with reading(store.opened()) as connection:
        idle = [stored for stored, age in stored_links.without_live_link(connection) if age > _IDLE_DAYS]
    if idle:
        st.caption(
            inert_markdown(
                counted(
                    "snapshots.idle",
                    len(idle),
                    count=formats.count(len(idle)),
                    days=_IDLE_DAYS,
                    names=", ".join(each.manifest["title"] for each in idle),
                )
            )
        )
