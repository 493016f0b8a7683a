"""Exports of membership programs as they come: each is recognised and read as its columns are meant."""

import pytest

from data.reading.choices import Header
from tests.support.uploads import account, codes, only, read_rows, values

JOINED, EARLIER, LATER = "1999-01-01", "2022-12-31", "2023-12-31"
PAID = "2023-02-01"

MEMBERS = {
    "CiviCRM": (
        [
            "Contact ID",
            "Display Name",
            "Contact Type",
            "Country",
            "Membership Type",
            "Membership Status",
            "Member Since",
            "Membership Start Date",
            "Membership Expiration Date",
            "Source",
        ],
        [12, "Lima", "Organization", "Peru", "City", "Current", JOINED, "2023-01-01", LATER, "Form"],
        [13, "Wuhan", "Organization", "China", "City", "Expired", JOINED, "2022-01-01", EARLIER, "Form"],
    ),
    "Wild Apricot": (
        [
            "User ID",
            "Organization",
            "First name",
            "e-Mail",
            "Country",
            "Membership level",
            "Membership status",
            "Member since",
            "Renewal due",
            "Balance",
        ],
        [1, "Lima", "Invented", "a@example.org", "Peru", "City", "Active", JOINED, LATER, 0],
        [2, "Wuhan", "Invented", "b@example.org", "China", "City", "Lapsed", JOINED, EARLIER, 500],
    ),
    "iMIS": (
        [
            "iMIS ID",
            "Member Type",
            "Status",
            "Company",
            "Full Name",
            "Country",
            "Join Date",
            "Paid Thru",
            "Last Updated",
        ],
        [101, "CITY", "A", "Lima", "", "Peru", JOINED, LATER, PAID],
        [102, "CITY", "Expired", "Wuhan", "", "China", JOINED, EARLIER, PAID],
    ),
    "Salesforce": (
        [
            "Account ID",
            "Account Name",
            "Billing City",
            "Billing Country",
            "Membership Join Date",
            "Membership End Date",
            "Membership Status",
            "Last Gift Amount",
            "Total Gifts",
        ],
        ["0015g01", "Lima", "Callao", "Peru", JOINED, LATER, "Current", 5000, 60000],
        ["0015g02", "Wuhan", "Wuhan", "China", JOINED, EARLIER, "Expired", 5000, 60000],
    ),
    "Odoo": (
        [
            "Display Name",
            "Country",
            "Membership Status",
            "Membership Start Date",
            "Membership End Date",
            "Salesperson",
            "Total Due",
        ],
        ["Lima", "Peru", "Paid Member", JOINED, LATER, "Invented", 0],
        ["Wuhan", "China", "Cancelled Member", JOINED, EARLIER, "Invented", 500],
    ),
}

# the second payment of each has not arrived
RECEIPTS = {
    "CiviCRM": (
        [
            "Contribution ID",
            "Display Name",
            "Total Amount",
            "Fee Amount",
            "Net Amount",
            "Currency",
            "Date Received",
            "Financial Type",
            "Payment Method",
            "Contribution Status",
        ],
        [1, "Lima", 5012, 12, 5000, "EUR", PAID, "Member Dues", "EFT", "Completed"],
        [2, "Wuhan", 6000, 0, 6000, "EUR", PAID, "Member Dues", "EFT", "Pending"],
    ),
    "Wild Apricot": (
        [
            "Payment ID",
            "Payment date",
            "Contact",
            "Organization",
            "Amount",
            "Tender",
            "Type",
            "Settled",
            "Document number",
        ],
        [1, PAID, "Invented", "Lima", 5000, "Wire", "Payment", 4000, "I-1"],
        [2, PAID, "Invented", "Wuhan", 5000, "Wire", "Refund", 0, "I-2"],
    ),
    "Odoo": (
        ["Date", "Number", "Journal", "Payment Method", "Customer/Vendor", "Amount Signed", "Status"],
        [PAID, "PBNK1/2023/1", "Bank", "Manual", "Lima", 5000, "Posted"],
        [PAID, "PBNK1/2023/2", "Bank", "Manual", "Wuhan", 5000, "Cancelled"],
    ),
}

PROSPECTS = {
    "Salesforce": (
        [
            "Opportunity Owner",
            "Account Name",
            "Opportunity Name",
            "Stage",
            "Amount",
            "Probability (%)",
            "Close Date",
            "Next Step",
        ],
        ["barcelona", "Foshan", "Foshan 2023", "Contacted", 5000, "30%", PAID, "Call"],
    ),
    "HubSpot": (
        ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount", "Associated Company"],
        [1, "Foshan 2023", "Contacted", PAID, "barcelona", 5000, "Foshan"],
    ),
}


def program(table) -> str:
    return next(issue.facts["program"] for issue in table.issues if issue.code == "export_read")


@pytest.mark.parametrize("name", MEMBERS)
def test_members_of_a_program_come_with_their_standing_and_the_day_they_joined(name):
    table = only(read_rows(list(MEMBERS[name])))
    assert (program(table), table.table, table.is_sure, account(table)) == (
        name,
        "members",
        True,
        (2, 2, 0, 0),
    )
    assert values(table, "city_id") == ["per-lima", "chn-wuhan"]
    assert values(table, "status") == ["member", "cancelled"]
    assert values(table, "joined_on") == [JOINED, JOINED]
    assert values(table, "left_on") == [None, None]  # the end of what was paid for is no leaving


@pytest.mark.parametrize("name", RECEIPTS)
def test_payments_of_a_program_are_receipts_where_they_arrived(name):
    table = only(
        read_rows(list(RECEIPTS[name]), filled={Header("book.xlsx", "Sheet1", "receipts.fee_year"): "2023"})
    )
    assert (program(table), account(table)) == (name, (2, 1, 1, 0))
    assert (values(table, "city_id"), values(table, "amount")) == (["per-lima"], [5000.0])
    assert values(table, "received_on") == [PAID]


def test_the_year_of_a_payment_that_no_column_holds_is_asked_for():
    table = only(read_rows(list(RECEIPTS["Odoo"])))
    assert codes(table) == {"missing_required": 1}


@pytest.mark.parametrize("name", PROSPECTS)
def test_a_sale_of_a_program_is_a_prospect_on_a_guess_and_never_money_received(name):
    table = only(read_rows(list(PROSPECTS[name])))
    assert (program(table), table.table, table.is_sure) == (name, "prospects", False)
    assert (values(table, "city_id"), values(table, "stage")) == (["chn-foshan"], ["contacted"])
    assert values(table, "owner") == ["barcelona"]


def test_invoices_of_odoo_are_fees_and_what_is_still_due_is_not_the_fee():
    header = [
        "Number",
        "Invoice Partner Display Name",
        "Invoice/Bill Date",
        "Due Date",
        "Total Signed",
        "Amount Due Signed",
        "Payment Status",
    ]
    rows = [header, ["INV/1", "Lima", "2023-01-01", "2023-02-01", 5000, 0, "Paid"]]
    table = only(read_rows(rows, filled={Header("book.xlsx", "Sheet1", "dues.fee_year"): "2023"}))
    assert (program(table), values(table, "due_eur")) == ("Odoo", [5000.0])


def test_what_an_author_chooses_goes_before_what_a_program_means():
    rows = list(MEMBERS["Odoo"])
    table = only(read_rows(rows, columns={Header("book.xlsx", "Sheet1", "Membership End Date"): "left_on"}))
    assert values(table, "left_on") == [LATER, EARLIER]
