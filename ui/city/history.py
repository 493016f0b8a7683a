"""What changed when: rows of one city that differ from version to version, read when the list is opened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.changes import TableChanges
from data.errors import DashboardError
from data.store.versions import Version
from text import failure_sentence, label, say
from ui.city import answers
from ui.core import formats
from ui.core.markdown import say_inert
from ui.widgets import differences, result_line
from ui.widgets.expanders import lazy_expander
from ui.widgets.tables import show_downloadable_table


def show_history(city_id: str) -> None:
    """The list, folded away."""
    lazy_expander(say("city_history.title"), lambda: _show_changes(city_id), key="city.history")


def _show_changes(city_id: str) -> None:
    try:
        changes = answers.changes(city_id)
    except DashboardError as error:
        result_line.show_failure(failure_sentence(error))
        return
    st.caption(say_inert("city_history.how", count=answers.SEARCHED_VERSIONS))
    if not changes:
        st.markdown(say("city_history.none"))
        return
    rows = pd.concat([_rows(version, table) for version, changed in changes for table in changed])
    show_downloadable_table(rows, name="city_history", lines=[say("city_history.title")])


def _rows(version: Version, table: TableChanges) -> pd.DataFrame:
    """One row a field that changed, and one a row that came or went, with who saved it and when."""
    parts = [differences.changed_rows(table, {})]
    for kind, rows in (("added", table.added), ("removed", table.removed)):
        if len(rows):
            parts.append(_whole_rows(table.table, rows, kind))
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    about = {
        say("versions.table_when"): formats.moment(version.committed_at),
        say("versions.table_author"): version.author,
        say("versions.table_note"): version.note or None,
        say("city_history.what"): label("tables", table.table),
    }
    for at, (name, value) in enumerate(about.items()):
        rows.insert(at, name, value)
    return rows.drop(columns=say("difference.row"))


def _whole_rows(table: str, rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Rows that came or went, each as one line of text."""
    left_out = [label("column", name) for name in ("city_id", "source", "provenance")]
    readable = differences.whole_rows(table, rows, {}).drop(columns=left_out, errors="ignore")
    lines = [
        " · ".join(f"{name}: {value}" for name, value in row.items() if value)
        for row in readable.to_dict("records")
    ]
    side, other = ("after", "before") if kind == "added" else ("before", "after")
    return pd.DataFrame(
        {
            say("difference.row"): None,
            say("difference.field"): say(f"city_history.{kind}"),
            say(f"difference.{side}"): lines,
            say(f"difference.{other}"): None,
        }
    )
