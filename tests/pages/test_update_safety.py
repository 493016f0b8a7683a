"""Update data: people stay apart, held rows come back corrected, large files stay in hand."""

import io
import logging
from dataclasses import replace

import pandas as pd
import pytest
from sqlalchemy import select

from data.reading.held_workbook import REASON, held_workbook
from data.store import contacts, tables, versions
from data.store.database import reading
from tests.support.apptest import ROOT, address, opened, said, words
from tests.support.stores import commit_sample, sample, with_rows
from tests.support.update_page import (
    accounts,
    chosen,
    dropped,
    fee_list,
    found,
    messy,
    newest,
    payments,
    pressed,
    rows,
    saved,
)
from tests.support.uploads import book, text
from text import issue_sentence
from ui.core import session_keys, store
from ui.update import answers
from ui.versions import exports

PERSON, ADDRESS = "Zanaria Quxeld", "zanaria@quxeld.example"
PEOPLE = {tables.CONTACTS, tables.CONTACT_CHANGES}


# People


def list_of_people() -> bytes:
    """One contact that can be stored, one of a city that nobody knows, payments on another sheet."""
    return book(
        {
            "Contacts": [
                ["City", "Name", "E-mail"],
                ["Guangzhou", PERSON, ADDRESS],
                ["Nowhereville", f"{PERSON} Junior", f"junior.{ADDRESS}"],
            ],
            "Payments": [["City", "Fee year", "Amount received", "Paid on"], ["Lima", 2023, 5, "2023-05-01"]],
        }
    )


def holds(content: object) -> bool:
    plain = content if isinstance(content, bytes) else str(content).encode()
    return PERSON.encode() in plain or ADDRESS.encode() in plain


def shown(app) -> str:
    """All that the page says, its tables and the keys and labels of its fields among it."""
    frames = [element.value.to_csv() for element in [*app.dataframe, *app.data_editor]]
    fields = [f"{field.key} {field.label}" for field in [*app.selectbox, *app.checkbox, *app.text_input]]
    return "\n".join([words(app), *frames, *fields])


def open_all(app):
    """The page with everything on it opened."""
    for key in ("details.0", "notes.0", "details.1", "notes.1"):
        app.session_state[key] = True
    app.run()
    return app


def test_people_of_a_file_go_to_the_contacts_and_nowhere_else(caplog):
    with caplog.at_level(logging.DEBUG):
        app = open_all(dropped(("people.xlsx", list_of_people())))
        assert not holds(shown(app))
        assert "••••••" in shown(app)
        saved(app, "list of May")
        assert not holds(shown(app))
        assert not holds(address(app))
        pressed(app, "Undo")
    assert not holds(caplog.text)


def test_what_is_stored_of_people_stands_in_the_contacts_alone():
    saved(dropped(("people.xlsx", list_of_people())))
    with reading(store.opened()) as connection:
        assert contacts.everyone(connection)["person"].tolist() == [PERSON]
        assert not [
            table.name
            for table in tables.metadata.tables.values()
            if table not in PEOPLE and any(holds(tuple(row)) for row in connection.execute(select(table)))
        ]
        whole = versions.load(connection, newest().version_id)
    assert not any(holds(whole.table(name).to_csv()) for name in whole.tables)
    assert not holds(exports._workbook(newest().version_id))


def test_names_of_people_are_shown_once_somebody_asks_for_them():
    app = open_all(dropped(("people.xlsx", list_of_people())))
    toggle = next(each for each in app.toggle if each.label == "Show names and addresses of this sheet")
    toggle.set_value(True).run()
    assert holds(shown(app))


def test_an_undo_takes_payments_and_people_back_together():
    app = saved(dropped(("people.xlsx", list_of_people())))
    assert "Saved as version 2. 1 contact saved." in said(app)
    pressed(app, "Undo")
    with reading(store.opened()) as connection:
        assert len(contacts.everyone(connection)) == 0
    assert len(rows("receipts")) == 315


# Rows and columns


def test_held_rows_come_back_corrected_and_make_up_what_was_missing():
    app = saved(dropped(("payments.xlsx", messy())))
    assert "2 rows were held back and are not saved." in said(app)
    assert "Held rows as an Excel file to correct" in [button.label for button in app.download_button]
    workbook = held_workbook(app.session_state[session_keys.RECEIPT].upload, issue_sentence)
    sheet = pd.read_excel(io.BytesIO(workbook), header=None, engine="calamine", dtype="object")
    assert REASON in sheet.to_numpy()
    right = sheet.replace({"84O0": 8400, "Guangzou": "Guangzhou"}).astype("object")
    corrected = book({"receipts": [[_cell(value) for value in line] for line in right.to_numpy()]})
    again = dropped(("held-rows.xlsx", corrected), app=app)
    assert accounts(again) == {"receipts": (2, 2, 0, 0)}
    saved(again)
    assert len(rows("receipts")) == 315 + 4


def _cell(value):
    return "" if pd.isna(value) else value


def test_a_row_in_which_two_tables_stand_is_counted_once():
    app = dropped(("fees.xlsx", fee_list()))
    assert accounts(app) == {"dues": (5, 3, 2, 0), "receipts": (5, 1, 3, 1)}
    account = found(app).review.row_counts
    assert (account.rows, account.kept, account.ignored, account.held) == (5, 2, 2, 1)
    assert "5 rows read: 2 can be saved, 2 passed over, 1 held back." in said(app)


def test_conversions_are_counted_and_shown_with_an_example():
    app = dropped(("fees.xlsx", fee_list()))
    assert "7 remarks: what was converted, passed over or looks odd" in [box.label for box in app.expander]
    app.session_state["notes.0"] = True
    app.run()
    assert "Numbers of “Fees 2023 › Due” in another form than 8840.50: 3, such as 6,630.00." in said(app)
    assert "Amounts without any currency, which were read as EUR: 2." in said(app)
    assert said(app).count("The row “合计” is a total and was passed over.") == 1


def test_columns_in_which_people_look_first_stand_first_among_held_rows():
    app = dropped(("fees.xlsx", fee_list()))
    assert app.data_editor[0].value.columns.tolist() == [
        "row",
        "c5",
        "why",
        "out",
        "c1",
        "c2",
        "c3",
        "c4",
        "c6",
    ]


# Large files


@pytest.fixture
def readings(monkeypatch):
    """How often files were read."""
    done = []
    real = answers.read_upload

    def read(*given):
        done.append(1)
        return real(*given)

    monkeypatch.setattr(answers, "read_upload", read)
    return done


@pytest.mark.parametrize("paid_on", ["2023-05-01", "31/02/2023"], ids=["all kept", "all held"])
def test_a_hundred_thousand_rows_are_read_once_and_shown_in_parts(paid_on, readings):
    lines = [["City", "Fee year", "Amount received", "Paid on"]]
    lines += [["Lima", 2023, 5 + number, paid_on] for number in range(100_000)]
    app = dropped(("payments.csv", text(lines)))
    assert accounts(app)["receipts"][0] == 100_000
    for key in ("details.0", "notes.0", "changes.receipts"):
        app.session_state[key] = True
        app.run()
    assert readings == [1]
    assert max(len(table.value) for table in [*app.dataframe, *app.data_editor]) <= 500
    assert len(said(app)) < 20_000


# The first page


def test_a_fresh_install_says_in_one_line_what_it_shows_and_offers_to_load_ones_own():
    app = opened("overview")
    assert "These are sample data: members with public evidence are real" in said(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert "Load your own" in links


def test_of_a_sample_that_was_added_to_the_first_page_says_how_much_is_left():
    saved(dropped(("payments.xlsx", payments(["Lima", 2023, 500, "2023-05-01"]))))
    line = next(caption.value for caption in opened("overview").caption if "sample rows" in caption.value)
    assert line.startswith("Invented sample rows are still among the data: ")
    assert "315 receipts" in line


def test_where_no_row_is_invented_the_first_page_says_nothing_of_samples():
    clean = replace(sample(), title="Roster")
    for name in clean.tables:
        frame = clean.table(name)
        if "provenance" in frame:
            clean = with_rows(clean, name, frame.assign(provenance=pd.Series("uploaded", frame.index, "str")))
    commit_sample(store.opened(), clean)
    app = opened("overview")
    assert "sample" not in said(app).lower()
    assert "Load your own" not in [link.proto.label for link in app.get("page_link")]


def test_whoever_would_empty_the_roll_is_warned_and_sees_what_the_shares_were():
    app = dropped(("payments.xlsx", payments(["Lima", 2023, 500, "2023-05-01"])))
    assert not app.warning
    chosen(app, "update.base", "anew")
    assert any("The files hold no member that can be saved." in each.value for each in app.warning)
    assert "was 20.0\u202f% (23 of 115)" in said(app)
    assert "– ·" not in said(app)


# Template


def test_the_template_is_one_click_away_on_every_step():
    app = opened("update")
    assert "Template workbook" in [button.label for button in app.download_button]
    dropped(("payments.xlsx", messy()), app=app)
    assert "Template workbook" in [button.label for button in app.download_button]


def test_a_roster_of_ones_own_speaks_of_today_unless_the_files_say_otherwise():
    from ui.core import formats

    app = dropped(("roster.xlsx", book({"Members": [["City", "Country"], ["Lima", "Peru"]]})))
    chosen(app, "update.base", "anew")
    assert found(app).upload.candidate.as_of == formats.today()
    assert found(app).upload.candidate.title == "Membership data"
    app.switch_page(str(ROOT / "pages" / "update.py")).run()
    assert found(app).upload.candidate.as_of == formats.today()
