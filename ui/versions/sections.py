"""Parts of the page Versions: the list, one version with its files, two side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.store.versions import Version
from text import counted, label, say
from text.visible import visible
from ui.core import address, cache, formats
from ui.core.markdown import inert_markdown, say_inert
from ui.versions import answers, edit
from ui.versions.exports import download_version
from ui.widgets import differences, page_header, share_effect
from ui.widgets.tables import show_table

_HASH_SHOWN = 12


def version_name(version: Version) -> str:
    """'Version 3 · 2023-05-31 14:05 · Ana · roll of May'."""
    parts = [say("versions.number", number=version.number), formats.moment(version.committed_at)]
    return " · ".join([*parts, version.author, *([version.note] if version.note else [])])


def show_newest(history: list[Version]) -> None:
    """Which version is shown everywhere, who saved it, and what it holds."""
    newest = history[0]
    page_header.show_page_header(
        say(
            "versions.lead",
            number=newest.number,
            author=newest.author,
            when=formats.moment_in_words(newest.committed_at),
        ),
        [f"“{newest.note}”" if newest.note else ""],
        say(
            "versions.basis",
            members=formats.count(newest.counts.get("members", 0)),
            rows=formats.count(sum(newest.counts.values())),
            as_of=formats.day(newest.as_of),
        ),
        illustrative=False,
    )


def show_version_table(history: list[Version]) -> None:
    """One row a version, both shares first: what a phone shows without moving the table."""
    words = say("versions.table_official_share"), say("versions.table_paying_share")
    shares = {
        word: [share_effect.share(each.headline, name) for each in history]
        for word, name in zip(words, share_effect.SHARES, strict=True)
    }
    note, source = say("versions.table_note"), say("versions.table_source")
    rows = pd.DataFrame(
        {
            say("versions.table_number"): [each.number for each in history],
            **shares,
            say("versions.table_when"): [formats.moment(each.committed_at) for each in history],
            say("versions.table_author"): [each.author for each in history],
            note: [each.note or None for each in history],
            say("tables.members"): [each.counts.get("members", 0) for each in history],
            say("versions.table_rows"): [sum(each.counts.values()) for each in history],
            say("versions.table_mark"): [_mark(each) for each in history],
            source: [each.source_name for each in history],
        }
    )
    show_table(
        rows,
        key="table.versions",
        alt=say("versions.table_alt"),
        right=tuple(shares),
        narrow=(note, source),
    )
    st.caption(say_inert("versions.table_help", basis=share_effect.basis_line(history[0].headline)))


def choose_version(history: list[Version]) -> None:
    """A version chosen from the list: what it says of itself, its files, and the way back to it."""
    key = address.bind_choice("version", history[0].version_id, [each.version_id for each in history])
    chosen = _choose(history, say("versions.choose"), key)
    for line in _about(chosen, {each.version_id: each.number for each in history}):
        st.markdown(inert_markdown(line))
    counts = [
        say("versions.count", table=say(f"tables.{table}"), count=formats.count(count))
        for table, count in chosen.counts.items()
        if count
    ]
    st.caption(inert_markdown(" · ".join(counts)))
    if not _is_readable(chosen.version_id):
        return
    _warn_of_names(chosen.version_id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        download_version(chosen)
        edit.restore_button(chosen, is_newest=chosen.version_id == history[0].version_id)


def show_comparison(history: list[Version]) -> None:
    """What is different between two versions, and what that did to both shares."""
    ids = [each.version_id for each in history]
    before, after = st.columns(2)
    with before:
        key = address.bind_choice("against", history[1].version_id, ids)
        old = _choose(history, say("difference.before"), key)
    with after:
        key = address.bind_choice("with", history[0].version_id, ids)
        new = _choose(history, say("difference.after"), key)
    if not all(_is_readable(each) for each in dict.fromkeys((old.version_id, new.version_id))):
        return
    changes = answers.changes(old.version_id, new.version_id)
    st.markdown(inert_markdown(differences.sentence(changes)))
    share_effect.show_share_effect(old.headline, new.headline)
    names = differences.city_names(cache.dataset_of(old.version_id), cache.dataset_of(new.version_id))
    differences.show_differences(changes, names, key="versions")


def _about(version: Version, number_of: dict[str, int]) -> list[str]:
    """Who saved it, when, why and from which file; both shares as they were then."""
    facts = {"when": formats.moment_in_words(version.committed_at), "author": version.author}
    lines = [say("versions.saved", **facts) + (f" “{version.note}”" if version.note else "")]
    if version.restored_from:
        lines.append(say("versions.equals", number=number_of[version.restored_from]))
    elif version.source_name and version.source_sha256:
        shown = version.source_sha256[:_HASH_SHOWN]
        lines.append(say("versions.source", file=version.source_name, sha256=shown))
    official, paying = (share_effect.share(version.headline, name) for name in share_effect.SHARES)
    group = label("group", version.headline["group"])
    shares = say("versions.headline", group=group, official=official, paying=paying)
    mark = _mark(version)
    return [*lines, f"{shares} ({mark})" if mark else shares]


def _mark(version: Version) -> str | None:
    is_marked = any(version.headline[name]["illustrative"] for name in share_effect.SHARES)
    return say("app.illustrative") if is_marked else None


def _is_readable(version_id: str) -> bool:
    """Whether the rows of a version can be read; says what is damaged where they cannot."""
    damage = answers.damage(version_id)
    if damage:
        st.error(inert_markdown(damage), icon=":material/error:")
    return not damage


def _warn_of_names(version_id: str) -> None:
    """A line above the files of a version that name contacts, without saying whom; nothing otherwise."""
    count = answers.count_names(version_id)
    if count:
        st.warning(
            counted("versions.names", count, count=formats.count(count)), icon=":material/contact_page:"
        )


def _choose(history: list[Version], words: str, key: str) -> Version:
    by_id = {each.version_id: each for each in history}
    chosen = st.selectbox(
        inert_markdown(words),
        list(by_id),
        format_func=lambda code: visible(version_name(by_id[code])),
        key=key,
    )
    return by_id[chosen]
