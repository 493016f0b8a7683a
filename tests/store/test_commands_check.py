"""`manage.py check`: JSON, rows and exit codes as documented, names as the schema has them."""

import datetime as dt

import orjson
import pytest

from data.schema import UPLOADED
from tests.support.commandline import listed, run
from tests.support.hostile.texts import TEXTS
from tests.support.uploads import book, text

pytestmark = pytest.mark.usefixtures("chosen")
HEADER = ["City", "Fee year", "Due", "Paid", "Paid on", "Odd"]
ROWS = [
    ["Fees of the association"],
    [],
    HEADER,
    ["Guangzhou", 2023, 8840, 8840, dt.date(2023, 3, 1), "x"],
    ["Xi’an", 2023, "8,840.50", "", "", ""],
    ["Guangzou", 2023, 1, "", "", ""],
    ["Total", "", 17681, "", "", ""],
]
KEYS = ["sheet", "table", "header_row", "rows_read", "kept", "ignored", "held", "columns"]
KEYS += ["header_rows", "questions", "issues"]


@pytest.fixture
def messy(tmp_path):
    path = tmp_path / "fees.xlsx"
    path.write_bytes(book({"Fees": ROWS}))
    return path


def checked(path, *options, code=0):
    """The JSON of a check that ended with this code."""
    return orjson.loads(run("check", path, "--json", *options, code=code).stdout)


def test_the_json_has_the_keys_and_the_account_of_every_table(messy):
    told = checked(messy, code=1)
    assert list(told) == ["ok", "file", "encoding", "tables", "cells", "issues"]
    assert (told["ok"], told["file"], told["encoding"], told["issues"]) == (False, "fees.xlsx", None, [])
    assert [list(table) for table in told["tables"]] == [KEYS, KEYS]
    dues, receipts = told["tables"]
    assert [dues[key] for key in KEYS[:7]] == ["Fees", "dues", 3, 4, 2, 1, 1]
    assert [receipts[key] for key in KEYS[:7]] == ["Fees", "receipts", 3, 4, 1, 3, 0]
    assert dues["columns"] == {"city_id": "City", "fee_year": "Fee year", "due_eur": "Due"}


def test_the_cells_add_up_and_rows_in_no_table_end_with_another_code_than_0(tmp_path):
    path = tmp_path / "fees.xlsx"
    rows = [["City", "Fee year", "Due"], ["Lima", 2023, 5]]
    path.write_bytes(book({"Fees": rows}))
    assert checked(path)["cells"][0]["not_read"] == 0
    path.write_bytes(book({"Fees": [*rows, [], ["Status", "State capital"], ["a", "b"], ["c", "d"]]}))
    (cells,) = checked(path, code=1)["cells"]
    assert cells == {
        "sheet": "Fees",
        "cells": 12,
        "tables": 6,
        "titles": 0,
        "totals": 0,
        "notes": 0,
        "not_read": 6,
        "rows_not_read": [[4, 6]],
    }
    told = run("check", path, code=1).stdout
    assert "Fees: 12 cells = 6 in tables + 0 in titles + 0 in totals + 0 in remarks + 6 not read." in told


def test_a_file_of_which_nothing_is_kept_is_not_usable(tmp_path):
    path = tmp_path / "fees.csv"
    path.write_bytes(text([["City", "Fee year", "Due"]]))
    assert not checked(path, code=1)["ok"]


def test_every_issue_says_where_it_is_how_bad_and_what_to_do(messy):
    (issue,) = [i for i in checked(messy, code=1)["tables"][0]["issues"] if i["severity"] == "error"]
    assert issue == {
        "sheet": "Fees",
        "row": 6,
        "column": "City",
        "code": "suggested_city",
        "severity": "error",
        "message": "“Guangzou” is not known. Is it Guangzhou (chn-guangzhou)? "
        "Confirm it or correct the spelling.",
    }


def test_rows_that_were_joined_into_the_headings_are_named(tmp_path):
    path = tmp_path / "fees.csv"
    path.write_bytes(text([["City", "Fees 2023", ""], ["", "Due", "Discount"], ["Lima", 5000, 50]]))
    assert "headings in row 1, 2." in run("check", path).stdout
    assert checked(path)["tables"][0]["header_rows"] == [1, 2]


def test_what_several_rows_have_in_common_is_said_once_with_the_rows(tmp_path):
    path = tmp_path / "fees.csv"
    lines = [["Lima", 2001 + n, "n/a" if n in (0, 2, 3, 4, 8) else n] for n in range(9)]
    path.write_bytes(text([["City", "Fee year", "Due"], *lines]))
    told = run("check", path, code=1).stdout.splitlines()
    assert [line for line in told if line.startswith("error")] == [
        "error: fees.csv fees 2, 4–6, 10 Due: “n/a” is no number. Write digits only, such as 8840.50."
    ]
    assert len(checked(path, code=1)["tables"][0]["issues"]) >= 5


def test_the_rows_are_records_with_canonical_names_and_plain_values(messy):
    dues, receipts = checked(messy, "--rows", code=1)["tables"]
    assert [list(row) for row in dues["rows"]] == [UPLOADED["dues"].columns] * 2
    assert [list(row) for row in receipts["rows"]] == [UPLOADED["receipts"].columns]
    assert [(row["city_id"], row["fee_year"], row["due_eur"]) for row in dues["rows"]] == [
        ("chn-guangzhou", 2023, 8840.0),
        ("chn-xian", 2023, 8840.5),
    ]
    assert dues["rows"][0]["discount_eur"] is None
    (paid,) = receipts["rows"]
    assert (paid["received_on"], paid["amount"], paid["currency"]) == ("2023-03-01", 8840.0, "EUR")


def test_years_shares_and_truths_are_written_as_the_schema_writes_them(tmp_path):
    path = tmp_path / "roll.csv"
    rows = [["City", "Status", "Joined", "State capital"], ["Lima", "miembro", "2001", "sí"]]
    path.write_bytes(text(rows, ";", "cp1252"))
    told = checked(path, "--rows")
    (record,) = told["tables"][0]["rows"]
    assert told["encoding"] == "cp1252"
    assert (record["joined_on"], record["state_capital"], record["status"]) == ("2001", True, "member")


def test_the_author_may_say_which_table_it_is(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Where,fee_year,How much\nLima,2022,5\n", "utf-8")
    assert checked(path, code=1)["tables"] == []
    (table,) = checked(path, "--table", "dues", code=1)["tables"]
    assert (table["table"], table["rows_read"], table["held"]) == ("dues", 1, 1)


def test_a_clean_file_ends_with_nought_and_nothing_is_stored(tmp_path):
    before = listed()
    path = tmp_path / "fees.csv"
    path.write_text("City,Year,Due\nLima,2023,5000\n", "utf-8")
    assert checked(path)["ok"]
    assert listed() == before


@pytest.mark.parametrize("name", ["no byte", "a Windows program called a workbook", "60 000 columns"])
def test_a_file_that_cannot_be_read_ends_with_two_and_says_why(tmp_path, name):
    file, build, outcome = TEXTS[name]
    path = tmp_path / file
    path.write_bytes(build())
    told = checked(path, code=2)
    assert (told["ok"], told["tables"]) == (False, [])
    assert [issue["code"] for issue in told["issues"]] == [outcome.code]


def test_a_file_that_is_not_there_ends_with_two_and_a_sentence(tmp_path):
    assert "cannot be read" in run("check", tmp_path / "none.xlsx", "--json", code=2).stderr


def test_the_text_for_people_says_the_same_only_once(messy):
    lines = run("check", messy, code=1).stdout.splitlines()
    assert lines[0] == "Fees: dues, headings in row 3. Rows read: 4; kept 2, passed over 1, held 1."
    assert sum("“Odd”" in line for line in lines) == 1
    assert any(line.startswith("error: fees.xlsx Fees 6 City: ") for line in lines)


def test_two_columns_for_the_same_money_are_an_unanswered_question(tmp_path):
    path = tmp_path / "payments.xlsx"
    header = ["City", "Fee year", "Paid (EUR)", "Received (EUR)", "Paid on"]
    path.write_bytes(book({"Payments": [header, ["Lima", 2023, 500, 490, "2023-03-01"]]}))
    told = checked(path, code=1)
    (table,) = told["tables"]
    assert (table["kept"], table["held"]) == (0, 1)
    (question,) = table["questions"]
    assert question["code"] == "ambiguous_columns"
    assert question["examples"] == ["Paid (EUR)", "Received (EUR)"]
    assert {issue["code"] for issue in table["issues"] if issue["severity"] == "error"} == {
        "ambiguous_columns"
    }
