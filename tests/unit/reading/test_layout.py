"""Where tables are on a sheet: titles, header rows, several tables, years as columns, hidden sheets."""

import datetime as dt

import pytest

from data.reading.choices import LEFT_OUT, Sheet
from tests.support.uploads import account, book, codes, only, places, read, read_rows, text, values

HEADER = ["City", "Year", "Due"]
LIMA = ["Lima", 2023, 5000]
WUHAN = ["Wuhan", 2023, 6000]


@pytest.mark.parametrize(
    ("above", "header_row"),
    [
        pytest.param([], 1, id="first row"),
        pytest.param([["Fees of our members"]], 2, id="title"),
        pytest.param([["Fees of our members"], ["as of 31 May 2023"], []], 4, id="title, date and blank row"),
        pytest.param([[], [], []], 4, id="blank rows"),
        pytest.param(
            [["", "", "Secretariat General"], ["Confidential", "", "draft"], []], 4, id="letterhead"
        ),
    ],
)
def test_the_header_is_found_below_whatever_stands_above_it(above, header_row):
    table = only(read_rows([*above, HEADER, LIMA, WUHAN]))
    assert table.table == "dues"
    assert table.header_row == header_row
    assert account(table) == (2, 2, 0, 0)
    assert values(table, "due_eur") == [5000.0, 6000.0]


def test_a_table_that_begins_in_the_third_column_is_found_there():
    table = only(read_rows([["", "", *HEADER], ["", "", *LIMA]]))
    assert table.region.first_column == 3
    assert values(table, "city_id") == ["per-lima"]


def test_years_above_due_and_paid_make_a_row_a_year():
    rows = [
        ["City", "2022", "", "2023", ""],
        ["", "Due", "Paid", "Due", "Paid"],
        ["Wuhan", 6000, 6000, 6100, 0],
        ["Lima", 5000, "", 5100, ""],
    ]
    upload = read_rows(rows)
    dues, receipts = only(upload, "dues"), only(upload, "receipts")
    assert dues.header_row == receipts.header_row == 2
    assert account(dues) == (2, 2, 0, 0)
    assert sorted(
        zip(values(dues, "city_id"), values(dues, "fee_year"), values(dues, "due_eur"), strict=True)
    ) == [
        ("chn-wuhan", 2022, 6000.0),
        ("chn-wuhan", 2023, 6100.0),
        ("per-lima", 2022, 5000.0),
        ("per-lima", 2023, 5100.0),
    ]
    assert account(receipts) == (
        2,
        0,
        1,
        1,
    )  # a payment without a day is held, a row without a payment ignored
    assert codes(receipts) == {"missing_required": 1}


def test_merged_group_headings_are_those_of_all_their_columns():
    import io

    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Fees")
        sheet.merge_range(0, 0, 1, 0, "City")
        sheet.merge_range(0, 1, 0, 2, "Fees 2023")
        for column, cell in enumerate(["", "Due", "Discount"]):
            sheet.write(1, column, cell or "City")
        for column, cell in enumerate(["Wuhan", 6000, 600]):
            sheet.write(2, column, cell)
    table = only(read(target.getvalue()))
    assert table.header_row == 2
    assert values(table, "fee_year") == [2023]
    assert values(table, "due_eur") == [6000.0]
    assert values(table, "discount_eur") == [600.0]


def test_a_header_in_two_languages_is_one_header():
    table = only(read_rows([["城市", "年度", "应缴会费"], ["City", "Year", "Due"], ["Wuhan", 2023, 6000]]))
    assert table.header_row == 2
    assert account(table) == (1, 1, 0, 0)


def test_a_row_of_units_below_the_header_belongs_to_it():
    table = only(read_rows([["City", "Year", "Due"], ["", "", "EUR"], LIMA]))
    assert table.header_row == 2
    assert account(table) == (1, 1, 0, 0)


def test_a_header_of_three_rows_is_joined():
    rows = [["City", "Fees", "Fees"], ["", "2023", "2023"], ["", "Due", "Discount"], ["Lima", 5000, 100]]
    table = only(read_rows(rows))
    assert table.header_row == 3
    assert (values(table, "fee_year"), values(table, "due_eur")) == ([2023], [5000.0])
    assert values(table, "discount_eur") == [100.0]


def test_one_column_a_year_gives_a_row_a_year_and_the_account_counts_rows_of_the_sheet():
    table = only(
        read_rows([["City", 2021, 2022, 2023], ["Lima", 1, 2, 3], ["Wuhan", 4, "", 6]], sheet="Fees due")
    )
    assert table.table == "dues"
    assert account(table) == (2, 2, 0, 0)
    assert sorted(
        zip(values(table, "city_id"), values(table, "fee_year"), values(table, "due_eur"), strict=True)
    ) == [
        ("chn-wuhan", 2021, 4.0),
        ("chn-wuhan", 2023, 6.0),
        ("per-lima", 2021, 1.0),
        ("per-lima", 2022, 2.0),
        ("per-lima", 2023, 3.0),
    ]


def test_payments_with_one_column_a_year_are_found_and_ask_for_their_day():
    rows = [["City", "Paid 2022", "Paid 2023"], ["Lima", 1, 2], ["Wuhan", 3, ""]]
    upload = read_rows(rows)
    assert account(only(upload, "receipts")) == (2, 0, 0, 2)
    assert codes(upload) == {"missing_required": 2}


def test_a_merged_city_is_that_of_every_row_it_covers_in_the_workbook_of_held_rows_too():
    from data.reading.held_workbook import held_workbook
    from tests.support.messy.layouts import sheet

    rows = [["City", "Year", "Due"], ["Lima", 2022, 1], ["", 2023, "n/a"], ["Wuhan", 2023, 3]]
    upload = read(sheet(rows, merged=[(1, 0, 2, 0)]))
    assert account(only(upload)) == (3, 2, 0, 1)
    assert only(upload).held_rows.loc[3].to_dict() == {"City": "Lima", "Year": "2023", "Due": "n/a"}
    again = only(read(held_workbook(upload, lambda issue: issue.code)))
    assert codes(again) == {"bad_number": 1}


def test_merged_cells_that_lie_over_each_other_fill_no_more_than_there_is():
    from tests.support.hostile.parts import TABLE, inline, sheet, xlsx

    rows = TABLE + "".join(
        f'<row r="{n}">{inline(f"A{n}", "Lima")}<c r="B{n}"><v>{n}</v></c></row>' for n in range(3, 2_000)
    )
    areas = "".join(f'<mergeCell ref="A{n}:A2000"/>' for n in range(3, 2_000))
    table = only(read(xlsx(sheet=sheet(rows, f"<mergeCells>{areas}</mergeCells>"))))
    assert table.rows_read == 1_998
    assert codes(table, "note")["merged_filled"] == 0


def test_one_bad_year_holds_the_whole_row_of_the_sheet():
    table = only(read_rows([["City", "2021", "2022"], ["Lima", 1, "n/a"], ["Wuhan", 4, 5]], sheet="Fees due"))
    assert account(table) == (2, 1, 0, 1)
    assert places(table, "bad_number") == [(2, "2022")]
    assert values(table, "due_eur") == [4.0, 5.0]


def test_bare_years_without_a_name_for_the_money_are_a_guess_that_is_said():
    upload = read_rows([["City", 2021, 2022], ["Lima", 1, 2]])
    assert not only(upload).is_sure
    assert codes(upload, "warning")["guessed_table"] == 1


def test_due_and_paid_in_one_row_are_read_as_both():
    rows = [
        ["City", "Year", "Due", "Paid", "Paid on"],
        ["Wuhan", 2023, 6000, 6000, dt.date(2023, 3, 1)],
        ["Lima", 2023, 5000, 2500, "2023-04-02"],
        ["Xi'an", 2023, 6000, "", ""],
    ]
    upload = read_rows(rows)
    dues, receipts = only(upload, "dues"), only(upload, "receipts")
    assert account(dues) == (3, 3, 0, 0)
    assert account(receipts) == (3, 2, 1, 0)
    assert values(receipts, "amount") == [6000.0, 2500.0]
    assert values(receipts, "received_on") == ["2023-03-01", "2023-04-02"]
    assert values(receipts, "amount_eur") == [6000.0, 2500.0]
    assert receipts.ignored_rows == {4: "nothing_stated"}


def test_a_payment_of_nothing_is_no_receipt():
    upload = read_rows([["City", "Year", "Due", "Paid", "Paid on"], ["Lima", 2023, 5000, 0, ""]])
    assert account(only(upload, "receipts")) == (1, 0, 1, 0)
    assert account(only(upload, "dues")) == (1, 1, 0, 0)


def test_a_roll_with_fees_beside_it_is_a_roll_and_fees():
    rows = [["City", "Country", "Status", "Fee 2022", "Fee 2023"], ["Lima", "Peru", "member", 5000, 5100]]
    upload = read_rows(rows)
    assert account(only(upload, "members")) == (1, 1, 0, 0)
    assert sorted(values(only(upload, "dues"), "fee_year")) == [2022, 2023]


def test_two_tables_one_below_the_other_are_two_tables():
    rows = [
        ["City", "Year", "Due"],
        LIMA,
        WUHAN,
        [],
        ["Prospects"],
        ["City", "Stage", "Next step"],
        ["Foshan", "applied", "Send the form"],
    ]
    upload = read_rows(rows)
    dues, prospects = only(upload, "dues"), only(upload, "prospects")
    assert (dues.header_row, prospects.header_row) == (1, 6)
    assert account(dues) == (3, 2, 1, 0)  # the title of the next table is a remark
    assert account(prospects) == (1, 1, 0, 0)
    assert values(prospects, "stage") == ["applied"]


def test_two_tables_side_by_side_are_two_tables():
    rows = [
        ["City", "Year", "Due", "", "Event", "Start", "Place"],
        ["Lima", 2023, 5000, "", "Assembly", dt.date(2023, 9, 1), "Lima"],
        ["Wuhan", 2023, 6000, "", "", "", ""],
    ]
    upload = read_rows(rows)
    assert account(only(upload, "dues")) == (2, 2, 0, 0)
    assert account(only(upload, "events")) == (1, 1, 0, 0)
    assert values(only(upload, "events"), "starts_on") == ["2023-09-01"]


def test_every_sheet_of_a_workbook_is_read():
    sheets = {
        "Roll": [["City", "Status", "Joined"], ["Lima", "member", 1999]],
        "Fees": [HEADER, LIMA],
        "Notes": [["Prepared in Barcelona"]],
    }
    upload = read(book(sheets))
    assert [(table.sheet, table.table) for table in upload.tables] == [("Roll", "members"), ("Fees", "dues")]
    assert [(issue.sheet, issue.severity) for issue in upload.issues if issue.code == "no_table"] == [
        ("Notes", "warning")
    ]


def test_a_hidden_sheet_is_named_and_left_out_until_it_is_chosen():
    content = book({"Fees": [HEADER, LIMA], "Old": [HEADER, WUHAN]}, hidden=("Old",))
    upload = read(content)
    assert values(only(upload), "city_id") == ["per-lima"]
    assert [issue.sheet for issue in upload.issues if issue.code == "hidden_sheet"] == ["Old"]
    chosen = read(content, hidden=frozenset({Sheet("book.xlsx", "Old")}))
    assert [table.sheet for table in chosen.tables] == ["Fees", "Old"]
    assert codes(chosen, "note")["hidden_sheet"] == 0


def test_a_sheet_without_a_table_says_so_and_nothing_else_is_read():
    upload = read_rows([["Dear colleagues"], ["please find the figures attached"]])
    assert upload.tables == ()
    assert codes(upload) == {"no_table": 1}
    assert upload.is_readable
    assert not upload.is_clean


def test_a_header_without_rows_is_a_table_without_rows():
    table = only(read_rows([HEADER]))
    assert account(table) == (0, 0, 0, 0)


def test_the_author_says_which_table_it_is():
    rows = [["City", "Amount", "Date", "Year"], ["Lima", 100, "2023-01-05", 2023]]
    assert only(read_rows(rows)).table == "receipts"
    table = only(
        read_rows([["Who", "How much"], ["Lima", 100]], tables={Sheet("book.xlsx", "Sheet1"): "dues"})
    )
    assert table.table == "dues"
    assert table.unmapped == ("Who", "How much")
    assert codes(table) == {"missing_key": 2}  # city and year


def test_the_author_leaves_a_sheet_out():
    upload = read_rows([HEADER, LIMA], tables={Sheet("book.xlsx", "Sheet1"): LEFT_OUT})
    assert upload.tables == ()
    assert codes(upload) == {}


def test_the_author_says_where_the_header_is():
    rows = [HEADER, ["old", "old", "old"], HEADER, LIMA]
    assert only(read_rows(rows)).header_row == 1
    table = only(read_rows(rows, header_rows={Sheet("book.xlsx", "Sheet1"): 3}))
    assert (table.header_row, account(table)) == (3, (1, 1, 0, 0))


def test_a_year_in_the_name_of_a_sheet_is_the_fee_year_of_its_rows():
    upload = read(
        book({"Fees 2022": [["City", "Due"], ["Lima", 1]], "Fees 2023": [["City", "Due"], ["Lima", 2]]})
    )
    assert [values(table, "fee_year") for table in upload.tables] == [[2022], [2023]]
    assert codes(upload, "note")["year_from_title"] == 2


def test_a_year_in_the_title_is_the_fee_year_of_the_table():
    table = only(read_rows([["Membership fees 2021"], [], ["City", "Due"], ["Lima", 1]]))
    assert values(table, "fee_year") == [2021]


def test_several_text_files_are_read_as_one_upload():
    from data.reading import read_upload
    from tests.support.uploads import current

    files = [("roll.csv", text([["City", "Status"], ["Lima", "member"]])), ("fees.csv", text([HEADER, LIMA]))]
    upload = read_upload(files, current())
    assert [(table.file, table.table) for table in upload.tables] == [
        ("roll.csv", "members"),
        ("fees.csv", "dues"),
    ]


def test_what_one_sheet_brings_the_other_may_refer_to_in_any_order():
    sheets = {
        "Fees": [["City", "Year", "Due"], ["Lisbon", 2023, 100]],
        "Members": [["City", "Country", "Status"], ["Lisbon", "Portugal", "member"]],
    }
    upload = read(book(sheets))
    assert account(only(upload, "dues")) == (1, 1, 0, 0)
    assert values(only(upload, "dues"), "city_id") == ["prt-lisbon"]


@pytest.mark.parametrize(
    "row",
    [b"Lima,2023,1,234.50", b"Lima,2023,5000,,late", b"Lima,2023,5000,late"],
    ids=["number", "far", "next"],
)
def test_a_row_of_a_text_file_with_more_cells_than_headings_is_held(row):
    upload = read(b"City,Year,Due\n" + row + b"\nWuhan,2023,6000\n", "fees.csv")
    assert account(only(upload)) == (2, 1, 0, 1)
    assert [row for row, _ in places(upload, "extra_cells")] == [2]
    assert values(only(upload), "due_eur") == [6000.0]


def test_a_row_of_a_text_file_with_blank_cells_too_many_is_no_trouble():
    upload = read(b"City,Year,Due\nLima,2023,5000,,\nWuhan,2023,6000\n", "fees.csv")
    assert account(only(upload)) == (2, 2, 0, 0)


@pytest.mark.parametrize("gap", [[], [""]], ids=["beside the table", "further right"])
def test_cells_without_a_heading_are_left_out_and_counted(gap):
    rows = [HEADER, [*LIMA, *gap, "late"], [*WUHAN, *gap, ""], ["Xi'an", 2023, 1, *gap, "early"]]
    table = only(read_rows(rows))
    assert account(table) == (3, 3, 0, 0)
    (issue,) = [issue for issue in table.issues if issue.code == "headless_cells"]
    assert (issue.severity, issue.column, issue.facts["count"]) == ("warning", "DE"[len(gap)], 2)


def test_a_blank_heading_in_a_text_file_leaves_its_cells_out_and_holds_no_row():
    table = only(read(text([[*HEADER, ""], [*LIMA, "late"], [*WUHAN, ""]]), "fees.csv"))
    assert account(table) == (2, 2, 0, 0)
    assert codes(table, "warning") == {"headless_cells": 1}


@pytest.mark.parametrize("first", [0, 1])
def test_a_column_without_a_heading_that_counts_the_rows_is_passed_over_in_silence(first):
    rows = [["", *HEADER], [first, *LIMA], [first + 1, *WUHAN]]
    assert codes(only(read(text(rows), "fees.csv")), "warning") == {}
    assert codes(only(read_rows(rows)), "warning") == {}
