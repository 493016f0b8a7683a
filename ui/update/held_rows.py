"""Rows that are held back: why, and their correction on the page or in a workbook."""

from __future__ import annotations

from itertools import islice
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from data.reading.choices import Cell, Row
from data.reading.held_workbook import held_workbook
from data.reading.upload import Upload
from data.report import Issue
from text import counted, issue_sentence, label, say
from text.visible import visible
from ui.core import formats
from ui.core.markdown import inert_list, inert_markdown, say_inert
from ui.update import draft as drafts
from ui.update import privacy
from ui.update.answers import Reading
from ui.update.draft import Draft
from ui.update.messages import said_once
from ui.update.review import HeldBlock
from ui.update.uploaded_sheets import title_of
from ui.widgets import page_header
from ui.widgets.downloads import EXCEL, download_button

EDITED: Final = 100
"""Rows that can be put right on the page; the workbook holds all."""
LISTED: Final = 12
"""Problems that are written out; the table has all of them beside its rows."""
LOOKED_AT: Final = 1_000
"""Held rows of which problems are written out, each problem once with its rows."""
_ROW, _WHY, _OUT = "row", "why", "out"


def show_held_rows(draft: Draft, result: Reading) -> None:
    """Nothing where no row is held."""
    held = result.review.row_counts.held
    if not held:
        return
    page_header.section(counted("update.held", held, count=formats.count(held)))
    waiting = sum(block.waiting for block in result.review.held)
    if waiting:
        st.caption(counted("update.waiting", waiting, count=formats.count(waiting)))
    for number, block in enumerate(result.review.held):
        if block.rows:
            _show_block(block, number, draft)
    offer_file(result.upload)


def offer_file(upload: Upload) -> None:
    """The held rows as a workbook, made when somebody asks for it."""
    download_button(
        say("update.held_file"),
        lambda: held_workbook(upload, issue_sentence),
        file_name="held-rows.xlsx",
        mime=EXCEL,
        key="update.held_file",
        hint=say("update.held_file_help"),
    )


def places_of(block: HeldBlock, hidden: frozenset[str]) -> dict[str, int]:
    """Header → column of the sheet, without what is hidden."""
    return {name: at for name, at in block.tables[0].places.items() if name not in hidden}


def editable(block: HeldBlock, hidden: frozenset[str]) -> pd.DataFrame:
    """A row a held row: its number, cells with a problem, why, whether to leave it out, all other cells.

    Cells are text under c<column>. Those with a problem stand first, so that a phone shows them too.
    """
    rows = list(islice(block.rows, EDITED))
    texts = pd.concat([table.held_rows for table in block.tables])
    texts = texts[~texts.index.duplicated()]
    cells = {
        f"c{place}": [str(texts.at[row, header]) for row in rows]
        for header, place in places_of(block, hidden).items()
    }
    problems = (dict.fromkeys(_problem(issue, hidden) for issue in block.rows[row]) for row in rows)
    why = [visible(" ".join(each)) for each in problems]
    wrong = {issue.column for row in rows for issue in block.rows[row]}
    first = {f"c{at}": cells[f"c{at}"] for header, at in places_of(block, hidden).items() if header in wrong}
    rest = {name: texts for name, texts in cells.items() if name not in first}
    return pd.DataFrame({_ROW: rows} | first | {_WHY: why, _OUT: False} | rest)


def corrections(
    block: HeldBlock, before: pd.DataFrame, after: pd.DataFrame
) -> tuple[dict[Cell, str], set[Row]]:
    """What was typed instead, and the rows to leave out."""
    fixes = {
        Cell(block.file, block.sheet, int(row), int(column[1:])): str(new or "")
        for column in before.columns.drop([_ROW, _WHY, _OUT])
        for row, old, new in zip(before[_ROW], before[column], after[column], strict=True)
        if str(new or "") != old
    }
    return fixes, {Row(block.file, block.sheet, int(row)) for row in after.loc[after[_OUT], _ROW]}


def _show_block(block: HeldBlock, number: int, draft: Draft) -> None:
    hidden = privacy.hidden_headers(block.tables, str(block.number))
    names = ", ".join(label("tables", table.table) for table in block.tables)
    st.markdown(f"**{inert_markdown(f'{title_of(block.file, block.sheet)} · {names}')}**")
    lines = said_once(
        (row, _problem(issue, hidden)) for row in islice(block.rows, LOOKED_AT) for issue in block.rows[row]
    )
    st.markdown(inert_list(lines[:LISTED]))
    if len(lines) > LISTED or len(block.rows) > LOOKED_AT:
        st.caption(say("update.in_table_below"))
    before = editable(block, hidden)
    # With other decisions it is another table to Streamlit, so that nothing typed is applied twice.
    key = f"held.{number}.{len(draft.choices.fixes)}.{len(draft.choices.left_out)}"
    with st.form(f"form.{key}", border=False):
        after = st.data_editor(
            before,
            hide_index=True,
            num_rows="fixed",
            disabled=[_ROW, _WHY],
            column_config=_config(block, hidden),
            key=key,
            alt=say("update.held_alt"),
        )
        if st.form_submit_button(say("update.apply"), icon=":material/check:", key=f"apply.{number}"):
            _apply(draft, *corrections(block, before, after))
    if len(block.rows) > EDITED:
        st.caption(say_inert("update.held_first", shown=EDITED, count=formats.count(len(block.rows))))


def _apply(draft: Draft, fixes: dict[Cell, str], left_out: set[Row]) -> None:
    if not fixes and not left_out:
        return
    drafts.decide(fixes={**draft.choices.fixes, **fixes}, left_out=draft.choices.left_out | left_out)
    st.rerun()


def _config(block: HeldBlock, hidden: frozenset[str]) -> dict[str, ColumnConfig]:
    config: dict[str, ColumnConfig] = {
        _ROW: st.column_config.NumberColumn(say("table.row"), format="%d", pinned=True, width="small"),
        _WHY: st.column_config.TextColumn(say("update.why"), width="medium"),
        _OUT: st.column_config.CheckboxColumn(say("update.leave_row"), width=100),
    }
    for header, place in places_of(block, hidden).items():
        config[f"c{place}"] = st.column_config.TextColumn(header)
    return config


def _problem(issue: Issue, hidden: frozenset[str]) -> str:
    """A problem with the column it is in, unless the sentence names that itself."""
    words = privacy.masked_sentence(issue, hidden)
    column = privacy.column_label(issue.column) if issue.column else ""
    return say("update.in_column", column=column, what=words) if column and column not in words else words
