"""Which column holds the fee and which the money received: by its words, never by a unit; else a question."""

import pytest

from data.reading.choices import Header
from tests.support.uploads import account, codes, only, places, read_rows, values

PLACE = "book.xlsx", "Sheet1"

# city, year, due, paid, paid on
HEADINGS = {
    "English": ["City", "Year", "Due (EUR)", "Paid (EUR)", "Paid on"],
    "Chinese": ["城市", "年度", "应缴(欧元)", "实缴(欧元)", "缴费日期"],
    "French": ["Ville", "Année", "Dû (EUR)", "Réglé (EUR)", "Réglé le"],
    "Spanish": ["Ciudad", "Año", "Cuota (EUR)", "Cobrado (EUR)", "Cobrado el"],
}
OTHERS = {
    "English": ["Balance (EUR)", "Outstanding (EUR)", "Pledged (EUR)", "GDP per capita (EUR)"],
    "Chinese": ["欠缴(欧元)", "余额(欧元)", "承诺(欧元)", "人均生产总值(欧元)"],
    "French": ["Solde (EUR)", "Impayé (EUR)", "Promis (EUR)", "Budget (EUR)"],
    "Spanish": ["Saldo (EUR)", "Pendiente (EUR)", "Prometido (EUR)", "Presupuesto (EUR)"],
}


@pytest.mark.parametrize("place", [2, 4], ids=["before", "behind"])
@pytest.mark.parametrize("language", HEADINGS)
def test_other_money_beside_due_and_paid_is_left_out_and_said(language, place):
    header, others = HEADINGS[language], OTHERS[language]
    row, numbers = ["Lima", 2023, 5000, 3000, "2023-03-01"], [777] * len(others)
    upload = read_rows([[*header[:place], *others, *header[place:]], [*row[:place], *numbers, *row[place:]]])
    assert values(only(upload, "dues"), "due_eur") == [5000.0]
    assert values(only(upload, "receipts"), "amount_eur") == [3000.0]
    assert all(set(others) <= set(table.unmapped) for table in upload.tables)


@pytest.mark.parametrize("other", [other for others in OTHERS.values() for other in others[::2]])
def test_other_money_alone_is_no_receipt_and_no_fee(other):
    upload = read_rows([["City", "Year", other, "Paid on"], ["Lima", 2023, 777, "2023-03-01"]])
    assert not upload.changes
    assert not upload.is_clean


def two_that_claim(**choices):
    rows = [
        ["City", "Year", "Due", "Paid", "Received amount", "Paid on"],
        ["Lima", 2023, 5000, 3000, 2900, "2023-03-01"],
        ["Wuhan", 2023, 5000, "", "", ""],
    ]
    return read_rows(rows, **choices)


def test_two_columns_of_money_received_are_a_question_and_their_rows_wait():
    upload = two_that_claim()
    table = only(upload, "receipts")
    (question,) = table.questions
    assert (question.code, question.header) == ("ambiguous_columns", "receipts.amount")
    assert (question.count, question.examples) == (1, ("Paid", "Received amount"))
    assert account(table) == (2, 0, 1, 1)
    assert codes(table) == {"ambiguous_columns": 2}  # of the headings, and of the row that waits
    assert not upload.is_clean


@pytest.mark.parametrize(("heading", "amount"), [("Paid", 3000.0), ("Received amount", 2900.0)])
def test_the_answer_takes_one_of_them_and_leaves_the_other_out(heading, amount):
    upload = two_that_claim(columns={Header(*PLACE, heading): "receipts.amount"})
    table = only(upload, "receipts")
    assert values(table, "amount") == [amount]
    assert (table.questions, table.confidence["amount"]) == ((), "chosen")
    assert upload.is_clean


def test_of_two_columns_with_the_word_paid_one_in_euro_is_the_amount_in_euro():
    header = ["City", "Year", "Paid (CNY)", "Paid (EUR)", "Paid on"]
    table = only(read_rows([header, ["Wuhan", 2023, 65000, 8450, "2023-03-01"]]))
    assert (values(table, "amount"), values(table, "amount_eur")) == ([65000.0], [8450.0])
    assert values(table, "currency") == ["CNY"]


def test_two_columns_of_what_is_due_are_a_question_too():
    table = only(read_rows([["City", "Year", "Annual fee", "Amount due"], ["Lima", 2023, 5000, 4500]]))
    assert [question.header for question in table.questions] == ["dues.due_eur"]
    assert account(table) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    "header",
    [
        ["City", "Year", "Amount", "Date"],
        ["城市", "年度", "金额", "日期"],
        ["Ville", "Année", "Montant", "Date"],
        ["Ciudad", "Año", "Importe", "Fecha"],
    ],
)
def test_an_amount_of_which_nothing_says_what_it_is_is_a_guess(header):
    table = only(read_rows([header, ["Lima", 2023, 500, "2023-03-01"]]))
    assert table.confidence["amount"] == "guessed"
    assert places(table, "guessed_column") == [(1, header[2])]


@pytest.mark.parametrize(
    ("header", "sheet"),
    [
        (["City", "Year", "Amount", "Payment date"], "Sheet1"),
        (["City", "Year", "Amount", "Date"], "Payments received"),
        (["城市", "年度", "金额", "缴费日期"], "Sheet1"),
        (["Ville", "Année", "Montant", "Réglé le"], "Feuil1"),
        (["Ciudad", "Año", "Importe", "Fecha de pago"], "Hoja1"),
    ],
)
def test_an_amount_beside_words_of_payment_is_sure(header, sheet):
    table = only(read_rows([header, ["Lima", 2023, 500, "2023-03-01"]], sheet=sheet))
    assert (table.table, table.confidence["amount"]) == ("receipts", "sure")


def test_an_amount_on_a_sheet_of_invoices_is_what_was_asked_for():
    rows = [["City", "Year", "Amount", "Invoice date"], ["Lima", 2023, 500, "2023-01-10"]]
    table = only(read_rows(rows, sheet="Invoices"))
    assert (table.table, values(table, "due_eur")) == ("dues", [500.0])


def test_a_percentage_is_no_money():
    table = only(read_rows([["City", "Year", "Due", "Discount (%)"], ["Lima", 2023, 500, 10]]))
    assert table.unmapped == ("Discount (%)",)
