"""Rows as files. Strings stay strings: nothing that a cell begins with becomes a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.export.sheets import new_workbook, write_sheet
from text import say
from ui.core import formats
from ui.core.markdown import inert_markdown

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_buttons(
    rows: pd.DataFrame | Callable[[], pd.DataFrame], *, name: str, lines: list[str], count: int | None = None
) -> None:
    """Excel and CSV of rows. The file is made when it is asked for, and so are rows that come as a function;
    then `count` says how many there will be."""
    make_rows = rows if callable(rows) else lambda: rows
    shown = formats.count(len(make_rows()) if count is None else count)
    files = {
        "excel": ("xlsx", EXCEL, lambda: as_excel(make_rows(), lines)),
        "csv": ("csv", "text/csv", lambda: as_csv(make_rows())),
    }
    with st.container(horizontal=True):
        for kind, (ending, mime, make_file) in files.items():
            download_button(
                say(f"download.{kind}"),
                make_file,
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"{kind}.{name}",
                hint=say(f"download.{kind}_of", count=shown),
            )


def download_button(  # noqa: PLR0913  a button and a file
    words: str,
    content: str | bytes | Callable[[], str | bytes],
    *,
    file_name: str,
    mime: str,
    key: str,
    icon: str = ":material/download:",
    hint: str | None = None,
) -> None:
    """A button without a frame that hands out a file. content: a function makes it on click."""
    st.download_button(
        inert_markdown(words),
        content,
        file_name=file_name,
        mime=mime,
        key=key,
        icon=icon,
        type="tertiary",
        on_click="ignore",
        help=None if hint is None else inert_markdown(hint),
    )


def as_excel(rows: pd.DataFrame, lines: list[str]) -> bytes:
    """A workbook with the rows, and above them the lines that say what they are."""
    buffer = io.BytesIO()
    with new_workbook(buffer) as book:
        write_sheet(book, "Data", rows, lines=lines)
    return buffer.getvalue()


def as_csv(rows: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows Chinese; a leading apostrophe disarms formulas."""
    text = rows.select_dtypes(include=["object", "str"])
    safe = {str(name): column.map(_disarmed, na_action="ignore") for name, column in text.items()}
    return rows.assign(**safe).rename(columns=_disarmed).to_csv(index=False).encode("utf-8-sig")


def _disarmed(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
