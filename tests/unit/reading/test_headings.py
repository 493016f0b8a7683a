"""A heading takes in a further row only on evidence that this row is no data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.choices import Row
from tests.support.messy.words import LANGUAGES
from tests.support.uploads import account, book, codes, only, read, read_rows, text, values

EACH = pytest.mark.parametrize("w", LANGUAGES.values(), ids=list(LANGUAGES))


def both_ways(rows):
    """The only table of the rows, from a workbook and from a text file."""
    plain = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return only(read(book(rows))), only(read(text(plain), "rows.csv"))


@EACH
@pytest.mark.parametrize("year", [1999, "1999", "FY2021", "2021年"])
def test_a_first_row_of_words_and_a_year_is_data(w, year):
    rows = [[w.city, w.country, w.status, "Founded"]]
    rows += [[w.lima, "Peru", w.member, year], [w.wuhan, "China", w.member, 2001]]
    for table in both_ways(rows):
        assert (table.region.first_row, table.header_row, account(table)) == (1, 1, (2, 2, 0, 0))


@EACH
def test_three_payments_of_text_are_three_payments(w):
    rows = [[w.city, w.year, w.paid, w.paid_on, "Fiscal"]]
    rows += [[w.lima, "2023", "100", "2023-01-05", "2023"], [w.wuhan, "2023", "100", "2023-02-05", "2023"]]
    rows += [[w.lima, "2022", "90", "2022-01-05", "2022"]]
    for table in both_ways(rows):
        assert (table.table, account(table)) == ("receipts", (3, 3, 0, 0))


@EACH
def test_rows_of_words_that_are_names_of_columns_elsewhere_are_data(w):
    status = {"en": "Member", "zh": "会员", "fr": "Membre", "es": "Miembro"}[w.code]
    rows = [[w.city, w.status, "Money"], [w.lima, status, w.paid], [w.wuhan, status, w.paid]]
    rows += [[w.barcelona, status, w.due]]
    for table in both_ways(rows):
        assert (table.table, table.header_row, account(table)) == ("members", 1, (3, 3, 0, 0))


def test_a_last_row_of_such_words_below_a_gap_is_data():
    rows = [["City", "Status", "Money"], ["Lima", "Member", "Paid"], [], ["Wuhan", "Member", "Due"]]
    for table in both_ways(rows):
        assert (table.header_row, account(table)) == (1, (2, 2, 0, 0))


def test_data_are_no_heading_although_the_heading_is_in_a_language_that_nobody_foresaw():
    rows = [["Stadt", "Art", "Geld"], ["Lima", "Member", "Paid"], ["Wuhan", "Member", "Paid"]]
    assert read_rows(rows).tables == ()


@EACH
def test_names_over_figures_units_and_groups_are_headings(w):
    rows = [[w.city, f"{w.fees} 2023", ""], ["", w.due, w.discount], ["", "EUR", "EUR"], [w.lima, 5000, 50]]
    table = only(read_rows(rows))
    assert (table.header_row, account(table)) == (3, (1, 1, 0, 0))
    assert (values(table, "due_eur"), values(table, "discount_eur")) == ([5000.0], [50.0])


def test_a_first_row_of_currencies_is_no_row_of_units():
    rows = [["City", "Year", "Paid", "Currency", "Paid on"], ["", "", "", "EUR", ""]]
    rows += [["Lima", 2023, 5, "EUR", "2023-01-05"]]
    assert only(read_rows(rows)).header_row == 1


def test_what_was_joined_is_said_and_the_author_can_say_that_it_is_data():
    rows = [["City", "Fees 2023", ""], ["", "Due", "Discount"], ["Lima", 5000, 50]]
    table = only(read_rows(rows))
    assert (table.region.first_row, table.header_row) == (1, 2)
    assert codes(table, "note")["joined_headings"] == 1
    undone = only(read_rows(rows, data_rows=frozenset({Row("book.xlsx", "Sheet1", 2)})))
    assert (undone.region.first_row, undone.header_row, undone.rows_read) == (1, 1, 2)
    assert codes(undone, "note")["joined_headings"] == 0


def test_a_row_of_words_directly_below_a_table_is_a_row_of_it():
    rows = [["City", "Year", "Due"], ["Lima", 2023, 5], ["Stage", "Notes x", "Owner x"]]
    assert account(only(read_rows(rows))) == (2, 1, 0, 1)


def test_the_first_row_below_a_heading_begins_no_table_and_a_heading_belongs_to_one_table():
    rows = [["ville", "tasa de cambio", "importe en eur", "source des données"]]
    rows += [["Lima", "taux", "n/a", "source"], ["Lima", "fx rate", -3.5, "source"]]
    upload = read_rows([*rows, ["Xi’an", "", 9, "origen de los datos"]])
    assert {table.header_row for table in upload.tables} == {1}


KNOWN = st.sampled_from(
    ["City", "Member", "Paid", "Due", "Status", "城市", "会员", "membre", "2023", "EUR", "Note", "active"]
)


@given(rows=st.lists(st.tuples(KNOWN, KNOWN), min_size=1, max_size=8))
def test_rows_that_name_a_city_are_rows_whatever_words_stand_beside_it(rows):
    lines = [[f"City number {place}", "Peru", *row] for place, row in enumerate(rows)]
    table = only(read_rows([["City", "Country", "Status", "Remark"], *lines], table="members"))
    assert (table.header_row, table.rows_read) == (1, len(rows))
