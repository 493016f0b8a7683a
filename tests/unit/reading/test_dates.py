"""Columns of dates: real, as numbers, as text in many forms; what is decided, and what is asked."""

import datetime as dt

import pytest

from data.cleaning.date_parsing import parse_date
from data.reading.choices import Header
from tests.support.uploads import account, book, codes, counted, only, places, read, read_rows, text, values

RECEIPTS = ["City", "Year", "Paid", "Paid on"]


def receipts(*days, **choices):
    """A sheet of receipts with these days, one a row."""
    rows = [["Wuhan", 2023, 1000 + place, day] for place, day in enumerate(days)]
    return only(read_rows([RECEIPTS, *rows], sheet="Payments", **choices))


def joined(*days):
    """A roll with these joining dates, one a row."""
    cities = ["Lima", "Wuhan", "Xi'an", "Guangzhou", "Barcelona"]
    return only(
        read_rows(
            [["City", "Status", "Joined"], *([c, "member", d] for c, d in zip(cities, days, strict=False))]
        )
    )


@pytest.mark.parametrize(
    "written",
    [
        dt.date(2023, 5, 9),
        dt.datetime(2023, 5, 9, 14, 30),  # noqa: DTZ001  a cell has no zone
        "2023-05-09",
        "2023/5/9",
        "2023.5.9",
        "2023. 5. 9.",
        "20230509",
        20230509,
        "2023年5月9日",
        "2023 年 5 月 9 日",
        "二〇二三年五月九日",
        "9 May 2023",
        "9-May-23",
        "May 9, 2023",
        "May 9th 2023",
        "Tuesday, 9 May 2023",
        "9 mai 2023",
        "le 9 mai 2023",
        "9 de mayo de 2023",
        "9.5.2023",
        "09.05.2023",
        "2023-05-09T10:00:00Z",
        "2023-05-09 00:00:00",
        45055,
        "45055",
        "２０２３－０５－０９",
    ],
    ids=str,
)
def test_a_day_written_in_any_of_these_ways_is_that_day(written):
    table = receipts(written)
    assert account(table) == (1, 1, 0, 0)
    assert values(table, "received_on") == ["2023-05-09"]


@pytest.mark.parametrize(("typed", "year"), [("25 Dec 69", 2069), ("25 Dec 70", 1970)])
def test_two_digits_from_70_on_are_a_year_of_the_last_century(typed, year):
    parsed = parse_date(typed)
    assert parsed is not None
    assert parsed.read(None) == dt.date(year, 12, 25)


def test_a_day_that_needs_day_first_decides_for_the_column():
    table = receipts("04/05/2023", "25/12/2022", "01/02/2023")
    assert values(table, "received_on") == ["2023-05-04", "2022-12-25", "2023-02-01"]
    assert counted(table, "dates_day_first") == 3


def test_a_day_that_needs_month_first_decides_for_the_column():
    table = receipts("04/05/2023", "12/25/2022", "01/02/2023")
    assert values(table, "received_on") == ["2023-04-05", "2022-12-25", "2023-01-02"]
    assert counted(table, "dates_month_first") == 3


def test_without_a_deciding_day_the_column_is_asked_and_its_open_rows_are_held():
    table = receipts("04/05/2023", "03/03/2023", "01/02/2023")
    assert account(table) == (3, 1, 0, 2)
    assert values(table, "received_on") == ["2023-03-03"]  # the same either way
    assert places(table, "ambiguous_dates") == [(2, "Paid on"), (4, "Paid on")]
    (question,) = table.questions
    assert (question.code, question.header, question.count) == ("ambiguous_dates", "Paid on", 2)
    assert question.examples == ("04/05/2023", "01/02/2023")


@pytest.mark.parametrize(("order", "first"), [("day", "2023-05-04"), ("month", "2023-04-05")])
def test_the_answer_of_the_author_decides(order, first):
    place = Header("book.xlsx", "Payments", "Paid on")
    table = receipts("04/05/2023", "03/03/2023", orders={place: order})
    assert account(table) == (2, 2, 0, 0)
    assert values(table, "received_on") == [first, "2023-03-03"]
    assert table.questions == ()


def test_a_column_that_contradicts_itself_is_asked_about_its_open_days_only():
    table = receipts("25/12/2022", "12/25/2022", "04/05/2023")
    assert account(table) == (3, 2, 0, 1)
    assert codes(table) == {"ambiguous_dates": 1}


def test_dots_are_day_first_without_asking():
    assert values(receipts("04.05.2023"), "received_on") == ["2023-05-04"]


def test_each_column_is_decided_by_itself():
    rows = [
        ["City", "Year", "Due", "Invoice date", "Paid", "Paid on"],
        ["Wuhan", 2023, 100, "04/05/2023", 100, "05/13/2023"],
        ["Lima", 2023, 100, "13/05/2023", 100, "04/05/2023"],
    ]
    upload = read_rows(rows)
    assert values(only(upload, "dues"), "invoiced_on") == ["2023-05-04", "2023-05-13"]
    assert values(only(upload, "receipts"), "received_on") == ["2023-05-13", "2023-04-05"]


def test_real_dates_beside_day_first_text_may_be_swapped_and_are_pointed_at():
    table = receipts(dt.date(2023, 1, 5), dt.date(2023, 2, 6), dt.date(2023, 3, 7), "25/03/2023")
    assert account(table) == (4, 4, 0, 0)
    assert codes(table, "warning")["mixed_dates"] == 3


@pytest.mark.parametrize(
    "bad", ["soon", "31/02/2023", "2023-13-01", "30.02.2023", "n/a", "2023-05", "May 2023", 2023.5]
)
def test_what_is_no_day_is_held_with_the_value(bad):
    table = receipts("2023-05-09", bad)
    assert account(table) == (2, 1, 0, 1)
    assert places(table, "bad_date") == [(3, "Paid on")]


def test_serial_numbers_count_from_1900():
    table = receipts(45055, 45056.75)
    assert values(table, "received_on") == ["2023-05-09", "2023-05-10"]
    assert counted(table, "serial_dates") == 2


def test_serial_numbers_count_from_1904_where_the_workbook_says_so():
    rows = [RECEIPTS, ["Wuhan", 2023, 1, 43593], ["Wuhan", 2023, 2, dt.date(2023, 5, 9)]]
    table = only(read(book({"Payments": rows}, date_1904=True)))
    assert values(table, "received_on") == ["2023-05-09", "2023-05-09"]


def test_a_year_alone_is_kept_as_a_year():
    table = joined(1999, "2001", "2003年")
    assert values(table, "joined_on") == ["1999", "2001", "2003"]
    assert set(table.records["joined_on_precision"]) == {"year"}


def test_a_month_alone_is_kept_as_its_year_and_counted():
    table = joined("May 2003", "2004-06", "2005年7月", "06/2006")
    assert values(table, "joined_on") == ["2003", "2004", "2005", "2006"]
    assert counted(table, "month_dropped") == 4


def test_years_and_days_stand_in_one_column():
    table = joined(1999, dt.date(2010, 6, 1), "12 May 2015", "", "unknown")
    assert account(table) == (5, 4, 0, 1)
    assert values(table, "joined_on") == ["1999", "2010-06-01", "2015-05-12", None]


def test_a_time_of_day_is_dropped_and_counted():
    table = receipts(dt.datetime(2023, 5, 9, 14, 30))  # noqa: DTZ001  a cell has no zone
    assert counted(table, "time_dropped") == 1


def test_a_year_column_takes_the_year_of_whatever_stands_in_it():
    rows = [["City", "Year", "Due"], ["Lima", "2021", 1], ["Lima", "FY 2022", 1], ["Lima", "2023年", 1],
            ["Lima", dt.date(2020, 1, 1), 1], ["Lima", "2018/2019", 1], ["Lima", 45055, 1]]  # fmt: skip
    table = only(read_rows(rows))
    assert account(table) == (6, 4, 0, 2)
    assert values(table, "fee_year") == [2021, 2022, 2023, 2020]
    assert codes(table) == {"ambiguous_years": 1, "out_of_range": 1}


def test_a_text_file_keeps_its_days():
    content = text(
        [RECEIPTS, ["Wuhan", "2023", "1000", "13/05/2023"], ["Wuhan", "2023", "1001", "14/05/2023"]]
    )
    assert values(only(read(content, "payments.csv")), "received_on") == ["2023-05-13", "2023-05-14"]


def test_joining_and_receiving_in_the_future_are_kept_and_said():
    assert codes(joined(2050), "warning") == {"implausible": 1}
    assert codes(receipts("2023-06-30"), "warning") == {"implausible": 1}
