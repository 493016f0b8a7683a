"""A status of payment decides whether money was received; a word for a lapsed member decides its standing."""

import pytest

from data.cleaning.codes import code_of
from data.schema import STATUSES
from tests.support.uploads import account, codes, only, places, read_rows, values

NOT_RECEIVED = {
    "English": ["Pending", "Refunded", "Cancelled", "Failed", "Unpaid", "Overdue", "Draft", "Bounced"],
    "Chinese": ["待付", "已退款", "已取消", "支付失败", "未缴", "逾期", "处理中", "待付款"],
    "French": ["En attente", "Remboursé", "Annulée", "Échoué", "Impayé", "En retard", "Brouillon", "Rejetée"],
    "Spanish": [
        "Pendiente",
        "Reembolsado",
        "Anulada",
        "Fallido",
        "Impagado",
        "Vencida",
        "En trámite",
        "Devuelto",
    ],
}
RECEIVED = {
    "English": ["Paid", "Completed", "Settled", "Posted"],
    "Chinese": ["已付", "已缴费", "到账", "支付成功"],
    "French": ["Payé", "Réglée", "Encaissé", "Reçu"],
    "Spanish": ["Pagado", "Cobrada", "Completado", "Recibido"],
}
HEADINGS = {
    "English": ["City", "Year", "Amount", "Payment date", "Payment status"],
    "Chinese": ["城市", "年度", "金额", "付款日期", "付款状态"],
    "French": ["Ville", "Année", "Montant", "Date de paiement", "Statut du paiement"],
    "Spanish": ["Ciudad", "Año", "Importe", "Fecha de pago", "Estado del pago"],
}


def payments(header, *statuses, amounts=None):
    amounts = amounts or [100.0 * number for number in range(1, len(statuses) + 1)]
    rows = [
        ["Lima", 2021, amount, "2021-02-03", word] for amount, word in zip(amounts, statuses, strict=True)
    ]
    return read_rows([header, *rows])


@pytest.mark.parametrize("language", NOT_RECEIVED)
def test_money_that_is_not_here_is_no_receipt(language):
    table = only(payments(HEADINGS[language], RECEIVED[language][0], *NOT_RECEIVED[language]))
    assert (account(table), values(table, "amount")) == ((9, 1, 8, 0), [100.0])
    assert dict(table.ignored_rows) == dict.fromkeys(range(3, 11), "not_received")


@pytest.mark.parametrize("language", RECEIVED)
def test_money_that_was_received_is(language):
    table = only(payments(HEADINGS[language], *RECEIVED[language]))
    assert account(table) == (4, 4, 0, 0)


@pytest.mark.parametrize("heading", ["Status", "State of play", "Contribution Status"])
def test_a_status_over_such_words_is_the_payment_s(heading):
    table = only(payments([*HEADINGS["English"][:4], heading], "Paid", "Pending"))
    expected = (2, 1, 1, 0) if heading != "State of play" else (2, 2, 0, 0)
    assert account(table) == expected
    assert (heading in table.unmapped) == (heading == "State of play")


@pytest.mark.parametrize(("yes", "no"), [("yes", "no"), ("是", "否"), ("oui", "non"), ("sí", "no")])
def test_paid_over_yes_and_no_says_whether_the_amount_was_received(yes, no):
    table = only(payments(["City", "Year", "Amount", "Paid on", "Paid"], yes, no))
    assert dict(table.ignored_rows) == {3: "not_received"}


def test_a_status_that_does_not_say_how_much_was_received_holds_the_row():
    words = ["To be discussed", "Partially paid", "部分付款", "Partiel", "Parcial"]
    table = only(payments(HEADINGS["English"], "Paid", *words))
    assert account(table) == (6, 1, 0, 5)
    assert places(table, "bad_value") == [(row, "Payment status") for row in range(3, 8)]


def test_a_blank_status_holds_the_row():
    table = only(payments(HEADINGS["English"], "Paid", ""))
    assert places(table, "missing_required") == [(3, "Payment status")]


def test_a_part_of_the_fee_under_a_heading_that_says_paid_is_what_was_received():
    header = ["City", "Year", "Fee due", "Amount paid", "Paid on", "Payment status"]
    rows = [
        ["Lima", 2023, 5000, 2000, "2023-03-01", "Partially paid"],
        ["Wuhan", 2023, 5000, 1000, "2023-03-01", "Overdue"],
        ["Barcelona", 2023, 5000, "", "", "Unpaid"],
    ]
    upload = read_rows([header, *rows])
    assert values(only(upload, "receipts"), "amount") == [2000.0, 1000.0]
    assert account(only(upload, "dues")) == (3, 3, 0, 0)


def test_money_that_went_back_under_an_amount_of_its_own_stays():
    table = only(payments(HEADINGS["English"], "Paid", "Refunded", amounts=[500, -500]))
    assert values(table, "amount") == [500.0, -500.0]


def test_a_payment_whose_twin_is_refunded_is_asked_about():
    table = only(payments(HEADINGS["English"], "Paid", "Refunded", "Paid", amounts=[500, 500, 40]))
    assert account(table) == (3, 1, 1, 1)
    assert codes(table) == {"possible_refund": 1}


STANDINGS = {
    "member": ["Active", "Current", "In good standing", "Activa", "Al corriente", "Morosa", "À jour", "正常"],
    "cancelled": ["Lapsed", "Expired", "Vencida", "Caducado", "Expirée", "Échue", "已过期", "失效"],
}


@pytest.mark.parametrize("status", STANDINGS)
def test_words_for_current_and_lapsed_members_decide_their_standing(status):
    for word in STANDINGS[status]:
        assert code_of(word, "members", "status", STATUSES) == status
    rows = [[name, word] for name, word in zip(["Lima", "Wuhan"], STANDINGS[status][::4], strict=True)]
    table = only(read_rows([["City", "Status"], *rows], sheet="Members"))
    assert values(table, "status") == [status, status]


@pytest.mark.parametrize("word", ["Pending", "Inactive", "待审核"])
def test_a_standing_that_is_not_known_holds_the_row(word):
    rows = [["Lima", "Peru", word, 1999], ["Wuhan", "China", "Active", 1999]]
    table = only(read_rows([["City", "Country", "Status", "Joined"], *rows]))
    assert places(table, "bad_value") == [(2, "Status")]


def test_a_roll_with_words_of_payment_says_nothing_of_standing():
    header = ["City", "Country", "Joined", "Status"]
    table = only(read_rows([header, ["Lima", "Peru", 1999, "Paid"], ["Wuhan", "China", 1999, "Unpaid"]]))
    assert (table.table, table.unmapped) == ("members", ("Status",))


def test_a_cancelled_invoice_does_not_cancel_a_member():
    header = ["City", "Year", "Fee due", "Status"]
    rows = [["Lima", 2023, 5000, "Cancelled"], ["Wuhan", 2023, 5000, "Overdue"]]
    upload = read_rows([header, *rows])
    assert (only(upload).table, only(upload).unmapped) == ("dues", ("Status",))
    of_members = read_rows([[*header[:3], "Membership status"], *rows])
    assert {table.table for table in of_members.tables} == {"dues", "members"}
