"""Short ways to walk the page Update data in AppTest, with real files and the real store."""

import datetime as dt

import pandas as pd
from streamlit.testing.v1 import AppTest

from data.store import versions
from data.store.commit import fingerprint
from data.store.database import reading
from tests.pages import opened
from tests.uploads import Rows, book
from ui import keys, store

HEADINGS = ["City", "Fee year", "Amount received", "Paid on"]


def payments(*rows: list[object]) -> bytes:
    """A workbook with one sheet of payments."""
    return book({"Payments": [HEADINGS, *rows]})


def messy() -> bytes:
    """Titles, a total, a slip in a heading, a number typed by hand, a name misspelt, a hidden sheet."""
    fees: Rows = [
        ["Payments as of 31 May 2023"],
        [],
        ["City", "Fee year", "Amount received", "Paid on", "Curency", "Remarks"],
        ["Guangzhou", 2023, 8840, dt.date(2023, 5, 12), "EUR", "thanks"],
        ["Xi’an", 2023, "8,840.50", "2023-05-12", "EUR", ""],
        ["Wuhan", 2023, "84O0", dt.date(2023, 5, 14), "EUR", "typed by hand"],
        ["Guangzou", 2023, 100, dt.date(2023, 5, 14), "EUR", ""],
        ["Total", None, 26180, None, None, None],
    ]
    return book({"Payments": fees, "Notes": [["City", "Note"], ["Wuhan", "x"]]}, hidden=("Notes",))


def dropped(*files: tuple[str, bytes], app: AppTest | None = None) -> AppTest:
    """The page after these files were dropped."""
    app = app or opened("update")
    app.file_uploader[0].set_value([(name, content, "") for name, content in files])
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def pressed(app: AppTest, words: str) -> AppTest:
    """The page after a click on the button that says so."""
    next(button for button in app.button if button.label == words).click()
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def chosen(app: AppTest, key: str, value: object) -> AppTest:
    """The page after another choice in the field with this key."""
    field = next(each for each in [*app.selectbox, *app.radio, *app.checkbox] if each.key == key)
    field.set_value(value).run()
    assert not app.exception, app.exception[0].message
    return app


def corrected(app: AppTest, row: int, **cells: object) -> AppTest:
    """The page after cells of a held row were typed anew and the button was pressed. row: from 0."""
    editor = app.data_editor[0]
    app.session_state[editor.key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    return pressed(app, "Read again with these corrections")


def saved(app: AppTest, note: str = "") -> AppTest:
    """The page after saving."""
    app.text_input(key="update.note").set_value(note)
    return pressed(app, "Save as a new version")


def found(app: AppTest):
    """What the reading gave that the page shows."""
    return app.session_state[keys.DRAFT].understood


def accounts(app: AppTest) -> dict[str, tuple[int, int, int, int]]:
    """Table → rows read, kept, passed over, held."""
    return {
        table.table: (table.rows_read, table.kept, table.ignored, table.held)
        for table in found(app).upload.tables
    }


def newest() -> versions.Version:
    """The newest version of the store."""
    with reading(store.opened()) as unit:
        return versions.history(unit)[0]


def rows(table: str) -> pd.DataFrame:
    """The rows of a table in the newest version."""
    with reading(store.opened()) as unit:
        return versions.load(unit, newest().version_id).table(table)


def content() -> str:
    """A hash of everything that the newest version says."""
    with reading(store.opened()) as unit:
        return fingerprint(versions.load(unit, newest().version_id))
