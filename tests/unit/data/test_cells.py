"""A bad cell of a table is said with its file, row and column."""

import pytest

from data.folder import load_folder
from data.schema import TABLES
from tests.unit.data.test_folder import DUES, MEMBERS, RECEIPTS, folder, problems, sentences

__all__ = ["folder"]  # fixtures


def table_with(table: str, column: str, value: str) -> dict[str, str]:
    """A file with one good row and, as row 3, one with the value in the column."""
    good = {
        "members": {"city_id": "aaa-one", "name": "One", "status": "member"},
        "dues": {"city_id": "aaa-one", "fee_year": "2024", "due_eur": "8840"},
        "receipts": {
            "receipt_id": "r1", "city_id": "aaa-one", "fee_year": "2024", "received_on": "2024-01-31",
            "amount": "100", "currency": "EUR",
        },
        "prospects": {"city_id": "aaa-two", "name": "Two", "stage": "contacted"},
        "stage_history": {"city_id": "aaa-one", "entered_on": "2024-01-31", "seq": "1", "stage": "contacted"},
        "events": {"event_id": "e1", "name": "Event"},
        "participation": {"event_id": "e1", "city_id": "aaa-one"},
        "topics": {"city_id": "aaa-one", "topic": "transport"},
        "followups": {"followup_id": "f1", "city_id": "aaa-one", "what": "Call"},
        "tariff": {
            "period_from": "2023", "income_level": "high", "state_capital": "true", "scheme": "joint",
            "period_to": "2025", "amount_eur": "1",
        },
        "income_levels": {"country": "AAA", "fiscal_year": "2023", "income_level": "high"},
        "rates": {"currency": "USD", "on": "2023-01-31", "eur_per_unit": "0.9"},
        "focus_groups": {"group": "china", "city_id": "aaa-one"},
    }[table]  # fmt: skip
    other = {TABLES[table].key[-1]: _another(table)}
    columns = list(good | {column: ""})
    rows = [good, good | other | {column: value}]
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    files = {table: "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)}
    if table == "participation":
        files["events"] = "event_id,name\ne1,Event\n"
    if table in ("dues", "participation", "topics", "stage_history"):
        files["members"] = f"{MEMBERS}aaa-two,Two,member\n"
    return files


def _another(table: str) -> str:
    """A second value for the last column of the key."""
    return {
        "members": "aaa-two", "dues": "2023", "receipts": "r2", "prospects": "aaa-three",
        "stage_history": "2", "events": "e2", "participation": "aaa-two", "topics": "sanitation",
        "followups": "f2", "tariff": "exclusive", "income_levels": "2024", "rates": "2023-02-28",
        "focus_groups": "aaa-two",
    }[table]  # fmt: skip


BAD_CELLS = [
    ("members", "city_id", "", "missing_key"),
    ("members", "name", "", "missing_required"),
    ("members", "status", "", "missing_required"),
    ("members", "status", "Member", "bad_value"),
    ("members", "category", "passive", "bad_value"),
    ("members", "scheme", "both", "bad_value"),
    ("members", "provenance", "hearsay", "bad_value"),
    ("members", "state_capital", "yes", "bad_value"),
    ("members", "joined_on", "2024-02-30", "bad_date"),
    ("members", "joined_on", "24", "bad_date"),
    ("members", "joined_on", "31.05.2023", "bad_date"),
    ("members", "joined_on", "0000", "bad_date"),
    ("members", "joined_on", "２０２３", "bad_date"),
    ("members", "population", "1.5", "bad_number"),
    ("members", "population", "1 000", "bad_number"),
    ("members", "population", "１２", "bad_number"),
    ("members", "population", "-1", "out_of_range"),
    ("members", "population", "100000001", "out_of_range"),
    ("members", "latitude", "90.1", "out_of_range"),
    ("members", "longitude", "-180.5", "out_of_range"),
    ("members", "longitude", "north", "bad_number"),
    ("dues", "fee_year", "2023-24", "bad_number"),
    ("dues", "fee_year", "1984", "out_of_range"),
    ("dues", "fee_year", "2101", "out_of_range"),
    ("dues", "fee_year", "", "missing_key"),
    ("dues", "due_eur", "8 840", "bad_number"),
    ("dues", "due_eur", "8.840,00", "bad_number"),
    ("dues", "due_eur", "€8840", "bad_number"),
    ("dues", "due_eur", "1e999", "bad_number"),
    ("dues", "due_eur", "inf", "bad_number"),
    ("dues", "due_eur", "nan", "bad_number"),
    ("dues", "due_eur", "１２", "bad_number"),
    ("dues", "due_eur", "-1", "out_of_range"),
    ("dues", "waived_eur", "-0.01", "out_of_range"),
    ("dues", "invoiced_on", "2024", "bad_date"),
    ("dues", "invoiced_on", "2024-13-01", "bad_date"),
    ("dues", "city_id", "aaa-nobody", "unknown_reference"),
    ("receipts", "received_on", "", "missing_required"),
    ("receipts", "received_on", "yesterday", "bad_date"),
    ("receipts", "amount", "", "missing_required"),
    ("receipts", "currency", "", "missing_required"),
    ("receipts", "currency", "USD", "missing_rate"),
    ("receipts", "rate", "-1", "out_of_range"),
    ("receipts", "bank_charge_eur", "-25", "out_of_range"),
    ("receipts", "channel", "paypal", "bad_value"),
    ("receipts", "city_id", "aaa-nobody", "unknown_reference"),
    ("prospects", "stage", "", "missing_required"),
    ("prospects", "stage", "maybe", "bad_value"),
    ("prospects", "probability", "1.1", "out_of_range"),
    ("prospects", "next_step_due", "soon", "bad_date"),
    ("stage_history", "stage", "maybe", "bad_value"),
    ("stage_history", "seq", "0", "out_of_range"),
    ("stage_history", "entered_on", "", "missing_key"),
    ("stage_history", "city_id", "aaa-nobody", "unknown_reference"),
    ("events", "kind", "party", "bad_value"),
    ("participation", "mode", "by phone", "bad_value"),
    ("participation", "delegates", "-1", "out_of_range"),
    ("participation", "event_id", "e9", "unknown_reference"),
    ("topics", "level", "a lot", "bad_value"),
    ("followups", "what", "", "missing_required"),
    ("tariff", "income_level", "rich", "bad_value"),
    ("tariff", "amount_eur", "", "missing_required"),
    ("tariff", "period_from", "", "missing_key"),
    ("income_levels", "income_level", "rich", "bad_value"),
    ("rates", "eur_per_unit", "0,9", "bad_number"),
    ("focus_groups", "group", "", "missing_key"),
]


@pytest.mark.parametrize(("table", "column", "value", "code"), BAD_CELLS)
def test_a_bad_cell_is_said_with_its_file_row_and_column(folder, table, column, value, code):
    where = "amount_eur" if code == "missing_rate" else column
    assert problems(folder(**table_with(table, column, value))) == [(code, f"{table}.csv", 3, where)]


@pytest.mark.parametrize("table", sorted({table for table, *_ in BAD_CELLS}))
def test_the_file_is_good_without_the_bad_cell(folder, table):
    key = TABLES[table].key[-1]
    assert load_folder(folder(**table_with(table, key, _another(table)))).report.issues == ()


@pytest.mark.parametrize(
    ("table", "column", "value", "sentence"),
    [
        ("members", "name", "", "“name” is blank and must be filled in."),
        (
            "members", "city_id", "",
            "“city_id” is blank; without it the row cannot be told apart. Fill it in.",
        ),
        ("members", "joined_on", "2024-02-30", "“2024-02-30” is no date. Write it as 2023-05-31."),
        (
            "members", "status", "Member",
            "“Member” is not allowed here. Use one of: member, suspended, resigned, cancelled.",
        ),
        ("members", "state_capital", "yes", "“yes” is not allowed here. Use one of: true, false."),
        ("members", "latitude", "90.1", "“90.1” lies outside -90 to 90. Check the number."),
        (
            "dues", "due_eur", "8 840",
            "“8 840” is no number. Write digits with a decimal point, without separators.",
        ),
        ("dues", "due_eur", "-1", "“-1” lies outside 0 to ∞. Check the number."),
        (
            "dues", "city_id", "aaa-nobody",
            "“aaa-nobody” is not in members. Add it there or correct the spelling.",
        ),
        (
            "participation", "city_id", "aaa-nobody",
            "“aaa-nobody” is not in members or prospects. Add it there or correct the spelling.",
        ),
        ("receipts", "currency", "USD", "No conversion rate for USD. Fill in rate or amount_eur."),
    ],
)  # fmt: skip
def test_the_sentence_on_a_bad_cell_says_what_is_wrong_and_what_to_do(folder, table, column, value, sentence):
    assert sentences(folder(**table_with(table, column, value))) == [sentence]


def test_a_key_that_occurs_twice_is_said_at_its_second_row(folder):
    home = folder(dues=f"{DUES}\naaa-one,2023,1\naaa-one,2024,2\naaa-one,2023,3\n")
    assert problems(home) == [("duplicate_key", "dues.csv", 4, "city_id")]
    assert sentences(home) == ["aaa-one · 2023 occurs a second time. Keep one of the rows."]


def test_a_blank_line_is_a_row_without_a_key(folder):
    home = folder(members=f"{MEMBERS}\naaa-two,Two,member\n")
    assert problems(home)[0] == ("missing_key", "members.csv", 3, "city_id")


@pytest.mark.parametrize(("amount", "rate", "eur"), [("9608.70", "0.92", 8840.0), ("100", "", None)])
def test_a_receipt_in_foreign_money_needs_its_own_rate(folder, amount, rate, eur):
    row = f"r1,aaa-one,2024,2024-01-31,{amount},USD,{rate}"
    home = folder(
        receipts=f"{RECEIPTS},rate\n{row}\n", rates="currency,on,eur_per_unit\nUSD,2024-01-31,0.9\n"
    )
    if eur is None:
        assert problems(home) == [("missing_rate", "receipts.csv", 2, "amount_eur")]
    else:
        assert load_folder(home).table("receipts")["amount_eur"].tolist() == [eur]


def test_an_amount_in_eur_needs_no_rate(folder):
    rows = "r1,aaa-one,2024,2024-01-31,100,EUR,\nr2,aaa-one,2024,2024-01-31,100,USD,91.50\n"
    dataset = load_folder(folder(receipts=f"{RECEIPTS},amount_eur\n{rows}"))
    assert dataset.table("receipts")["amount_eur"].tolist() == [100, 91.5]


def test_a_refund_is_a_negative_receipt(folder):
    dataset = load_folder(folder(receipts=f"{RECEIPTS}\nr1,aaa-one,2024,2024-01-31,-100,EUR\n"))
    assert dataset.table("receipts")["amount_eur"].tolist() == [-100]
