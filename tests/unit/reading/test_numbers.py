"""Columns of numbers: marks, brackets, units, percent, currencies; what is decided and what is asked."""

import pytest

from data.reading.choices import Header
from tests.support.uploads import account, book, codes, counted, only, places, read, read_rows, text, values


def dues(*amounts, header="Due", **choices):
    """A sheet of dues with these amounts, one a year."""
    rows = [["Lima", 2001 + place, amount] for place, amount in enumerate(amounts)]
    return only(read_rows([["City", "Year", header], *rows], sheet="Fees due", **choices))


def receipts(*amounts, header="Paid", **columns):
    """A sheet of receipts with these amounts; further columns with one value each."""
    rows = [
        ["Lima", 2023, amount, f"2023-02-{place + 1:02}", *columns.values()]
        for place, amount in enumerate(amounts)
    ]
    return only(read_rows([["City", "Year", header, "Paid on", *columns], *rows], sheet="Payments"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (8840, 8840.0),
        (8840.5, 8840.5),
        ("8840", 8840.0),
        ("8840.50", 8840.5),
        ("8840,50", 8840.5),
        ("8,840.50", 8840.5),
        ("8 840,-", 8840.0),
        ("EUR 8.840,--", 8840.0),
        ("8.840,50", 8840.5),
        ("8 840,50", 8840.5),
        ("8\u00a0840,50", 8840.5),
        ("8\u202f840", 8840.0),
        ("8'840.50", 8840.5),
        ("8’840", 8840.0),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("12,34,567", 1234567.0),
        ("８８４０", 8840.0),
        ("0,125", 0.125),
        ("12.5万", 125000.0),
        ("1.2亿", 120000000.0),
        ("3k", 3000.0),
        ("€ 8 840", 8840.0),
        ("8840 EUR", 8840.0),
        ("8 840 欧元", 8840.0),
        ("EUR 8840.50", 8840.5),
    ],
)
def test_an_amount_written_in_any_of_these_ways_is_that_amount(written, value):
    table = dues(written)
    assert account(table) == (1, 1, 0, 0)
    assert values(table, "due_eur") == [value]


@pytest.mark.parametrize("written", ["(1 234)", "-1234", "1234-", "−1234", "(€ 1.234,00)"])
def test_a_refund_is_negative_however_it_is_written(written):
    assert values(receipts(written), "amount") == [-1234.0]


def test_a_decimal_comma_decides_for_the_column():
    table = dues("3.000", "1.234,56", "2,5")
    assert values(table, "due_eur") == [3000.0, 1234.56, 2.5]
    assert counted(table, "decimal_comma") == 2
    assert counted(table, "grouped_numbers") == 1


def test_a_decimal_point_decides_for_the_column():
    assert values(dues("3.000", "1,234.56"), "due_eur") == [3.0, 1234.56]


def test_two_marks_of_a_kind_decide_for_the_column():
    assert values(dues("3.000", "1.234.567"), "due_eur") == [3000.0, 1234567.0]


def test_without_a_deciding_number_the_column_is_asked_and_its_open_rows_are_held():
    table = dues("3.000", "5000", "1.250")
    assert account(table) == (3, 1, 0, 2)
    assert places(table, "ambiguous_numbers") == [(2, "Due"), (4, "Due")]
    (question,) = table.questions
    assert (question.code, question.count, question.examples) == ("ambiguous_numbers", 2, ("3.000", "1.250"))


@pytest.mark.parametrize(("mark", "value"), [(",", 3000.0), (".", 3.0)])
def test_the_answer_of_the_author_decides(mark, value):
    table = dues("3.000", marks={Header("book.xlsx", "Fees due", "Due"): mark})
    assert values(table, "due_eur") == [value]
    assert table.questions == ()


def test_real_numbers_decide_nothing_for_text_beside_them():
    table = dues(3000, 1234.5, "3.000")
    assert account(table) == (3, 2, 0, 1)
    assert codes(table) == {"ambiguous_numbers": 1}


def test_a_column_that_contradicts_itself_is_asked_about_its_open_numbers_only():
    table = dues("1.234,56", "1,234.56", "3.000")
    assert account(table) == (3, 2, 0, 1)
    assert values(table, "due_eur") == [1234.56, 1234.56]


def test_three_digits_behind_the_mark_of_a_whole_number_are_thousands():
    rows = [
        ["City", "Status", "Population"],
        ["Lima", "member", "850.000"],
        ["Wuhan", "member", "12,326,500"],
    ]
    table = only(read_rows(rows))
    assert values(table, "population") == [850000, 12326500]
    assert table.questions == ()


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("Population (万人)", 1232.65, 12326500),
        ("人口（万）", "1232.65", 12326500),
        ("Population (thousands)", 850, 850000),
        ("Population (millions)", 12.5, 12500000),
        ("Population", ("12.5", "@"), None),
        ("Population", (1232.65, '0.00"万"'), 12326500),
        ("Population", (12326500, '0!.0,"万"'), 12326500),
        ("Population", "1232.65万", 12326500),
    ],
)
def test_a_scale_in_header_cell_or_number_format_counts(header, cell, value):
    table = only(read_rows([["City", "Status", header], ["Lima", "member", cell]]))
    if value is None:
        assert codes(table) == {"bad_number": 1}  # half an inhabitant
    else:
        assert values(table, "population") == [value]


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("Probability", 0.3, 0.3),
        ("Probability", "30%", 0.3),
        ("Probability", "12,5 %", 0.125),
        ("Probability", (0.3, "0%"), 0.3),
        ("Probability", (30, '0"%"'), 0.3),
        ("Probability (%)", 30, 0.3),
        ("概率", "30％", 0.3),
    ],
)
def test_percent_is_a_share_wherever_the_sign_stands(header, cell, value):
    table = only(read_rows([["City", "Stage", header], ["Foshan", "applied", cell]], sheet="Prospects"))
    assert values(table, "probability") == [pytest.approx(value)]


def test_a_share_above_one_without_a_percent_sign_is_held():
    table = only(read_rows([["City", "Stage", "Probability"], ["Foshan", "applied", 30]]))
    assert places(table, "out_of_range") == [(2, "Probability")]


@pytest.mark.parametrize("bad", ["n/a", "-", "paid", "12 + 3", "1.23,456", "5 %", True])
def test_what_is_no_amount_is_held_with_the_value(bad):
    table = dues(5000, bad)
    assert account(table) == (2, 1, 0, 1)
    assert places(table, "bad_number") == [(3, "Due")]


def test_a_negative_due_lies_outside_its_range():
    assert codes(dues(-5)) == {"out_of_range": 1}


# Currencies


def test_amounts_without_a_currency_are_eur_and_counted():
    table = receipts(100, 200)
    assert values(table, "currency") == ["EUR", "EUR"]
    assert values(table, "amount_eur") == [100.0, 200.0]
    assert counted(table, "currency_assumed") == 2


@pytest.mark.parametrize(
    "sign", ["¥63000", "63000元", "RMB 63000", "63000 CNY", "CN¥ 63,000.00", "人民币 63000", "6.3万元"]
)
def test_a_currency_beside_the_amount_needs_a_rate(sign):
    table = receipts(sign)
    assert account(table) == (1, 0, 0, 1)
    assert places(table, "missing_rate") == [(2, "amount_eur")]


def test_a_rate_column_converts_foreign_money():
    table = receipts("63000", Currency="RMB", **{"Exchange rate": 0.1315})
    assert values(table, "currency") == ["CNY"]
    assert values(table, "amount_eur") == [8284.5]


def test_the_amount_in_eur_may_stand_beside_the_foreign_one():
    table = receipts("63000", Currency="CNY", **{"Amount EUR": 8280})
    assert (values(table, "amount"), values(table, "amount_eur")) == ([63000.0], [8280.0])


def test_a_rate_table_of_the_last_month_converts_and_an_invented_one_does_not():
    dollars = receipts("100", Currency="USD")
    assert values(dollars, "amount_eur") == [92.0]
    assert counted(dollars, "rate_from_table") == 1
    assert codes(receipts("100", Currency="CNY")) == {"missing_rate": 1}


def test_a_rate_older_than_a_month_is_not_taken():
    rows = [["City", "Year", "Paid", "Paid on", "Currency"], ["Lima", 2023, 100, "2023-03-15", "USD"]]
    assert codes(only(read_rows(rows))) == {"missing_rate": 1}


def test_a_rate_table_of_the_same_upload_converts():
    sheets = {
        "Payments": [
            ["City", "Year", "Paid", "Paid on", "Currency"],
            ["Lima", 2023, 1000, "2023-03-15", "CNY"],
        ],
        "Rates": [["Currency", "Date", "EUR per unit"], ["CNY", "2023-03-01", 0.135]],
    }
    assert values(only(read(book(sheets)), "receipts"), "amount_eur") == [135.0]


def test_the_currency_of_the_heading_holds_for_the_column():
    table = receipts(63000, header="Paid (CNY)", Rate=0.13)
    assert (values(table, "currency"), values(table, "amount_eur")) == (["CNY"], [8190.0])


def test_a_currency_in_the_number_format_holds_for_the_cell():
    table = receipts((63000, "[$¥-804]#,##0"), (100, "#,##0 [$€-407]"))
    assert codes(table) == {"missing_rate": 1}
    assert values(table, "currency") == ["EUR"]


def test_an_amount_without_a_sign_among_foreign_ones_is_not_taken_for_eur():
    table = receipts("¥63000", "8840")
    assert codes(table) == {"missing_rate": 1, "missing_required": 1}


def test_a_sign_that_contradicts_the_currency_column_is_held():
    table = receipts("$100", Currency="EUR")
    assert places(table, "bad_value") == [(2, "Currency")]


def test_a_due_in_another_currency_is_held_because_no_rate_is_invented():
    assert codes(dues("¥63000")) == {"missing_rate": 1}
    assert codes(dues(63000, header="Due (CNY)")) == {"missing_rate": 1}


def test_a_column_in_eur_alone_is_amount_and_eur():
    table = receipts(8815, header="Amount in EUR")
    assert (values(table, "amount"), values(table, "currency"), values(table, "amount_eur")) == (
        [8815.0],
        ["EUR"],
        [8815.0],
    )


def test_an_amount_in_eur_that_does_not_follow_from_the_rate_is_said():
    table = receipts(1000, Currency="CNY", **{"Rate": 0.13, "Amount EUR": 500})
    assert places(table, "implausible") == [(2, "Amount EUR")]


def test_the_file_decides_by_its_text_as_well():
    rows = [["City", "Year", "Due"], ["Lima", "2021", "1.234,50"], ["Lima", "2022", "3.000"]]
    assert values(only(read(text(rows, ";"), "fees due.csv")), "due_eur") == [1234.5, 3000.0]
