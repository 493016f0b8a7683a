"""Short ways to walk the page Update data in AppTest, with real files and the real store."""

import datetime as dt
import io

import pandas as pd
import xlsxwriter
from streamlit.testing.v1 import AppTest

from data.store import versions
from data.store.commit import fingerprint
from data.store.database import reading
from tests.support.apptest import opened
from tests.support.uploads import Rows, book
from ui.core import session_keys, store

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


def fee_list() -> bytes:
    """As an office keeps it: titles, a header of two rows with merged cells, cities in two scripts, dates as
    they stood on the slips, one of them on no calendar, a total, a remark, last year's sheet hidden.

    Of its three cities none has paid for 2023 in the sample.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Fees 2023")
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range("A1:F1", "Membership fees, Asia-Pacific")
        sheet.write("A2", "As of 31 May 2023, finance office")
        sheet.merge_range("A4:A5", "City")
        sheet.merge_range("B4:B5", "城市")
        sheet.merge_range("C4:E4", "Fees 2023")
        sheet.merge_range("F4:F5", "Remarks")
        sheet.write_row("C5", ["Due", "Paid", "Paid on"])
        sheet.write_row("A6", ["Changsha", "长沙市", "6,630.00", "6,630.00"])
        sheet.write_datetime("E6", dt.date(2023, 5, 10), day)
        sheet.write_row("A7", ["Nanjing", "南京", "6,630.00", "6,630.00", "31/02/2023", "as on the slip"])
        sheet.write_row("A8", ["", "无锡", "6,630.00"])
        sheet.write_row("B9", ["合计", 19890, 13260])
        sheet.write("A11", "* provisional")
        old = made.add_worksheet("2022")
        old.write_row("A1", ["City", "Paid"])
        old.hide()
    return target.getvalue()


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
    return app.session_state[session_keys.DRAFT].reading


def accounts(app: AppTest) -> dict[str, tuple[int, int, int, int]]:
    """Table → rows read, kept, passed over, held."""
    return {
        table.table: (table.rows_read, table.kept, table.ignored, table.held)
        for table in found(app).upload.tables
    }


def newest() -> versions.Version:
    """The newest version of the store."""
    with reading(store.opened()) as connection:
        return versions.history(connection)[0]


def rows(table: str) -> pd.DataFrame:
    """The rows of a table in the newest version."""
    with reading(store.opened()) as connection:
        return versions.load(connection, newest().version_id).table(table)


def content() -> str:
    """A hash of everything that the newest version says."""
    with reading(store.opened()) as connection:
        return fingerprint(versions.load(connection, newest().version_id))
