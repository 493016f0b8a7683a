"""The mapping of each sheet: table, header row, columns. Each of them can be chosen otherwise."""

from __future__ import annotations

import streamlit as st

from data.reading.choices import LEFT_OUT
from data.reading.upload import Upload
from data.report import Issue
from data.schema import UPLOADED
from text import counted, issue_sentence, label, say
from ui.core import formats
from ui.core.markdown import inert_list, inert_markdown, say_inert
from ui.update import draft as drafts
from ui.update import grid_preview, joined_headings, privacy, text_files, unread
from ui.update.columns import UploadedBlock, show_doubtful, show_sure
from ui.update.draft import Draft
from ui.update.messages import said_once
from ui.update.uploaded_sheets import UploadedSheet, sheets_of

NOTES_SHOWN = 60
_AS_UNDERSTOOD = ""
_SHOWN_ABOVE = frozenset({"joined_headings", "guessed_table", "guessed_column", "unmapped_column"})
"""What the choices of table and columns say themselves."""
_SHOWN_BELOW = frozenset({"no_table", "not_read"})
"""What stands with the sheet."""


def show_sheets(draft: Draft, upload: Upload) -> None:
    """Files that cannot be read, then every sheet."""
    _show_unreadable(upload)
    for found in sheets_of(upload):
        if found.sheet.grid is None:
            _offer_hidden(found, draft)
        else:
            _show_sheet(found, draft, upload)


def _show_unreadable(upload: Upload) -> None:
    of_tables = {id(issue) for table in upload.tables for issue in table.issues}
    for issue in upload.issues:
        if id(issue) not in of_tables and issue.severity == "error" and issue.code not in _SHOWN_BELOW:
            where = say("update.in_file", file=issue.file)
            st.error(inert_markdown(f"{where} {issue_sentence(issue)}"), icon=":material/error:")


def _offer_hidden(found: UploadedSheet, draft: Draft) -> None:
    key = f"update.hidden.{found.number}"
    st.checkbox(
        inert_markdown(say("update.hidden", sheet=found.title)),
        **drafts.member_checkbox(draft, "hidden", found.place, key),
    )


def _show_sheet(found: UploadedSheet, draft: Draft, upload: Upload) -> None:
    """One sheet: its row counts, its table, doubtful columns; the rest stands in an expander."""
    if found.sheet.is_hidden:
        _offer_hidden(found, draft)
    st.markdown(f"**{inert_markdown(found.title)}**")
    st.caption(inert_markdown(f"{_row_counts(found)} {unread.cell_counts(found)}".strip()))
    unread.show_unread(found)
    text_files.show_encoding(found)
    _choose_table(found, draft)
    private = frozenset().union(*(privacy.private_headers(block) for block in found.blocks))
    hidden = privacy.offer_to_reveal(private, str(found.number))
    blocks = [
        UploadedBlock(tables, upload, hidden, f"{found.number}.{number}")
        for number, tables in enumerate(found.blocks)
    ]
    joined_headings.show_joined(found, draft)
    for block in blocks:
        show_doubtful(block, draft)
    opened = st.expander(
        say("update.details"), key=f"details.{found.number}", on_change="rerun", type="compact"
    )
    if opened.open:
        with opened:
            _show_details(found, draft, blocks, hidden)
    _show_notes(found, hidden)


def _show_details(
    found: UploadedSheet, draft: Draft, blocks: list[UploadedBlock], hidden: frozenset[str]
) -> None:
    text_files.show_text_choices(found)
    _choose_header_row(found, draft)
    for block in blocks:
        show_sure(block, draft)
    areas = found.account.areas if found.account else ()
    grid_preview.show_preview(found.sheet, found.tables, areas, hidden=hidden, key=str(found.number))


def _row_counts(found: UploadedSheet) -> str:
    """'Fees: 118 rows read, 112 kept, 4 passed over, 2 held back.' for every table."""
    return " ".join(
        say(
            "update.table_account",
            table=label("tables", table.table),
            rows=formats.count(table.rows_read),
            kept=formats.count(table.kept),
            ignored=formats.count(table.ignored),
            held=formats.count(table.held),
        )
        for table in found.tables
    )


def _choose_table(found: UploadedSheet, draft: Draft) -> None:
    """Which table the sheet is. Quiet where nothing else fits; a warning where it was a guess."""
    key = f"update.table.{found.number}"
    understood = ", ".join(dict.fromkeys(label("tables", table.table) for table in found.tables))

    def words(code: str) -> str:
        if code == _AS_UNDERSTOOD:
            return say("update.as_understood", what=understood or say("update.no_table"))
        return say("update.leave_sheet") if code == LEFT_OUT else label("tables", code)

    st.selectbox(
        say("update.which_table"),
        [_AS_UNDERSTOOD, *UPLOADED, LEFT_OUT],
        format_func=words,
        **drafts.entry_widget(
            "tables", found.place, draft.choices.tables.get(found.place, _AS_UNDERSTOOD), key
        ),
        width=420,
    )
    if not all(table.is_sure for table in found.tables):
        st.warning(say_inert("update.guessed_table", table=understood), icon=":material/help:")
    if not found.tables and draft.choices.tables.get(found.place) != LEFT_OUT:
        st.warning(say("update.no_table_help"), icon=":material/help:")


def _choose_header_row(found: UploadedSheet, draft: Draft) -> None:
    if found.sheet.grid is None:
        return
    key = f"update.header.{found.number}"
    first = found.tables[0].header_row if found.tables else None
    st.number_input(
        say("update.header_row"),
        min_value=1,
        max_value=found.sheet.grid.height,
        value=None,
        step=1,
        **drafts.entry_widget(
            "header_rows", found.place, draft.choices.header_rows.get(found.place, first), key
        ),
        width=240,
    )


def _show_notes(found: UploadedSheet, hidden: frozenset[str]) -> None:
    """Conversions, rows passed over and doubts: counted in one line, each in words once opened."""
    issues = _notes(found)
    if not issues:
        return
    title = counted("update.notes", len(issues), count=formats.count(len(issues)))
    opened = st.expander(
        inert_markdown(title), key=f"notes.{found.number}", on_change="rerun", type="compact"
    )
    if not opened.open:
        return
    lines = said_once((issue.row, privacy.masked_sentence(issue, hidden)) for issue in issues)
    shown = lines[:NOTES_SHOWN]
    if len(lines) > NOTES_SHOWN:
        shown.append(say("update.more", count=formats.count(len(lines) - NOTES_SHOWN)))
    opened.markdown(inert_list(shown))


def _notes(found: UploadedSheet) -> list[Issue]:
    """What is no error and stands nowhere else on the page; of tables in the same rows once."""
    issues = {
        (issue.code, issue.row, issue.column, repr(issue.facts)): issue
        for table in found.tables
        for issue in table.issues
        if issue.severity != "error" and issue.code not in _SHOWN_ABOVE
    }
    return list(issues.values())
