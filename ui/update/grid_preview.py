"""A sheet as it stands in the file, with what each row was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from data.reading.child.sheet_metadata import column_letters
from text import label, say
from text.visible import visible
from ui.update.privacy import MASK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.reading.grid import Grid
    from data.reading.upload import Area, ReadSheet, ReadTable

ROWS: Final = 25
COLUMNS: Final = 40
_LONGEST: Final = 200  # characters of a cell on screen
_HEADING, _HELD = "heading", "held"
_BACKGROUNDS: Final = {_HEADING: "rgba(18, 67, 109, 0.28)", _HELD: "rgba(244, 106, 37, 0.30)"}
_PASSED_OVER: Final = "color: rgba(128, 128, 128, 1); font-style: italic"


def show_preview(
    sheet: ReadSheet,
    tables: Sequence[ReadTable],
    areas: Sequence[Area],
    *,
    hidden: frozenset[str],
    key: str,
) -> None:
    """A page of rows, with the letters and numbers that a spreadsheet shows. areas: what was not read."""
    grid = sheet.grid
    if grid is None:
        return
    pages = -(-grid.height // ROWS)
    first = 0
    st.caption(say("update.preview"))
    if pages > 1:
        first = (st.pagination(pages, key=f"preview.{key}") - 1) * ROWS
    rows = range(first, min(first + ROWS, grid.height))
    masked = {place - 1 for table in tables for header, place in table.places.items() if header in hidden}
    unread = rows_in(areas)
    codes = [row_role(row + 1, tables) or ("not_read" if row + 1 in unread else "") for row in rows]
    cells = preview_cells(grid, rows, codes, masked)
    st.dataframe(
        cells.style.apply(_styled, axis=1),
        height="content",
        key=f"grid.{key}",
        alt=visible(say("update.preview_alt", sheet=sheet.sheet)),
    )


def rows_in(areas: Sequence[Area]) -> set[int]:
    """The rows of areas of several cells, from 1."""
    return {row for area in areas if area.widest > 1 for row in range(area.first_row, area.last_row + 1)}


def row_role(row: int, tables: Sequence[ReadTable]) -> str:
    """The role of a row of the sheet, as a code; '' outside of every table."""
    for table in tables:
        region = table.region
        if region.first_row <= row <= region.header_row:
            return _HEADING
        if row in table.reasons:
            return _HELD
    around = [table for table in tables if table.header_row < row <= table.region.last_row]
    if around and all(row in table.ignored_rows for table in around):
        return around[0].ignored_rows[row]
    return "kept" if around else ""


def preview_cells(grid: Grid, rows: range, codes: Sequence[str], masked: set[int]) -> pd.DataFrame:
    """Cells as text: a row a row of the sheet, a column a column, the first one says what the row is."""
    columns = range(min(len(grid.columns), COLUMNS))
    shown = {
        column_letters(column): [
            _cell(grid, row, column, masked, code) for row, code in zip(rows, codes, strict=True)
        ]
        for column in columns
    }
    taken = [
        "" if code == "kept" and not any(shown[name][at] for name in shown) else _words(code)
        for at, code in enumerate(codes)
    ]
    return pd.DataFrame(
        {say("update.taken_for"): taken} | shown, index=[row + 1 for row in rows], dtype="str"
    )


def _cell(grid: Grid, row: int, column: int, masked: set[int], code: str) -> str:
    words = visible(grid.cell_text(row, column)[:_LONGEST])
    return MASK if words and column in masked and code != _HEADING else words


def _words(code: str) -> str:
    return label("taken_for", code) if code else ""


def _styled(row: pd.Series) -> list[str]:
    """Colours besides the words of the first column."""
    role = row.iloc[0]
    background = next((colour for code, colour in _BACKGROUNDS.items() if role == _words(code)), "")
    style = f"background-color: {background}" if background else ""
    if role and not style and role != _words("kept"):
        style = _PASSED_OVER
    return [style] * len(row)
