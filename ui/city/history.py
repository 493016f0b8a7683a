"""What changed when: rows of one city that are different from version to version. Read when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.store.city_history import city_changes
from data.store.database import reading
from data.store.failures import StoreError
from text import failure_sentence, label, say
from ui.core import formats, store
from ui.core.cache import cached
from ui.core.markdown import inert_markdown
from ui.widgets import differences
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from data.changes import TableChanges
    from data.store.versions import Version

_MOST = 20  # versions that are looked through


def show(city_id: str) -> None:
    """The list, folded away."""
    opened = st.expander(say("city_history.title"), key="city.history", on_change="rerun")
    if not opened.open:
        return
    with opened:
        try:
            found = _found(city_id)
        except StoreError as error:
            st.error(inert_markdown(failure_sentence(error)), icon=":material/error:")
            return
        st.caption(say("city_history.how", count=_MOST))
        if not found:
            st.markdown(say("city_history.none"))
            return
        rows = pd.concat([_rows(version, table) for version, changed in found for table in changed])
        show_table(rows, key="table.city_history", alt=say("city_history.title"))
        download_buttons(rows, name="city_history", lines=[say("city_history.title")])


@cached(size=16)
def _found(city_id: str) -> list[tuple[Version, list[TableChanges]]]:
    with reading(store.opened()) as connection:
        return city_changes(connection, city_id, _MOST)


def _rows(version: Version, table: TableChanges) -> pd.DataFrame:
    """One row a field that changed, and one a row that came or went, with who saved it and when."""
    parts = [differences.changed_rows(table, {})]
    for kind, rows in (("added", table.added), ("removed", table.removed)):
        if len(rows):
            parts.append(_whole(table.table, rows, kind))
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


def _whole(table: str, rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Rows that came or went, each as one line of text."""
    about_it = [label("column", name) for name in ("city_id", "source", "provenance")]
    written = differences.whole_rows(table, rows, {}).drop(columns=about_it, errors="ignore")
    told = [
        " · ".join(f"{name}: {value}" for name, value in row.items() if value)
        for row in written.to_dict("records")
    ]
    side, other = ("after", "before") if kind == "added" else ("before", "after")
    return pd.DataFrame(
        {
            say("difference.row"): None,
            say("difference.field"): say(f"city_history.{kind}"),
            say(f"difference.{side}"): told,
            say(f"difference.{other}"): None,
        }
    )
