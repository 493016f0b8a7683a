"""Parts of the page Versions: the list, one version with its files and the way back, two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.changes import Changes, between
from data.errors import DashboardError
from data.store import versions as stored
from data.store.commit import restore
from data.store.database import reading, writing
from ui import address, author, differences, effects, headline, keys, numbers, remembered, store, tables
from ui.exports import download_version
from ui.remembered import by_version
from ui.text import say
from ui.written import inert_markdown

if TYPE_CHECKING:
    from data.store.versions import Version

_COMPARISONS_KEPT = 8


def versions() -> list[Version]:
    """All versions, newest first. What somebody saves during the run does not show before the next one."""
    with reading(store.opened()) as unit:
        return stored.history(unit)


def name(version: Version) -> str:
    """'Version 3 · 2023-05-31 14:05 · Ana · roll of May'."""
    parts = [say("versions.number", number=version.number), numbers.moment(version.committed_at)]
    return " · ".join([*parts, version.author, *([version.note] if version.note else [])])


def show_lead(found: list[Version]) -> None:
    """Which version is shown everywhere, who saved it, and what it holds."""
    newest = found[0]
    headline.show(
        say(
            "versions.lead",
            number=newest.number,
            author=newest.author,
            when=numbers.moment_in_words(newest.committed_at),
        ),
        [f"“{newest.note}”" if newest.note else ""],
        say(
            "versions.basis",
            members=numbers.count(newest.counts.get("members", 0)),
            rows=numbers.count(sum(newest.counts.values())),
            as_of=numbers.day(newest.as_of),
        ),
        illustrative=False,
    )


def show_table(found: list[Version]) -> None:
    """One row a version."""
    rows = pd.DataFrame(
        {
            say("versions.table_number"): [each.number for each in found],
            say("versions.table_when"): [numbers.moment(each.committed_at) for each in found],
            say("versions.table_author"): [each.author for each in found],
            say("versions.table_note"): [each.note for each in found],
            say("kpi.official_share"): [effects.share(each.headline, "official_share") for each in found],
            say("kpi.paying_share"): [effects.share(each.headline, "paying_share") for each in found],
            say("versions.table_rows"): [sum(each.counts.values()) for each in found],
            say("versions.table_source"): [each.source_name or "" for each in found],
        }
    )
    tables.show(rows, key="table.versions", alt=say("versions.table_alt"))
    st.caption(say("versions.table_help", basis=effects.basis_line(found[0].headline)))


def show_one(found: list[Version]) -> None:
    """A version chosen from the list: its files, and the way back to it."""
    key = address.bind_choice("version", found[0].version_id, [each.version_id for each in found])
    chosen = _choose(found, say("versions.choose"), key)
    counts = [
        say("versions.count", table=say(f"tables.{table}"), count=numbers.count(count))
        for table, count in chosen.counts.items()
        if count
    ]
    st.caption(inert_markdown(" · ".join(counts)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        download_version(chosen)
        st.button(
            say("versions.go_back"),
            icon=":material/history:",
            on_click=_go_back,
            args=(chosen.version_id, chosen.number),
            disabled=chosen.version_id == found[0].version_id,
            help=say("versions.go_back_help"),
            key="versions.go_back",
        )


def show_comparison(found: list[Version]) -> None:
    """What is different between two versions, and what that did to both shares."""
    ids = [each.version_id for each in found]
    before, after = st.columns(2)
    with before:
        key = address.bind_choice("against", found[1].version_id, ids)
        old = _choose(found, say("difference.before"), key)
    with after:
        key = address.bind_choice("with", found[0].version_id, ids)
        new = _choose(found, say("difference.after"), key)
    changes = _changes(old.version_id, new.version_id)
    st.markdown(inert_markdown(differences.sentence(changes)))
    effects.show(old.headline, new.headline)
    names = differences.city_names(remembered.version(old.version_id), remembered.version(new.version_id))
    differences.show(changes, names, key="versions")


def show_done() -> None:
    """What the last way back did, with its undo."""
    done = st.session_state.get(keys.WENT_BACK)
    if done is None:
        return
    if "failure" in done:
        st.error(inert_markdown(done["failure"]), icon=":material/error:")
        del st.session_state[keys.WENT_BACK]
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(say("versions.went_back", number=done["number"]), icon=":material/check:")
        st.button(
            say("versions.undo"),
            icon=":material/undo:",
            on_click=_go_back,
            args=(done["before"], done["before_number"]),
            key="versions.undo",
        )


def _choose(found: list[Version], words: str, key: str) -> Version:
    by_id = {each.version_id: each for each in found}
    chosen = st.selectbox(words, list(by_id), format_func=lambda code: name(by_id[code]), key=key)
    return by_id[chosen]


def _go_back(version_id: str, number: int) -> None:
    """Before the run: make a new version that equals an old one, and remember how to undo that."""
    newest = st.session_state[keys.VERSION].version_id
    try:
        with writing(store.opened()) as unit:
            before = stored.version(unit, newest)
            made = restore(
                unit,
                version_id,
                author=author.name(),
                note=say("versions.went_back_note", number=number),
                parent=newest,
            )
    except DashboardError as error:
        st.session_state[keys.WENT_BACK] = {"failure": say(f"error.{error.code}", **error.facts)}
        return
    st.session_state[keys.WENT_BACK] = {
        "number": number,
        "before": before.version_id,
        "before_number": before.number,
    }
    for parameter in ("version", "with", "against"):
        st.session_state.pop(f"address.{parameter}", None)
    st.session_state["address.against"] = before.version_id
    st.session_state["address.with"] = st.session_state["address.version"] = made.version_id


@by_version(_COMPARISONS_KEPT)
def _changes(old: str, new: str) -> Changes:
    return between(remembered.version(old), remembered.version(new))
