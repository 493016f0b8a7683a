"""Tables on a page: they sort, search and copy, open the city of a row, and come with their files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from analysis.core.basis import Basis
from text import say
from text.visible import visible
from ui.core import formats, sentences
from ui.core.tables import CITY_INDEX, header
from ui.widgets import city_link, page_header
from ui.widgets.downloads import download_buttons

_TALL_ROW, _LIST_HEIGHT = 44, 560  # px
_SHOWN_WHOLE = 16  # rows of a table that is not scrolled inside itself


def show_table(
    rows: pd.DataFrame,
    *,
    key: str,
    alt: str,
    right: tuple[str, ...] = (),
    narrow: tuple[str, ...] = (),
) -> None:
    """A table that sorts, searches and copies. Dates without time, numbers with separators.

    right: columns of numbers that come as text, with their units. narrow: columns of texts that may be long;
    a click on a cell shows all of it. Of rows of cities (`ui.core.tables.readable`) a cell can be selected,
    by pointer, finger or arrow keys; below the table a link then opens its city.
    """
    rows = visible_rows(rows)
    texts = {name: st.column_config.TextColumn(alignment="right") for name in right}
    texts |= {name: st.column_config.TextColumn(width="medium") for name in narrow}
    options = _options(rows, key, alt)
    options["height"] = "content" if len(rows) <= _SHOWN_WHOLE else "auto"
    options["column_config"] |= texts
    if rows.index.name != CITY_INDEX or header("name") not in rows:
        st.dataframe(rows, **options)
        return
    selected = st.dataframe(rows, on_select="rerun", selection_mode="single-cell", **options)
    city_link.show_link_of_selection(selected, rows.index.tolist(), rows[header("name")].tolist())


def show_downloadable_table(  # noqa: PLR0913  a table and its files
    rows: pd.DataFrame,
    *,
    name: str,
    lines: list[str],
    alt: str = "",
    key: str = "",
    right: tuple[str, ...] = (),
    narrow: tuple[str, ...] = (),
) -> None:
    """A table as `show_table` with its Excel and CSV below it.

    name: of the files, and after `table.` the key where none is given. lines: what the rows are, the first
    one also the alt text where none is given; they stand above the rows of the workbook.
    """
    show_table(rows, key=key or f"table.{name}", alt=alt or lines[0], right=right, narrow=narrow)
    download_buttons(rows, name=name, lines=lines)


def show_figure_table(
    rows: pd.DataFrame, basis: Basis, *, name: str, title: str = "", right: tuple[str, ...] = ()
) -> None:
    """A table of what was computed on a basis, with its files; how it is computed is its alt text.

    name: of the files, and of the text in the section `how` of the catalogue. title: a small heading above.
    """
    if title:
        page_header.subsection(title)
    lines = [say(f"how.{name}"), sentences.basis_line(basis)]
    show_downloadable_table(rows, name=name, lines=lines, right=right)


def show_selectable_table(
    rows: pd.DataFrame, *, key: str, alt: str, ticked: list[int], on_select: Callable[[], None]
) -> None:
    """A list to tick, in rows that a finger hits. ticked: positions it begins with."""
    rows = visible_rows(rows)
    st.dataframe(
        rows,
        height=_LIST_HEIGHT if len(rows) * _TALL_ROW > _LIST_HEIGHT else "content",
        row_height=_TALL_ROW,
        on_select=on_select,
        selection_mode="multi-row",
        selection_default={"selection": {"rows": ticked}},
        **_options(rows, key, alt),
    )


def _options(rows: pd.DataFrame, key: str, alt: str) -> dict[str, Any]:
    return {
        "hide_index": True,
        "column_config": column_config(rows),
        "key": key,
        "alt": visible(alt),
        "placeholder": "–",
    }


def visible_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows; what their texts and headings hide is shown (`text.visible`)."""
    texts = rows.select_dtypes(include=["object", "str"])
    shown = {str(name): column.map(_visible) for name, column in texts.items()}
    return rows.assign(**shown).rename(columns=_visible)


def _visible(value: object) -> object:
    return visible(value) if isinstance(value, str) else value


def column_config(rows: pd.DataFrame) -> dict[str, ColumnConfig]:
    """Formats by type: days, euros, shares with one decimal, whole numbers with the separators that the words
    of the page have: where these are not the browser's own, a comma for every reader."""
    return {str(column): config for column in rows.columns if (config := _format(str(column), rows[column]))}


def _format(column: str, values: pd.Series) -> ColumnConfig | None:
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DateColumn(format="YYYY-MM-DD")
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return None
    if column == say("table.fee_year"):
        return st.column_config.NumberColumn(format="%d")
    if pd.api.types.is_float_dtype(values) and "(EUR)" not in column:
        return st.column_config.NumberColumn(format="%.1f")
    if formats.is_of_browser():
        return st.column_config.NumberColumn(format="localized")
    cents = pd.api.types.is_float_dtype(values) and bool((values % 1).fillna(0).any())
    return st.column_config.NumberColumn(format="accounting", step=0.01 if cents else 1)
