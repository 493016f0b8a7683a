"""The account of any workbook: no row is lost on any sheet, and every cell that was turned is counted."""

import datetime as dt
import io
import re

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from data.reading.choices import Header
from tests.support.uploads import account, only, read, read_rows
from tests.unit.reading.test_properties import all_accounted_for

FEES = ["City", "Year", "Due", "Paid", "Paid on"]
ROLL = ["Member", "Country", "Status", "Joined"]
PROSPECTS = ["城市", "阶段", "概率", "下一步"]
YEARS = ["Ville", "2021", "2022", 2023]
WORDS = [
    "Lima",
    "Wuhan",
    "西安市",
    "Limma",
    "Nowhere",
    "Total",
    "合 计",
    "Note: x",
    "Europe",
    "",
    "n/a",
    "x" * 99,
]
MORE = ["2023年5月10日", "member", "已申请", "30%", "Peru", True, dt.date(2023, 5, 1), "#REF!", "\u202eabc"]
CELLS = st.sampled_from(
    [
        *WORDS,
        None,
        0,
        1,
        5000,
        2023,
        45055,
        -3.5,
        "2023",
        "3.000",
        "1.234,5",
        "12.5万",
        "¥ 3",
        "01/02/2023",
        *MORE,
    ]
)
ROW = st.lists(CELLS, max_size=6)
SHEET = st.tuples(
    st.sampled_from(["Fees", "Members", "Prospects", "Sheet", "会费 2022", "Old"]),
    st.lists(ROW, max_size=2),
    st.sampled_from([FEES, ROLL, PROSPECTS, YEARS]),
    st.lists(st.one_of(ROW, ROW, ROW, st.sampled_from([FEES, ROLL, PROSPECTS, []])), max_size=14),
    st.lists(st.tuples(*[st.integers(0, 12)] * 2, st.integers(0, 3), st.integers(0, 2)), max_size=3),
    st.booleans(),
)


def workbook(sheets) -> bytes:
    """A workbook of generated sheets; merged areas that lie over each other are left out."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, plain) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for number, (name, above, header, rows, merged, is_hidden) in enumerate(sheets):
            sheet = made.add_worksheet(f"{name} {number}")
            if is_hidden and number:
                sheet.hide()
            lines = [*above, header, *rows]
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(row, column, cell, day)
                    elif cell not in (None, ""):
                        sheet.write(row, column, cell)
            taken = set()
            for top, left, down, right in merged:
                area = {(r, c) for r in range(top, top + down + 1) for c in range(left, left + right + 1)}
                if len(area) > 1 and not area & taken:
                    taken |= area
                    cell = lines[top][left] if top < len(lines) and left < len(lines[top]) else None
                    kept = "" if cell is None or isinstance(cell, dt.date) else cell
                    sheet.merge_range(top, left, top + down, left + right, kept)
    return target.getvalue()


@given(sheets=st.lists(SHEET, min_size=1, max_size=3))
def test_every_row_of_every_table_of_a_messy_workbook_is_kept_ignored_or_held(sheets):
    all_accounted_for(read(workbook(sheets)))


YEAR = st.sampled_from([2023, "2022", "FY 2021", "2020年", "２０２３", "2019/20", dt.date(2021, 3, 4)])
AMOUNT = st.sampled_from(
    [5000, 12.5, "7", "5000.50", "1,234.50", "１２", "12.5万", "€ 7.25", "3k", "-8", "(9)"]
)
DAY = st.sampled_from(
    [
        dt.date(2023, 5, 9),
        "2023-05-10",
        "2023/5/11",
        "2023年5月12日",
        "13 May 2023",
        "20230514",
        20230515,
        45061,
    ]
)
CITY = st.sampled_from(["Lima", "lima", "City of Lima", "Wuhan", "武汉", "武汉市", "per-lima"])
PLAIN = {
    "Year": lambda cell: isinstance(cell, int) or re.fullmatch("[0-9]{4}", str(cell)),
    "Paid": lambda cell: not isinstance(cell, str) or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell),
    "Paid on": lambda cell: isinstance(cell, dt.date) or re.fullmatch("2023-05-..", str(cell)),
    "City": lambda cell: cell in {"Lima", "lima", "Wuhan", "武汉", "per-lima"},
}
PLAIN_ORDER = ("City", "Year", "Paid", "Paid on")
DERIVED = {"ids_made", "currency_assumed", "rate_from_table", "converted"}


@given(rows=st.lists(st.tuples(CITY, YEAR, AMOUNT, DAY), min_size=1, max_size=20))
def test_every_cell_that_was_turned_into_something_else_is_counted(rows):
    of_two = {Header("book.xlsx", "Payments", "Year"): "first"}
    table = only(read_rows([list(PLAIN_ORDER), *map(list, rows)], sheet="Payments", years=of_two))
    assert account(table) == (len(rows), len(rows), 0, 0)
    for place, header in enumerate(PLAIN_ORDER):
        turned = sum(not PLAIN[header](row[place]) for row in rows)
        told = [
            i for i in table.issues if i.severity == "note" and i.column == header and i.code not in DERIVED
        ]
        assert sum(int(str(issue.facts["count"])) for issue in told) == turned
