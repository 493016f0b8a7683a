"""Which rows below a header are data, and which are passed over with a reason."""

import datetime as dt

import pytest

from data.reading.choices import Row
from data.reading.rows import is_total
from tests.support.uploads import account, codes, only, places, read, read_rows, text, values

HEADER = ["City", "Year", "Due", "Note"]
LIMA = ["Lima", 2023, 5000, ""]
WUHAN = ["Wuhan", 2023, 6000, ""]


@pytest.mark.parametrize(
    "label",
    [
        "Total",
        "TOTAL:",
        "Grand total",
        "Sub-total",
        "Subtotal Asia",
        "Sum",
        "合计",
        "总计",
        "小计",
        "共计",
        "合计（元）",
        "Suma",
        "Total general",
        "Totale",
        "Sous-total",
        "Somme",
        "Summe",
        "Total 2023",
        "　合计　",
        "ＴＯＴＡＬ",
        "* Total",
        "合 计",
        "总　计",
        "Average",
        "平均",
        "Promedio",
        "Moyenne",
    ],
)
def test_a_total_is_ignored_with_its_reason(label):
    table = only(read_rows([HEADER, LIMA, WUHAN, [label, "", 11000, ""]]))
    assert account(table) == (3, 2, 1, 0)
    assert table.ignored_rows == {4: "total_row"}
    assert values(table, "due_eur") == [5000.0, 6000.0]


@pytest.mark.parametrize("label", ["Sumy", "Totana", "Summerside", "Somme-Leuze", "总督"])
def test_a_city_whose_name_begins_like_a_total_is_none(label):
    assert not is_total(label)


def test_a_total_in_the_second_column_is_a_total_too():
    rows = [["No.", *HEADER], [1, *LIMA], [2, *WUHAN], ["", "Total", "", 11000, ""]]
    table = only(read_rows(rows))
    assert account(table) == (3, 2, 1, 0)


def test_a_note_about_a_total_does_not_make_its_row_one():
    table = only(read_rows([HEADER, ["Lima", 2023, 5000, "Total paid in two parts"], WUHAN]))
    assert account(table) == (2, 2, 0, 0)


def test_a_sum_without_a_name_is_a_total():
    table = only(read_rows([HEADER, LIMA, WUHAN, ["", "", 11000, ""]]))
    assert account(table) == (3, 2, 1, 0)
    assert table.ignored_rows == {4: "total_row"}


def test_a_row_without_a_name_that_is_no_sum_is_held():
    table = only(read_rows([HEADER, LIMA, WUHAN, ["", "", 10999, ""]]))
    assert account(table) == (3, 2, 0, 1)
    assert places(table, "missing_key") == [(4, "City"), (4, "Year")]


def test_sums_of_parts_are_told_from_the_rows_since_the_last_one():
    rows = [
        HEADER,
        LIMA,
        WUHAN,
        ["", "", 11000, ""],
        ["Xi'an", 2023, 6000, ""],
        ["Barcelona", 2023, 7000, ""],
        ["", "", 13000, ""],
    ]
    table = only(read_rows(rows))
    assert account(table) == (6, 4, 2, 0)
    assert table.ignored_rows == {4: "total_row", 7: "total_row"}


@pytest.mark.parametrize(
    "note",
    [
        "Note: provisional figures",
        "* not yet audited",
        "Source: accounts department",
        "注：数据截至2023年5月",
        "备注: 暂定",
        "Remarque : chiffres provisoires",
        "Nota: cifras provisionales",
        "Fuente: contabilidad",
        "The figures of this year are provisional and will be confirmed by the office in June",
        "Asia-Pacific",
        "China",
        "New members:",
        "prepared by the regional secretariat",
    ],
)
def test_a_remark_or_a_heading_in_one_cell_is_ignored_with_its_reason(note):
    table = only(read_rows([HEADER, LIMA, [note], WUHAN]))
    assert account(table) == (3, 2, 1, 0)
    assert table.ignored_rows == {3: "note_row"}


def test_a_signature_below_the_table_is_a_remark():
    table = only(
        read_rows([HEADER, LIMA, [], ["Prepared by:", "the office"], ["Date:", dt.date(2023, 5, 1)]])
    )
    assert account(table) == (3, 1, 2, 0)


@pytest.mark.parametrize(
    "row",
    [
        ["填表人：王", "", "审核人：李", ""],
        ["单位负责人：王", "填表人：李", "填表日期：2023年5月1日", ""],
        ["", "", "填表人", "王"],
        ["Signature", "", "", ""],
        ["Prepared by: A", "Checked by: B", dt.date(2023, 5, 1), ""],
        ["Date", "2023-05-01", "Signature", ""],
        ["Établi par : X", "Vérifié par : Y", "le 3 mai 2023", ""],
        ["Elaborado por: X", "Revisado por: Y", "Fecha: 3 de mayo de 2023", ""],
    ],
)
def test_a_row_of_signatures_is_a_remark_whatever_stands_beside_them(row):
    table = only(read_rows([HEADER, LIMA, WUHAN, [], row]))
    assert (account(table), table.ignored_rows) == ((3, 2, 1, 0), {5: "note_row"})


@pytest.mark.parametrize("row", [["Lima", 2022, 5, "Signature"], ["Signature", 2022, 5, ""]])
def test_a_row_with_figures_is_no_signature(row):
    assert only(read_rows([HEADER, LIMA, row])).ignored == 0


def test_a_lone_name_that_nobody_knows_is_held_rather_than_passed_over():
    table = only(read_rows([HEADER, LIMA, ["Atlantis"]]))
    assert account(table) == (2, 1, 0, 1)
    assert places(table, "unknown_city") == [(3, "City")]


def test_headers_repeated_on_every_page_are_ignored():
    table = only(read_rows([HEADER, LIMA, HEADER, WUHAN, ["", "", "", ""], ["city ", "YEAR", "Due", "Note"]]))
    assert account(table) == (4, 2, 2, 0)
    assert set(table.ignored_rows.values()) == {"repeated_header"}


def test_blank_rows_are_not_counted_and_end_nothing():
    table = only(read_rows([HEADER, LIMA, [], [], ["", " ", "", " "], WUHAN]))
    assert account(table) == (2, 2, 0, 0)
    assert list(table.records.index) == [2, 6]


def test_examples_of_the_template_are_ignored():
    rows = [
        ["city_id", "fee_year", "due_eur", "source"],
        ["chn-wuhan", 2023, 1, "example: delete this row"],
        ["per-lima", 2023, 2, "ledger"],
    ]
    table = only(read_rows(rows))
    assert account(table) == (2, 1, 1, 0)
    assert table.ignored_rows == {2: "example_row"}


def test_a_row_that_the_author_leaves_out_is_ignored():
    left_out = frozenset({Row("book.xlsx", "Sheet1", 2)})
    table = only(read_rows([HEADER, LIMA, WUHAN], left_out=left_out))
    assert account(table) == (2, 1, 1, 0)
    assert table.ignored_rows == {2: "left_out"}


def test_a_second_row_with_the_same_key_is_held():
    table = only(read_rows([HEADER, LIMA, WUHAN, ["Lima", 2023, 4999, ""]]))
    assert account(table) == (3, 2, 0, 1)
    assert places(table, "duplicate_key") == [(4, "City")]
    assert values(table, "due_eur") == [5000.0, 6000.0]


def test_the_same_row_on_two_sheets_is_held_on_the_second():
    from tests.support.uploads import book

    upload = read(book({"Fees A": [HEADER, LIMA], "Fees B": [HEADER, LIMA, WUHAN]}))
    first, second = upload.tables
    assert account(first) == (1, 1, 0, 0)
    assert account(second) == (2, 1, 0, 1)
    assert codes(second) == {"duplicate_key": 1}


def test_beyond_fifty_problems_of_a_kind_the_rest_is_counted_and_every_row_is_still_held():
    rows = [["City", "Year", "Due"], *[["Lima", 1990 + number % 30, "n/a"] for number in range(70)]]
    table = only(read_rows(rows))
    assert account(table) == (70, 0, 0, 70)
    assert codes(table) == {"bad_number": 50, "and_more": 1}
    assert len(table.reasons) == 70


def test_rows_of_a_text_file_are_numbered_as_the_spreadsheet_numbers_them():
    content = b'City,Year,Due\r\nLima,2023,"5000"\r\n\r\nAtlantis,2023,1\r\n'
    table = only(read(content, "fees.csv"))
    assert places(table, "unknown_city") == [(4, "City")]


def test_a_line_break_in_a_cell_does_not_move_the_rows_below():
    rows = [["City", "Year", "Due", "Note"], ["Lima", 2023, 1, "first\nsecond"], ["Atlantis", 2023, 1, ""]]
    table = only(read(text(rows), "fees.csv"))
    assert places(table, "unknown_city") == [(3, "City")]
