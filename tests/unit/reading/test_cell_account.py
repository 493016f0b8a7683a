"""Every filled cell of a sheet is in a table, a title, a total or a remark, or was not read and is named."""

import pytest

from data.reading.choices import LEFT_OUT, Sheet
from tests.support.messy.words import LANGUAGES
from tests.support.uploads import account, book, codes, only, read, read_rows, text

EACH = pytest.mark.parametrize("w", LANGUAGES.values(), ids=list(LANGUAGES))


def parts(upload, sheet="Sheet1"):
    """Cells, in tables, titles, totals, remarks, not read."""
    (found,) = [entry for entry in upload.accounts if entry.sheet == sheet]
    assert found.cells == found.tables + found.titles + found.totals + found.notes + found.not_read
    return found.cells, found.tables, found.titles, found.totals, found.notes, found.not_read


def areas(upload, sheet="Sheet1"):
    """First and last row, first and last column of what was not read."""
    (found,) = [entry for entry in upload.accounts if entry.sheet == sheet]
    return [(a.first_row, a.last_row, a.first_column, a.last_column) for a in found.areas]


def fees(w):
    return [[w.city, w.year, w.due], [w.lima, 2023, 5000], [w.wuhan, 2023, 6000]]


@EACH
def test_titles_tables_totals_and_remarks_add_up(w):
    upload = read_rows([[w.title, w.as_of], [], *fees(w), [w.total, "", 11000], [], [w.remark]])
    assert parts(upload) == (14, 9, 2, 2, 1, 0)
    assert upload.is_clean


@EACH
def test_a_second_block_that_fits_no_table_is_named_with_its_rows(w):
    block = [[w.status, w.capital], ["a", "b"], ["c", "d"], ["e", "f"]]
    upload = read_rows([*fees(w), [], *block])
    assert areas(upload) == [(5, 8, 1, 2)]
    assert codes(upload) == {"not_read": 1}
    assert not upload.is_clean
    assert account(only(upload)) == (2, 2, 0, 0)


def test_a_second_block_beside_the_first_is_named_with_its_columns():
    rows = [["City", "Year", "Due", "", "Kind", "Colour"], ["Lima", 2023, 5, "", "x", "red"]]
    upload = read_rows([*rows, ["", "", "", "", "y", "blue"]])
    assert areas(upload) == [(1, 3, 5, 6)]
    (issue,) = [issue for issue in upload.issues if issue.code == "not_read"]
    assert (issue.severity, issue.facts["columns"]) == ("error", "E–F")


def test_rows_above_the_headings_that_are_no_title_are_named():
    upload = read_rows([["a", "b", "c"], ["Stadt", "x", 3], ["City", "Year", "Due"], ["Lima", 2023, 5]])
    assert areas(upload) == [(1, 2, 1, 3)]
    assert not upload.is_clean


@pytest.mark.parametrize(
    ("row", "is_title"),
    [(["Metropolis", "", "Secretariat", "Date:", "31 May 2023"], True), (["Lima", "Peru", 5], False)],
)
def test_a_lone_row_of_words_above_the_headings_is_a_letterhead_and_one_with_a_number_is_not(row, is_title):
    upload = read_rows([row, [], ["City", "Year", "Due"], ["Lima", 2023, 5]])
    assert upload.is_clean == is_title
    assert areas(upload) == ([] if is_title else [(1, 1, 1, 3)])


def test_a_list_of_names_and_numbers_above_the_headings_is_no_title():
    above = [["Lima", 5], ["Wuhan", 6], ["Dakar", 7]]
    upload = read_rows([*above, [], ["City", "Year", "Due"], ["Lima", 2023, 5]])
    assert areas(upload) == [(1, 3, 1, 2)]


def test_a_sheet_without_a_table_is_an_error_where_it_holds_rows_and_a_warning_where_it_holds_remarks():
    roll = [["City", "Status"], ["Lima", "member"]]
    remarks = read(book({"Roll": roll, "Notes": [["Prepared in Barcelona"], [], ["by the office"]]}))
    assert (codes(remarks, "warning")["no_table"], remarks.is_clean) == (1, True)
    assert parts(remarks, "Notes") == (2, 0, 0, 0, 2, 0)
    rows = read(book({"Roll": roll, "Lists": [["red", "green"], ["blue", "black"]]}))
    assert (codes(rows)["no_table"], rows.is_clean) == (1, False)
    assert areas(rows, "Lists") == [(1, 2, 1, 2)]
    left_out = read(
        book({"Roll": roll, "Lists": [["red", "green"]]}), tables={Sheet("book.xlsx", "Lists"): LEFT_OUT}
    )
    assert left_out.is_clean


def test_cells_under_no_heading_are_not_read_and_the_table_says_so():
    upload = read_rows([["City", "Year", "Due"], ["Lima", 2023, 5, "late"], ["Wuhan", 2023, 6, ""]])
    assert parts(upload) == (10, 9, 0, 0, 0, 1)
    assert areas(upload) == []
    assert codes(upload, "warning") == {"headless_cells": 1}


def test_a_lone_column_beside_a_table_is_a_warning():
    upload = read_rows([["", "", "City", "Year", "Due"], ["x", "", "Lima", 2023, 5]])
    assert codes(upload, "warning") == {"not_read": 1}
    assert upload.is_clean


@EACH
def test_tables_of_which_no_row_is_kept_are_never_usable(w):
    header = [w.city, w.year, w.paid, w.paid_on]
    for rows in ([header], [header, [w.lima, "", "", ""]], [header, [w.total, "", 5, ""]]):
        upload = read(text(rows), f"{w.paid}.csv")
        assert not upload.is_clean
        assert sum(table.kept for table in upload.tables) == 0


def test_that_nothing_was_kept_is_said():
    assert codes(read_rows([["City", "Year", "Due"]])) == {"nothing_kept": 1}


def test_a_workbook_that_was_exported_is_read_to_its_last_cell():
    upload = read(
        book(
            {
                "dues": [["city_id", "fee_year", "due_eur"], ["per-lima", 2023, 5]],
                "about": [["key", "value"], ["title", "x"]],
            }
        )
    )
    assert parts(upload, "about") == (4, 4, 0, 0, 0, 0)
    assert upload.is_clean
