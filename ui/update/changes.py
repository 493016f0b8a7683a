"""What saving would change: both shares, rows added, changed and removed; which tables are complete."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.core.basis import fee_years
from data.changes import compare_datasets
from data.completeness import is_complete
from data.reading.upload import Upload
from text import counted, label, say
from ui.core import formats, queries
from ui.core.markdown import inert_markdown
from ui.update import answers, base, closings, new_cities
from ui.update import draft as drafts
from ui.update.answers import Reading
from ui.update.draft import Draft
from ui.widgets import differences, page_header, share_effect


def show_changes(draft: Draft, result: Reading) -> None:
    """The effect first, then the rows."""
    upload = result.upload
    page_header.section(say("update.changes"))
    st.markdown(inert_markdown(differences.sentence(upload.changes)))
    if len(upload.contacts):
        count = len(upload.contacts)
        st.markdown(counted("update.contacts", count, count=formats.count(count)))
    share_effect.show_share_effect(result.before, result.after)
    if upload.candidate.table("members").empty and not draft.current.table("members").empty:
        st.warning(say("update.no_members"), icon=":material/warning:")
    differences.show_differences(
        upload.changes, differences.city_names(draft.current, upload.candidate), key="changes"
    )
    closings.show_closings(draft, upload)
    new_cities.show_new_cities(upload)
    base.show_not_mentioned(draft, upload)
    _choose_whole(draft, upload)
    base.offer_day(draft, upload)
    _choose_about(upload, is_open=draft.choices.from_empty or upload.replaces_invented)


def show_newer_version(draft: Draft) -> None:
    """Somebody saved meanwhile: who, what that changed, and how to go on without losing anything."""
    newest = answers.newest_version()
    if newest.version_id == draft.current.version:
        st.warning(say("update.outrun_erased"), icon=":material/group:")
    else:
        sentence = say(
            "update.outrun",
            author=newest.author,
            number=newest.number,
            note=newest.note or say("update.no_note"),
            when=formats.moment_in_words(newest.committed_at),
        )
        st.warning(inert_markdown(sentence), icon=":material/group:")
    meanwhile = compare_datasets(draft.current, queries.dataset())
    st.markdown(inert_markdown(f"{say('update.meanwhile')} {differences.sentence(meanwhile)}"))
    names = differences.city_names(draft.current, queries.dataset())
    differences.show_differences(meanwhile, names, key="meanwhile")
    st.button(
        say("update.rebase"),
        type="primary",
        icon=":material/refresh:",
        on_click=drafts.rebase,
        key="update.rebase",
    )


def _choose_whole(draft: Draft, upload: Upload) -> None:
    """By table: the files are all there is of it, so that rows they do not mention go."""
    if draft.choices.from_empty:
        return
    tables = dict.fromkeys(table.table for table in upload.tables if table.table != "contacts")
    for table in tables:
        key = f"update.whole.{table}"
        st.checkbox(
            inert_markdown(say("update.whole", table=label("tables", table))),
            help=say("update.whole_help"),
            **drafts.member_checkbox(draft, "whole", table, key),
        )


def _choose_about(upload: Upload, *, is_open: bool) -> None:
    """The day the data speak of, and the fee years for which a missing payment means unpaid."""
    candidate = upload.candidate
    key = "about"
    st.session_state[key] = st.session_state.get(key, is_open)
    opened = st.expander(
        say("update.about", as_of=formats.day(candidate.as_of)),
        key=key,
        on_change="rerun",
        type="compact",
    )
    if not opened.open:
        return
    with opened:
        _day("as_of", candidate.as_of)
        _day("first_roll_on", candidate.first_roll_on)
        st.session_state["update.title"] = candidate.title
        st.text_input(label("about", "title"), key="update.title", max_chars=120, on_change=_title)
        years = fee_years(candidate)
        st.session_state["update.complete"] = [
            year for year in years if is_complete(candidate, year, candidate.as_of)
        ]
        st.pills(
            say("update.complete", as_of=formats.day(candidate.as_of)),
            years,
            format_func=inert_markdown,
            selection_mode="multi",
            key="update.complete",
            help=say("update.complete_help"),
            on_change=_complete,
        )


def _day(field: str, value: date) -> None:
    key = f"update.{field}"
    st.session_state[key] = value
    st.date_input(
        inert_markdown(label("about", field)),
        key=key,
        min_value=date(1985, 1, 1),
        max_value=date(2100, 12, 31),
        format="YYYY-MM-DD",
        help=say(f"update.{field}_help"),
        on_change=_about,
        args=(field, key),
        width=240,
    )


def _about(field: str, key: str) -> None:
    if st.session_state[key]:
        drafts.decide(**{field: st.session_state[key]})


def _title() -> None:
    drafts.decide(title=st.session_state["update.title"] or None)


def _complete() -> None:
    drafts.decide(receipts_complete=frozenset(st.session_state["update.complete"]))
