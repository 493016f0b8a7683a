"""Which field a column is: words of four languages, variants, likeness, what is remembered and chosen."""

import pytest

from data.reading.choices import LEFT_OUT, Header, memory_as_json, memory_from_json
from data.reading.vocabulary import column_names
from data.schema import UPLOADED
from tests.support.uploads import account, codes, only, places, read_rows, values

LANGUAGES = {
    "English": {
        "members": ["City", "Country", "Region", "Status", "Joined", "Population"],
        "dues": ["City", "Fee year", "Fee due", "Discount", "Waived", "Invoice date"],
        "receipts": ["City", "Year", "Amount paid", "Currency", "Exchange rate", "Payment date"],
        "prospects": ["City", "Stage", "Responsible", "Next step", "Deadline", "Probability"],
        "participation": ["City", "Event", "Attendance", "Delegates"],
        "events": ["Event", "Start date", "End date", "Venue", "Type of event"],
    },
    "Chinese": {
        "members": ["城市", "国家", "地区", "会员状态", "入会日期", "人口"],
        "dues": ["城市", "会费年度", "应缴会费", "折扣", "豁免", "开票日期"],
        "receipts": ["城市", "年度", "实缴金额", "币种", "汇率", "缴费日期"],
        "prospects": ["城市", "阶段", "负责人", "下一步", "截止日期", "概率"],
        "participation": ["城市", "活动", "参会方式", "参会人数"],
        "events": ["活动", "开始日期", "结束日期", "地点", "活动类型"],
    },
    "French": {
        "members": ["Ville", "Pays", "Région", "Statut", "Date d'adhésion", "Habitants"],
        "dues": ["Ville", "Année", "Cotisation due", "Remise", "Exonération", "Date de facture"],
        "receipts": ["Ville", "Année", "Montant payé", "Devise", "Taux de change", "Date de paiement"],
        "prospects": ["Ville", "Étape", "Responsable", "Prochaine étape", "Échéance", "Probabilité"],
        "participation": ["Ville", "Événement", "Participation", "Délégués"],
        "events": ["Événement", "Date de début", "Date de fin", "Lieu", "Type d'événement"],
    },
    "Spanish": {
        "members": ["Ciudad", "País", "Región", "Estado", "Fecha de ingreso", "Población"],
        "dues": ["Ciudad", "Año", "Cuota debida", "Descuento", "Exención", "Fecha de factura"],
        "receipts": ["Ciudad", "Año", "Importe pagado", "Moneda", "Tipo de cambio", "Fecha de pago"],
        "prospects": ["Ciudad", "Etapa", "Responsable", "Próximo paso", "Fecha límite", "Probabilidad"],
        "participation": ["Ciudad", "Evento", "Participación", "Delegados"],
        "events": ["Evento", "Fecha de inicio", "Fecha de fin", "Lugar", "Tipo de evento"],
    },
}
FIELDS = {
    "members": ["city_id", "country", "world_region", "status", "joined_on", "population"],
    "dues": ["city_id", "fee_year", "due_eur", "discount_eur", "waived_eur", "invoiced_on"],
    "receipts": ["city_id", "fee_year", "amount", "currency", "rate", "received_on"],
    "prospects": ["city_id", "stage", "owner", "next_step", "next_step_due", "probability"],
    "participation": ["city_id", "event_id", "mode", "delegates"],
    "events": ["name", "starts_on", "ends_on", "place", "kind"],
}
ROWS = {
    "members": ["Lima", "Peru", "South", "member", 1999, 8000000],
    "dues": ["Lima", 2023, 100, 10, 5, "2023-01-10"],
    "receipts": ["Lima", 2023, 100, "CNY", 0.13, "2023-02-01"],
    "prospects": ["Foshan", "applied", "barcelona", "call", "2023-06-01", 0.5],
    "participation": ["Lima", "World Congress", "online", 3],
    "events": ["Assembly", "2023-09-01", "2023-09-02", "Lima", "meeting"],
}


@pytest.mark.parametrize("table", FIELDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_every_language_are_understood(language, table):
    headers = LANGUAGES[language][table]
    found = only(read_rows([headers, ROWS[table]]))
    assert found.table == table
    assert dict(found.columns) == dict(zip(FIELDS[table], headers, strict=True))
    assert set(found.confidence.values()) == {"sure"}
    assert account(found) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    "header",
    [
        "Fee year",
        "fee_year",
        "FEE YEAR",
        "Fee  Year ",
        "Ｆｅｅ　ｙｅａｒ",
        "Fee\nyear",
        "Fee year*",
        "fee-year",
        "Fee Year (4 digits)",
    ],
    ids=repr,
)
def test_case_spacing_marks_and_width_of_a_heading_do_not_matter(header):
    found = only(read_rows([["City", header, "Due"], ["Lima", 2023, 100]]))
    assert found.columns["fee_year"] == " ".join(header.split())


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("城市 / City", "city_id"),
        ("City 城市", "city_id"),
        ("Ciudad | City", "city_id"),
        ("City – Ville", "city_id"),
    ],
)
def test_a_heading_in_two_languages_is_understood(header, shown):
    found = only(read_rows([[header, "Year", "Due"], ["Lima", 2023, 100]]))
    assert found.columns[shown] == header


def test_every_canonical_name_is_a_heading_of_its_own_table():
    for table, schema in UPLOADED.items():
        for field in schema.columns:
            from data.cleaning.spelling import match_key

            assert column_names(table)[match_key(field)][0].field == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Fee yaer", "fee_year"),
        ("Fee duee", "due_eur"),
        ("Discont", "discount_eur"),
        ("Invioce date", "invoiced_on"),
    ],
)
def test_a_mistyped_heading_is_a_guess_that_is_said(header, field):
    cells = {"City": "Lima", "Fee year": 2023, "Fee due": 100, "Discount": 1, "Invoice date": "2023-01-10"}
    right = {
        "fee_year": "Fee year",
        "due_eur": "Fee due",
        "discount_eur": "Discount",
        "invoiced_on": "Invoice date",
    }
    headers = [header if name == right[field] else name for name in cells]
    found = only(read_rows([headers, list(cells.values())]))
    assert found.columns[field] == header
    assert found.confidence[field] == "guessed"
    assert codes(found, "warning")["guessed_column"] == 1


@pytest.mark.parametrize("header", ["Unpaid", "Not joined", "Favourite colour", "Dew", "Fax"])
def test_a_heading_that_is_not_understood_is_left_out_and_said(header):
    found = only(read_rows([["City", "Year", "Due", header], ["Lima", 2023, 100, "x"]]))
    assert found.unmapped == (header,)
    assert places(found, "unmapped_column") == [(1, header)]
    assert account(found) == (1, 1, 0, 0)


def test_a_guess_whose_cells_do_not_fit_is_none():
    found = only(
        read_rows(
            [["City", "Year", "Due", "Discont"], ["Lima", 2023, 100, "none yet"], ["Wuhan", 2023, 1, "ask"]]
        )
    )
    assert found.unmapped == ("Discont",)


def test_a_known_heading_over_something_else_is_not_taken():
    rows = [["City", "Year", "Due", "Paid"], ["Lima", 2023, 100, "yes"], ["Wuhan", 2023, 100, "no"]]
    upload = read_rows(rows)
    assert only(upload).table == "dues"
    assert only(upload).unmapped == ("Paid",)


def test_the_cells_decide_between_two_meanings_of_a_heading():
    header = ["City", "Year", "Received", "Amount"]
    found = only(read_rows([header, ["Lima", 2023, "2023-02-01", 100]]))
    assert (found.columns["received_on"], found.columns["amount"]) == ("Received", "Amount")


def test_two_filled_columns_of_one_heading_are_both_left_out_and_asked_about():
    header = ["City", "Year", "Due", "Due"]
    found = only(read_rows([header, ["Lima", 2023, 100, 200]], sheet="Fees due"))
    assert places(found, "duplicate_header") == [(1, "Due"), (1, "Due (2)")]
    chosen = read_rows(
        [header, ["Lima", 2023, 100, 200]],
        sheet="Fees due",
        columns={
            Header("book.xlsx", "Fees due", "Due"): LEFT_OUT,
            Header("book.xlsx", "Fees due", "Due (2)"): "due_eur",
        },
    )
    assert values(only(chosen), "due_eur") == [200.0]


def test_of_two_columns_of_one_heading_a_blank_one_does_not_count():
    found = only(read_rows([["City", "Year", "Due", "Due"], ["Lima", 2023, "", 200]], sheet="Fees due"))
    assert values(found, "due_eur") == [200.0]


def test_a_column_that_numbers_the_rows_is_passed_over_in_silence():
    found = only(read_rows([["No.", "City", "Year", "Due"], [1, "Lima", 2023, 100]]))
    assert found.unmapped == ()


def test_the_author_says_what_a_column_is():
    place = Header("book.xlsx", "Sheet1", "Beitrag")
    rows = [["City", "Year", "Beitrag"], ["Lima", 2023, 100]]
    assert only(read_rows(rows, table="dues")).unmapped == ("Beitrag",)
    found = only(read_rows(rows, table="dues", columns={place: "due_eur"}))
    assert (values(found, "due_eur"), found.confidence["due_eur"]) == ([100.0], "chosen")


def test_what_was_chosen_is_remembered_for_added_moved_and_dropped_columns():
    place = Header("book.xlsx", "Sheet1", "Beitrag")
    first = read_rows(
        [["City", "Year", "Beitrag"], ["Lima", 2023, 100]], table="dues", columns={place: "due_eur"}
    )
    again = only(
        read_rows([["Beitrag", "Note", "City", "Year"], [100, "x", "Lima", 2022]], memory=first.memory)
    )
    assert again.table == "dues"
    assert again.columns["due_eur"] == "Beitrag"
    assert again.confidence["due_eur"] == "remembered"


def test_a_column_that_was_left_out_stays_left_out_with_the_same_headings():
    place = Header("book.xlsx", "Sheet1", "Discount")
    rows = [["City", "Year", "Due", "Discount"], ["Lima", 2023, 100, 5]]
    first = read_rows(rows, columns={place: LEFT_OUT})
    assert "discount_eur" not in only(first).columns
    assert "discount_eur" not in only(read_rows(rows, memory=first.memory)).columns


def test_what_is_remembered_of_one_table_takes_nothing_from_another():
    first = read_rows(
        [["City", "Year", "Paid", "Paid on", "Channel"], ["Lima", 2023, 1, "2023-01-05", "bank"]]
    )
    rows = [["City", "Person", "Channel", "Address"], ["Lima", "Invented Person", "wechat", "x-1"]]
    again = only(read_rows(rows, memory=first.memory))
    assert (again.table, again.unmapped) == ("contacts", ())
    assert dict(again.columns) == dict(only(read_rows(rows)).columns)


def test_headings_remembered_from_a_sheet_with_half_of_them_mean_the_same_table_only():
    place = Header("book.xlsx", "Sheet1", "Amount")
    first = read_rows(
        [["City", "Year", "Amount"], ["Lima", 2023, 1]], table="dues", columns={place: "due_eur"}
    )
    rows = [["City", "Year", "Amount", "Date"], ["Lima", 2023, 1, "2023-01-05"]]
    again = read_rows(rows, sheet="Payments", memory=first.memory)
    assert dict(only(again, "receipts").columns)["amount"] == "Amount"


def test_an_answer_about_dates_is_remembered_with_the_headings():
    rows = [["City", "Year", "Paid", "Paid on"], ["Lima", 2023, 100, "04/05/2023"]]
    first = read_rows(rows, orders={Header("book.xlsx", "Sheet1", "Paid on"): "day"})
    again = only(read_rows(rows, memory=first.memory))
    assert values(again, "received_on") == ["2023-05-04"]


def test_remembered_decisions_survive_as_json():
    upload = read_rows(
        [["City", "Year", "Due", "Invoiced", "Amount"], ["Guangzou", 2023, 1, "04/05/2023", "3.000"]],
        cities={"Guangzou": "chn-guangzhou"},
        orders={Header("book.xlsx", "Sheet1", "Invoiced"): "day"},
        marks={Header("book.xlsx", "Sheet1", "Amount"): "."},
        columns={Header("book.xlsx", "Sheet1", "Due"): LEFT_OUT},
    )
    (layout,) = upload.memory.layouts.values()
    assert all([layout.columns, layout.orders, layout.marks, upload.memory.cities])
    assert memory_from_json(memory_as_json(upload.memory)) == upload.memory


def test_a_value_for_a_field_without_a_column_is_that_of_every_row():
    place = Header("book.xlsx", "Payments", "receipts.received_on")
    rows = [["City", "Year", "Paid"], ["Lima", 2023, 100], ["Wuhan", 2023, 200]]
    assert codes(only(read_rows(rows, sheet="Payments"))) == {"missing_required": 2}
    found = only(read_rows(rows, sheet="Payments", filled={place: "2023-04-30"}))
    assert values(found, "received_on") == ["2023-04-30", "2023-04-30"]
    assert codes(found, "note")["filled_by_author"] == 1
