"""Update data: from dropped files to a new version and back, on the real store."""

import pytest
import streamlit as st

from data.reading.choices import Header, Sheet, Word
from data.store import versions
from data.store.database import reading
from tests.support.apptest import ROOT, opened, said, words
from tests.support.stores import commit_sample, sample, with_rows
from tests.support.update_page import (
    accounts,
    chosen,
    corrected,
    dropped,
    found,
    messy,
    newest,
    payments,
    pressed,
    rows,
    saved,
)
from tests.support.uploads import book, text
from ui.core import session_keys, store
from ui.update import answers

NARROW = "\u202f"
LIMA = ["Lima", 2023, 500, "2023-05-01"]


# What was understood


def test_before_any_file_the_page_says_what_it_is_for_and_offers_the_template():
    app = opened("update")
    assert "Drop a spreadsheet to update the data." in said(app)
    assert [button.label for button in app.download_button] == ["Template workbook"]


def test_a_messy_workbook_is_accounted_for_row_by_row():
    app = dropped(("payments.xlsx", messy()))
    assert accounts(app) == {"receipts": (5, 2, 1, 2)}
    assert "5 rows read: 2 can be saved, 1 passed over, 2 held back." in said(app)
    assert "Receipts: 5 rows read = 2 kept + 1 passed over + 2 held back." in said(app)


def test_columns_say_how_sure_they_are_and_show_examples():
    shown = said(dropped(("payments.xlsx", messy())))
    assert "Curency :orange-badge[guessed]" in shown
    assert "Remarks :orange-badge[not understood]" in shown
    assert "thanks · typed by hand" in shown
    assert "4 columns sure" in shown


def test_a_column_can_be_said_to_be_something_else_and_back():
    app = dropped(("payments.xlsx", messy()))
    key = next(box.key for box in app.selectbox if box.label == "The column Remarks is")
    chosen(app, key, "receipts.source")
    assert found(app).upload.tables[0].columns["source"] == "Remarks"
    chosen(app, key, "")
    assert "source" not in found(app).upload.tables[0].columns


def test_a_sheet_can_be_said_to_be_another_table_or_left_out():
    app = dropped(("list.xlsx", book({"Cities": [["City", "Country"], ["Lima", "Peru"]]})))
    assert "No table was recognised here." in said(app) or found(app).upload.tables
    chosen(app, "update.table.0", "prospects")
    assert list(accounts(app)) == ["prospects"]
    chosen(app, "update.table.0", "-")
    assert accounts(app) == {}


def test_the_row_with_the_headings_can_be_corrected():
    app = dropped(("payments.xlsx", messy()))
    app.session_state["details.0"] = True
    app.run()
    header = app.number_input(key="update.header.0")
    assert header.value == 3
    header.set_value(4).run()
    assert app.session_state[session_keys.DRAFT].choices.header_rows == {
        Sheet("payments.xlsx", "Payments"): 4
    }


def test_lines_that_a_stray_quotation_mark_joins_are_asked_about_once():
    content = b'City,Year,Due\nLima,2023,"1\nWuhan,2023,2\nBarcelona,2023,3\n'
    app = dropped(("fees.csv", content))
    assert accounts(app) == {"dues": (3, 0, 0, 3)}
    question = app.radio(key="update.quotes.0")
    question.set_value("lines").run()
    assert accounts(app) == {"dues": (3, 3, 0, 0)}
    assert app.radio(key="update.quotes.0").value == "lines"


def test_what_was_not_read_of_a_sheet_is_named_and_its_cells_add_up():
    block = [["Status", "State capital"], ["a", "b"], ["c", "d"]]
    app = dropped(("fees.xlsx", book({"Fees": [["City", "Year", "Due"], ["Lima", 2023, 5], [], *block]})))
    assert accounts(app) == {"dues": (1, 1, 0, 0)}
    assert any("Rows 4 to 6, columns A–B, were not read" in error.value for error in app.error)
    assert "12 filled cells = 6 in tables + 0 in titles + 0 in totals + 0 in remarks + 6 not read" in said(
        app
    )


def test_rows_that_were_joined_into_the_headings_are_shown_and_can_be_undone_and_back():
    rows = [["City", "Fees 2023", ""], ["", "Due", "Discount"], ["Lima", 5000, 50]]
    app = dropped(("fees.xlsx", book({"Fees": rows})))
    assert accounts(app) == {"dues": (1, 1, 0, 0)}
    assert "Rows 1 to 2 were read together as the headings." in said(app)
    box = app.checkbox(key="update.data_row.0.2")
    assert box.label.startswith("Row 2 is data, not headings")
    box.check().run()
    assert accounts(app)["dues"][0] == 2
    app.checkbox(key=box.key).uncheck().run()
    assert accounts(app) == {"dues": (1, 1, 0, 0)}


def test_the_sheet_is_shown_as_it_stands_with_what_each_row_was_taken_for():
    app = dropped(("payments.xlsx", messy()))
    app.session_state["details.0"] = True
    app.run()
    grid = app.dataframe[0].value
    assert grid["Taken for"].tolist() == [
        "", "", "headings", "kept", "kept", "held back", "held back", "total, passed over",
    ]  # fmt: skip
    assert grid["A"].tolist()[:4] == ["Payments as of 31 May 2023", "", "City", "Guangzhou"]
    assert grid.index.tolist() == list(range(1, 9))


def test_a_hidden_sheet_is_named_and_read_only_when_chosen():
    app = dropped(("payments.xlsx", messy()))
    box = next(box for box in app.checkbox if "hidden sheet" in box.label)
    box.check().run()
    sheets = {sheet.sheet: sheet.grid is not None for sheet in found(app).upload.sheets}
    assert sheets == {"Payments": True, "Notes": True}


def test_encoding_and_delimiter_of_a_text_file_can_be_chosen():
    app = dropped(("payments.csv", text([["城市", "Amount"], ["西安市", "1"]], ";", "gb18030")))
    app.session_state["details.0"] = True
    app.run()
    assert app.selectbox(key="update.delimiters.0").value == ";"
    assert app.selectbox(key="update.encodings.0").value == "gb18030"
    chosen(app, "update.encodings.0", "cp1252")
    assert app.session_state[session_keys.DRAFT].choices.encodings == {"payments.csv": "cp1252"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7 nothing", "This is a PDF, not a spreadsheet."),
        ("a.xlsx", b"", "The file holds no cells."),
        ("a.xlsx", b"MZ" + b"\0" * 200, "This is a program, not a spreadsheet."),
    ],
    ids=["pdf", "empty", "program"],
)
def test_a_file_that_cannot_be_read_is_a_sentence_and_nothing_is_offered_to_save(name, content, sentence):
    app = dropped((name, content))
    assert any(sentence in error.value for error in app.error)
    assert not [button for button in app.button if "Save" in button.label]


def test_markup_in_a_file_stays_text():
    hostile = "<img src=x onerror=alert(1)>[a](javascript:b)$x$"
    app = dropped((f"{hostile}.xlsx", payments([hostile, 2023, hostile, "2023-05-01"])))
    for element in [*app.markdown, *app.caption]:
        assert "<img" not in element.value.replace("\\<img", "")
        assert "[a](" not in element.value
    assert all("<img" not in html.proto.body for html in app.get("html"))


# Questions


def test_one_click_confirms_a_city_and_releases_its_row():
    app = dropped(("payments.xlsx", messy()))
    pressed(app, "It is Guangzhou (CHN)")
    assert accounts(app) == {"receipts": (5, 3, 1, 1)}
    assert app.session_state[session_keys.DRAFT].choices.cities == {"Guangzou": "chn-guangzhou"}


def test_a_city_is_chosen_among_all_and_the_answer_can_be_taken_back():
    app = dropped(("payments.xlsx", payments(["Nowhereville", 2023, 5, "2023-05-01"])))
    box = next(box for box in app.selectbox if "Nowhereville" in box.label)
    chosen(app, box.key, "per-lima")
    assert accounts(app)["receipts"][1] == 1
    chosen(app, box.key, None)
    assert accounts(app)["receipts"][3] == 1


def test_a_confirmed_city_is_remembered_for_the_next_file():
    app = dropped(("payments.xlsx", messy()))
    saved(pressed(app, "It is Guangzhou (CHN)"))
    again = dropped(("more.xlsx", payments(["Guangzou", 2023, 77, "2023-05-02"])), app=app)
    assert accounts(again) == {"receipts": (1, 1, 0, 0)}


@pytest.mark.parametrize(
    ("answer", "day"), [("day", "2023-05-04"), ("month", "2023-04-05")], ids=["day first", "month first"]
)
def test_dates_with_two_meanings_are_asked_and_never_guessed(answer, day):
    app = dropped(
        ("payments.csv", text([["City", "Fee year", "Amount", "Paid on"], ["Lima", 2023, 5, "04/05/2023"]]))
    )
    assert accounts(app)["receipts"] == (1, 0, 0, 1)
    chosen(app, "update.ask.0", answer)
    assert f"{found(app).upload.tables[0].records['received_on'].iloc[0]:%Y-%m-%d}" == day
    chosen(app, "update.ask.0", "month" if answer == "day" else "day")
    assert f"{found(app).upload.tables[0].records['received_on'].iloc[0]:%Y-%m-%d}" != day


@pytest.mark.parametrize(("answer", "amount"), [(".", 3.0), (",", 3000.0)], ids=["point", "comma"])
def test_numbers_with_two_meanings_are_asked_and_never_guessed(answer, amount):
    sheet = text([["City", "Fee year", "Amount", "Paid on"], ["Lima", "2023", "3.000", "2023-05-01"]], ";")
    app = dropped(("payments.csv", sheet))
    assert accounts(app)["receipts"] == (1, 0, 0, 1)
    chosen(app, "update.ask.0", answer)
    assert found(app).upload.tables[0].records["amount"].tolist() == [amount]


def test_what_no_column_holds_can_be_said_once_for_all_rows():
    sheet = book({"Payments": [["City", "Amount received", "Paid on"], ["Lima", 5, "2023-05-01"]]})
    app = dropped(("payments.xlsx", sheet))
    assert accounts(app)["receipts"] == (1, 0, 0, 1)
    app.text_input(key="update.fill.0").set_value("2022").run()
    assert found(app).upload.tables[0].records["fee_year"].tolist() == [2022]
    place = Header("payments.xlsx", "Payments", "receipts.fee_year")
    assert app.session_state[session_keys.DRAFT].choices.filled == {place: "2022"}


# Held rows


def test_a_held_row_says_row_column_value_and_what_to_do():
    shown = said(dropped(("payments.xlsx", messy())))
    assert "Row 6: Amount received: “84O0” is no number. Write digits only, such as 8840.50." in shown
    assert "1 of them waits for your answers above." in shown


def test_what_several_held_rows_have_in_common_is_said_once_with_the_rows():
    lines = [["Lima", 2001 + n, "n/a" if n in (0, 2, 3, 4) else n] for n in range(6)]
    app = dropped(("fees.csv", text([["City", "Fee year", "Due"], *lines])))
    assert "Rows 2, 4–6: Due: “n/a” is no number." in said(app)


def test_a_held_row_is_put_right_in_place():
    app = dropped(("payments.xlsx", messy()))
    assert app.data_editor[0].value["c3"].tolist() == ["84O0"]
    corrected(app, 0, c3="8400")
    assert accounts(app) == {"receipts": (5, 3, 1, 1)}
    assert 8400.0 in found(app).upload.tables[0].records["amount"].tolist()


def test_a_held_row_can_be_left_out():
    app = corrected(dropped(("payments.xlsx", messy())), 0, out=True)
    assert accounts(app) == {"receipts": (5, 2, 2, 1)}


def test_correcting_one_row_twice_keeps_the_first_correction():
    app = dropped(("p.xlsx", payments(LIMA, ["Lima", 2023, "x", "y"])))
    corrected(app, 0, c3="12")
    assert app.data_editor[0].value["c3"].tolist() == ["12"]
    corrected(app, 0, c4="2023-05-02")
    assert accounts(app) == {"receipts": (2, 2, 0, 0)}


def test_held_rows_come_as_a_workbook_that_reads_back_once_corrected():
    from data.reading.held_workbook import held_workbook
    from text import issue_sentence

    app = dropped(("payments.xlsx", messy()))
    assert "Held rows as an Excel file to correct" in [button.label for button in app.download_button]
    workbook = held_workbook(found(app).upload, issue_sentence)
    again = dropped(("held-rows.xlsx", workbook), app=pressed(app, "Put these files away"))
    assert accounts(again) == {"receipts": (2, 0, 0, 2)}


# What changes


def test_the_effect_on_both_shares_is_shown_before_anything_is_saved():
    members, receipts = sample().table("members"), sample().table("receipts").query("fee_year == 2023")
    is_unpaid = ~members["city_id"].isin(receipts["city_id"]) & (members["country"] == "CHN")
    unpaid = members.loc[is_unpaid, "city_id"].iloc[0]
    app = dropped(("payments.xlsx", payments([unpaid, 2023, 100, "2023-05-01"])))
    before = found(app).before["paying_share"]["numerator"]
    after = found(app).after["paying_share"]["numerator"]
    assert after == before + 1
    assert f"was 33.3{NARROW}% (20 of 60)" in said(app)
    assert f"33.3{NARROW}% (20 of 60) → " in said(app)
    assert newest().number == 1


def test_changes_are_told_field_by_field():
    sheet = book({"Members": [["City", "Country", "Inhabitants"], ["Lima", "Peru", 123456]]})
    app = dropped(("members.xlsx", sheet))
    app.session_state["changes.members"] = True
    app.run()
    changed = app.dataframe[0].value
    told = changed[changed["Field"] == "Inhabitants"].iloc[0]
    assert (told["Row"], told["After"]) == ("Lima", "123,456")
    assert told["Before"] not in {"", "123,456"}


def test_rows_that_are_not_mentioned_stay_unless_the_files_hold_every_row():
    app = dropped(("payments.xlsx", payments(LIMA)))
    assert len(found(app).upload.changes.tables["receipts"].removed) == 0
    chosen(app, "update.whole.receipts", True)
    assert len(found(app).upload.changes.tables["receipts"].removed) == 315
    assert "1 rows added, 0 changed, 315 removed." in said(app)


def test_a_payment_after_the_day_of_the_data_is_pointed_out_and_the_day_can_move():
    app = dropped(("payments.xlsx", payments(["Lima", 2023, 5, "2023-06-20"])))
    assert any("20 June 2023" in info.value for info in app.info)
    pressed(app, "Let the data speak of 20 June 2023")
    assert f"{found(app).upload.candidate.as_of}" == "2023-06-20"
    assert "The data speak of: 31 May 2023 → 20 June 2023" in said(app)


def test_fee_years_can_be_declared_complete():
    app = dropped(("payments.xlsx", payments(LIMA)))
    app.session_state["about"] = True
    app.run()
    app.pills(key="update.complete").set_value([2022, 2023]).run()
    complete = found(app).upload.candidate.receipts_complete
    assert complete == dict.fromkeys((2022, 2023), found(app).upload.candidate.as_of)


# From an empty dataset


def test_a_roster_of_ones_own_leaves_nothing_of_the_sample():
    roster = book(
        {
            "Members": [
                ["City", "Country", "Status", "Joined"],
                ["Lima", "Peru", "member", 2010],
                ["Wuhan", "China", "member", 2012],
            ]
        }
    )
    app = dropped(("roster.xlsx", roster))
    chosen(app, "update.base", "anew")
    saved(app)
    assert sorted(rows("members")["city_id"]) == ["chn-wuhan", "per-lima"]
    assert len(rows("receipts")) == 0
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    assert "Illustrative data" not in words(app)
    assert "sample" not in words(app).lower()
    assert "1 of 2" in words(app)


def test_an_empty_roll_still_lets_people_load_one():
    for name in ("members", "dues", "receipts", "prospects"):
        commit_sample(store.opened(), _without(name))
    app = opened("update")
    assert "Drop a spreadsheet" in said(app)
    dropped(("roster.xlsx", book({"Members": [["City", "Country"], ["Lima", "Peru"]]})), app=app)
    saved(app)
    assert rows("members")["city_id"].tolist() == ["per-lima"]


def _without(_name):
    empty = sample()
    for table in empty.tables:
        empty = with_rows(empty, table, empty.table(table).iloc[:0])
    return empty


def test_what_a_version_exports_reads_back_with_no_difference():
    from ui.versions import exports

    with reading(store.opened()) as connection:
        workbook = exports._workbook(versions.current(connection).version_id)
    app = dropped(("export.xlsx", workbook))
    assert any("There is nothing to save." in info.value for info in app.info)


# Progress


def test_waiting_for_others_is_said(monkeypatch):
    def waits(_draft, on_wait):
        on_wait(2)
        st.stop()

    monkeypatch.setattr(answers, "read_draft", waits)
    app = opened("update")
    app.file_uploader[0].set_value([("payments.xlsx", payments(LIMA), "")]).run()
    assert any("2 other files are read first." in info.value for info in app.info)


# Which column, which encoding


def test_two_columns_of_money_received_are_asked_about_and_one_is_chosen():
    rows = [
        ["City", "Fee year", "Paid", "Received amount", "Paid on"],
        ["Lima", 2023, 500, 490, "2023-05-01"],
    ]
    app = dropped(("payments.xlsx", book({"Payments": rows})))
    assert accounts(app) == {"receipts": (1, 0, 0, 1)}
    (question,) = [radio for radio in app.radio if radio.label.startswith("Which column of “Payments”")]
    assert question.options == ["Paid", "Received amount"]
    chosen(app, question.key, "Received amount")
    assert accounts(app) == {"receipts": (1, 1, 0, 0)}
    assert found(app).upload.tables[0].records["amount"].tolist() == [490.0]
    assert "Received amount :gray-badge[chosen by you]" in said(app)


def test_an_encoding_that_no_word_decides_is_asked_by_a_line_of_the_file():
    content = text(
        [["City", "Fee year", "Due", "Reason for waiver"], ["Lima", "2023", "1", "naïve"]], encoding="cp1252"
    )
    app = dropped(("fees.csv", content))
    (question,) = [radio for radio in app.radio if "how its letters are encoded" in radio.label]
    assert "Lima,2023,1,naïve (cp1252)" in question.options
    chosen(app, question.key, "cp1252")
    assert accounts(app) == {"dues": (1, 1, 0, 0)}


def test_a_text_that_was_read_by_its_words_says_so_with_a_line():
    content = text([["Ciudad", "Año", "Cuota"], ["Lima", "2023", "500"]], ";", "cp850")
    assert "Read as cp850, such as “Ciudad;Año;Cuota”." in said(dropped(("cuotas.csv", content)))


def test_an_event_that_is_nearly_known_is_asked_about_once():
    came = [["City", "Event", "Attendance"], ["Lima", "World Congres Brussels", "online"]]
    came.append(["Wuhan", "World Congres Brussels", "online"])
    app = dropped(("came.xlsx", book({"Participation": came})))
    (question,) = [box for box in app.selectbox if "World Congres Brussels” is not on record" in box.label]
    assert "2 rows name it" in question.label
    chosen(app, question.key, found(app).review.words[Word("event_id", "World Congres Brussels")][1][0])
    assert accounts(app) == {"participation": (2, 2, 0, 0)}
