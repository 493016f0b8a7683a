"""Rows that were read together as the headings of a table, and the way back: each of them may be data."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from data.reading.choices import Row
from data.reading.grid import BLANK, Grid
from text import say
from ui.core.markdown import inert_markdown, say_inert
from ui.update import draft as drafts
from ui.update.draft import Draft
from ui.update.uploaded_sheets import UploadedSheet

_LONGEST: Final = 80  # characters of a row on screen


def show_joined(found: UploadedSheet, draft: Draft) -> None:
    """Every heading of several rows, with a choice for each row after the first; also those that were data
    before, so that the choice can be taken back."""
    joined = [table.region for table in found.tables if table.region.first_row < table.header_row]
    regions = list(dict.fromkeys((region.first_row, region.header_row) for region in joined))
    for first, last in regions:
        st.caption(say_inert("update.joined_headings", first=first, last=last))
    rows = {row for first, last in regions for row in range(first + 1, last + 1)}
    rows |= {row for file, sheet, row in draft.choices.data_rows if (file, sheet) == tuple(found.place)}
    for row in sorted(rows):
        st.checkbox(
            inert_markdown(say("update.row_is_data", row=row, cells=_cells(found.sheet.grid, row - 1))),
            **drafts.member_checkbox(
                draft, "data_rows", Row(*found.place, row), f"update.data_row.{found.number}.{row}"
            ),
        )


def _cells(grid: Grid | None, row: int) -> str:
    """The cells of a row in words, cut where they are long."""
    if grid is None or row >= grid.height:
        return ""
    columns = np.flatnonzero(grid.kinds[row] != BLANK).tolist()
    words = ", ".join(grid.cell_text(row, column) for column in columns)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
