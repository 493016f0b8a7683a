"""Rows as files. Strings stay strings: nothing that a cell begins with becomes a formula or a link."""

from __future__ import annotations

import io

import pandas as pd
import streamlit as st

from ui import numbers
from ui.text import say

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_buttons(rows: pd.DataFrame, *, name: str, lines: list[str]) -> None:
    """Excel and CSV of the rows shown. The file is made when it is asked for."""
    count = numbers.count(len(rows))
    with st.container(horizontal=True):
        st.download_button(
            say("download.excel"),
            lambda: as_excel(rows, lines),
            file_name=f"{name}.xlsx",
            mime=_EXCEL,
            key=f"excel.{name}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            help=say("download.excel_of", count=count),
        )
        st.download_button(
            say("download.csv"),
            lambda: as_csv(rows),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv.{name}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            help=say("download.csv_of", count=count),
        )


def as_excel(rows: pd.DataFrame, lines: list[str]) -> bytes:
    """A workbook with the rows, and above them the lines that say what they are."""
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    start = len(lines) + 1
    with pd.ExcelWriter(
        buffer, engine="xlsxwriter", datetime_format="yyyy-mm-dd", engine_kwargs={"options": options}
    ) as writer:
        rows.to_excel(writer, sheet_name="Data", index=False, startrow=start, freeze_panes=(start + 1, 1))
        sheet = writer.sheets["Data"]
        sheet.autofit(max_width=320)
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, line)
    return buffer.getvalue()


def as_csv(rows: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows Chinese; a leading apostrophe disarms formulas."""
    text = rows.select_dtypes(include=["object", "str"])
    safe = {str(name): column.map(_disarmed, na_action="ignore") for name, column in text.items()}
    return rows.assign(**safe).rename(columns=_disarmed).to_csv(index=False).encode("utf-8-sig")


def _disarmed(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
