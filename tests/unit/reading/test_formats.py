"""Every format and encoding: the same table comes out of all of them; broken cells are told."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from data.reading.choices import Sheet
from tests.support.uploads import (
    account,
    book,
    codes,
    old_book,
    only,
    open_document,
    places,
    read,
    text,
    values,
)

RECEIPTS = [
    ["City", "Year", "Paid", "Paid on", "Note"],
    ["Xi’an", 2022, 6000.5, dt.date(2022, 3, 1), "première tranche"],
    ["广州", 2023, 6100, dt.date(2023, 2, 28), ""],
]
AS_TEXT = [[cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row] for row in RECEIPTS]


def by_openpyxl(rows) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def packed(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        pytest.param("a.xlsx", book(RECEIPTS), "xlsx", id="xlsx by XlsxWriter"),
        pytest.param("a.xlsx", by_openpyxl(RECEIPTS), "xlsx", id="xlsx by openpyxl"),
        pytest.param("a.xlsx", book(RECEIPTS, constant_memory=True), "xlsx", id="xlsx with inline strings"),
        pytest.param("a.xls", old_book(RECEIPTS), "xls", id="xls"),
        pytest.param("a.ods", open_document({"Payments": RECEIPTS}), "ods", id="ods"),
        pytest.param("a.csv", text(AS_TEXT), "text", id="csv"),
        pytest.param("a.tsv", text(AS_TEXT, "\t"), "text", id="tsv"),
        pytest.param("a.txt", text(AS_TEXT, "|"), "text", id="txt with bars"),
        pytest.param("a.csv", text(AS_TEXT, ";"), "text", id="csv with semicolons"),
        pytest.param("a.csv", b"sep=;\r\n" + text(AS_TEXT, ";"), "text", id="csv that names its delimiter"),
        pytest.param("a.zip", packed(**{"a.csv": text(AS_TEXT)}), "text", id="csv in a zip"),
        pytest.param("a.zip", packed(**{"in/a.xlsx": book(RECEIPTS)}), "xlsx", id="xlsx in a zip"),
        pytest.param("a.xls", book(RECEIPTS), "xlsx", id="xlsx with a wrong ending"),
        pytest.param("a.xlsx", text(AS_TEXT), "text", id="csv with a wrong ending"),
    ],
)
def test_the_same_table_comes_out_of_every_format(name, content, kind):
    upload = read(content, name)
    assert [file.format for file in upload.files] == [kind]
    table = only(upload)
    assert (table.table, account(table)) == ("receipts", (2, 2, 0, 0))
    assert values(table, "city_id") == ["chn-xian", "chn-guangzhou"]
    assert values(table, "amount") == [6000.5, 6100.0]
    assert values(table, "received_on") == ["2022-03-01", "2023-02-28"]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_chinese_is_read_in_every_encoding(encoding, told):
    rows = [
        ["城市", "年度", "应缴会费", "备注"],
        ["广州市", "2023", "6000", "已通知，等待付款"],
        ["武汉市", "2023", "6000", "暂无"],
    ]
    upload = read(text(rows, encoding=encoding), "会费.csv")
    assert upload.files[0].encoding == told
    assert values(only(upload), "city_id") == ["chn-guangzhou", "chn-wuhan"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_western_text_is_not_taken_for_chinese(encoding):
    rows = [
        ["Ville", "Année", "Cotisation due", "Motif de l'exonération"],
        ["Lima", "2023", "6000", "décision du conseil élargi à Québec"],
        ["Barcelona", "2023", "6000", "reunión en España, año próximo"],
    ]
    upload = read(text(rows, ";", encoding), "cotisations.csv")
    assert upload.files[0].encoding == encoding
    assert values(only(upload), "waiver_reason") == [
        "décision du conseil élargi à Québec",
        "reunión en España, año próximo",
    ]


def test_the_author_may_say_the_encoding_and_the_delimiter():
    rows = [["City", "Year", "Due", "Reason for waiver"], ["Lima", "2023", "1", "naïve"]]
    content = text(rows, "|", "mac_roman")
    upload = read(content, "fees.csv", encodings={"fees.csv": "mac_roman"}, delimiters={"fees.csv": "|"})
    assert values(only(upload), "waiver_reason") == ["naïve"]
    assert (upload.files[0].encoding, upload.files[0].delimiter) == ("mac_roman", "|")


def test_an_encoding_that_does_not_fit_is_said():
    upload = read("广州".encode("gb18030"), "fees.csv", encodings={"fees.csv": "utf-8"})
    assert codes(upload) == {"unreadable": 1}
    assert upload.issues[0].facts == {"why": "encoding", "encoding": "utf-8"}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_a_delimiter_is_found_although_others_stand_in_the_cells(mark):
    rows = [
        ["City", "Year", "Due", "Note"],
        ["Lima", "2023", "1", "a, b; c | d"],
        ["Wuhan", "2023", "2", "e; f, g"],
    ]
    upload = read(text(rows, mark), "fees.csv")
    assert upload.files[0].delimiter == mark
    assert values(only(upload), "due_eur") == [1.0, 2.0]


def test_decimal_commas_do_not_make_a_comma_the_delimiter():
    upload = read(b"City;Year;Due\nLima;2023;1234,50\nWuhan;2023;99,25\n", "fees.csv")
    assert upload.files[0].delimiter == ";"
    assert values(only(upload), "due_eur") == [1234.5, 99.25]


# What a cell shows and what it holds


def with_formulas(**cells) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Fees")
        sheet.write_row(0, 0, ["City", "Year", "Due"])
        sheet.write_row(1, 0, ["Lima", 2023])
        for place, (formula, value) in cells.items():
            sheet.write_formula(place, formula, None, value)
    return target.getvalue()


def test_a_formula_with_a_stored_value_is_its_value():
    assert values(only(read(with_formulas(C2=("=2*3000", 6000)))), "due_eur") == [6000.0]


def test_a_cell_in_error_holds_its_row():
    table = only(read(with_formulas(C2=("=1/0", "#DIV/0!"))))
    assert account(table) == (1, 0, 0, 1)
    (issue,) = [issue for issue in table.issues if issue.code == "error_cell"]
    assert (issue.row, issue.column, issue.facts["value"]) == (2, "Due", "#DIV/0!")


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#¡VALOR!", "#NOM?"])
@pytest.mark.parametrize("column", [2, 3], ids=["number", "text"])
def test_an_error_that_a_program_wrote_as_text_holds_its_row(error, column):
    rows = [
        ["City", "Year", "Due", "Reason for waiver"],
        ["Lima", "2023", "5", "x"],
        ["Wuhan", "2023", "6", "y"],
    ]
    rows[1][column] = error
    for content, name in ((text(rows), "fees.csv"), (book(rows), "fees.xlsx")):
        table = only(read(content, name))
        assert account(table) == (2, 1, 0, 1)
        assert places(table, "error_cell") == [(2, rows[0][column])]


@pytest.mark.parametrize("value", ["", 0], ids=["no value", "a placeholder of 0"])
def test_a_formula_that_was_never_calculated_holds_its_row(value):
    table = only(read(with_formulas(C2=("=A1*2", value))))
    assert places(table, "formula_without_value") == [(2, "Due")]


def test_formulas_that_openpyxl_leaves_without_a_value_hold_their_rows():
    content = by_openpyxl([["City", "Year", "Due"], ["Lima", 2023, "=1+1"], ["Wuhan", 2023, 5]])
    table = only(read(content))
    assert account(table) == (2, 1, 0, 1)
    assert places(table, "formula_without_value") == [(2, "Due")]


def test_an_uncalculated_formula_in_the_last_row_and_column_is_not_lost():
    content = by_openpyxl(
        [["City", "Year", "Discount", "Due"], ["Lima", 2023, 5, 9], ["Wuhan", 2023, None, "=A1"]]
    )
    table = only(read(content))
    assert places(table, "formula_without_value") == [(3, "Due")]
    assert account(table) == (2, 1, 0, 1)


def test_an_error_in_an_old_workbook_holds_its_row():
    import xlwt

    made = xlwt.Workbook()
    sheet = made.add_sheet("Fees")
    for column, cell in enumerate(["City", "Year", "Due"]):
        sheet.write(0, column, cell)
    sheet.write(1, 0, "Lima")
    sheet.write(1, 1, 2023)
    sheet.row(1).set_cell_error(2, "#DIV/0!")
    target = io.BytesIO()
    made.save(target)
    assert places(only(read(target.getvalue(), "fees.xls")), "error_cell") == [(2, "Due")]


def test_an_uncalculated_formula_in_an_old_workbook_holds_its_row():
    content = old_book([["City", "Year", "Due"], ["Lima", 2023, "=1+1"]])
    assert places(only(read(content, "fees.xls")), "formula_without_value") == [(2, "Due")]


def test_a_percentage_in_an_open_document_is_a_share():
    rows = [["City", "Stage", "Probability"], ["Foshan", "applied", (0.3, "percentage")]]
    table = only(read(open_document({"Prospects": rows}), "a.ods"))
    assert values(table, "probability") == [0.3]


def test_a_hidden_sheet_of_an_open_document_is_left_out_until_it_is_chosen():
    content = open_document({"Payments": RECEIPTS, "Old": RECEIPTS}, hidden=("Old",))
    upload = read(content, "a.ods")
    assert [table.sheet for table in upload.tables] == ["Payments"]
    assert codes(upload, "note")["hidden_sheet"] == 1
    assert len(read(content, "a.ods", hidden=frozenset({Sheet("a.ods", "Old")})).tables) == 2


def test_macros_are_said_and_not_run():
    content = io.BytesIO(book(RECEIPTS))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00macro")
    upload = read(content.getvalue(), "a.xlsm")
    assert upload.files[0].format == "xlsm"
    assert codes(upload, "note")["macros"] == 1
    assert account(only(upload)) == (2, 2, 0, 0)


def test_formatted_blank_cells_far_away_do_not_make_a_sheet_large():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Fees")
        for row, cells in enumerate([["City", "Year", "Due"], ["Lima", 2023, 5]]):
            sheet.write_row(row, 0, cells)
        sheet.write_blank(1_000_000, 16_000, None, made.add_format({"bg_color": "red"}))
    assert account(only(read(target.getvalue()))) == (1, 1, 0, 0)


def test_every_file_of_an_archive_is_read_and_a_bad_one_does_not_spoil_the_others():
    content = packed(
        **{"fees.csv": text([["City", "Year", "Due"], ["Lima", 2023, 1]]), "scan.pdf": b"%PDF-1.7 x"}
    )
    upload = read(content, "mail.zip")
    assert [(file.name, file.format) for file in upload.files] == [("fees.csv", "text"), ("scan.pdf", "")]
    assert [(issue.file, issue.code) for issue in upload.issues if issue.severity == "error"] == [
        ("scan.pdf", "unreadable")
    ]
    assert account(only(upload)) == (1, 1, 0, 0)


def test_chinese_names_in_an_archive_of_chinese_windows_are_readable():
    content = packed(**{"AAAA.csv": text([["City", "Year", "Due"], ["Lima", 2023, 1]])})
    content = content.replace(b"AAAA.csv", "会费".encode("gb18030") + b".csv")
    assert read(content, "mail.zip").files[0].name == "会费.csv"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        '=HYPERLINK("http://example.org")',
        "+SUM(A1)",
        "@cmd",
        "-2+3|x",
        "<img src=x onerror=alert(1)>",
        "[link](javascript:alert(1))",
        "\u202egnp.exe",
        "a\u2066b",
        "$\\href{javascript:x}$",
        "'quoted",
        "_x000D_",
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_formula_like_text_html_and_bidi_marks_survive_as_text(cell, kind):
    rows = [["City", "Year", "Due", "Reason for waiver"], ["Lima", 2023, 5, cell]]
    content = book(rows) if kind == "xlsx" else text(rows)
    assert values(only(read(content, f"fees.{kind}")), "waiver_reason") == [cell]
