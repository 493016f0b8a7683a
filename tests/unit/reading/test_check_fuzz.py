"""The whole of `check` on sheets made of the vocabulary, blanks and every type of cell.

There is always an answer, and the sums always hold.
"""

import datetime as dt
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import check
from data.reading.vocabulary import _catalogue, fields_of
from data.schema import UPLOADED
from tests.support.tiers import thinned
from tests.support.uploads import book, read, text
from tests.unit.reading.test_properties import all_accounted_for

EXAMPLES = 1_600 if settings.get_current_profile_name() == "long" else 3  # of each table: over 20 000
HEADINGS = _catalogue("headers")
STRANGE = ["", "Odd", "2021", "2022", "Fees 2023", "Amount (EUR)", "备注", "x" * 90, "City", "Ville", "会员"]
CITIES = ["Lima", "Wuhan", "西安", "Xi’an", "Foshan", "Barcelone", "Guangzou", "Nowhere", "Cuenca", "苏州"]
DATES = [
    dt.date(2023, 5, 1),
    "2023-05-01",
    "01/02/2023",
    "2023年5月",
    "May 2023",
    45000,
    "31/02/2023",
    "soon",
]
NUMBERS = [0, 1, 5000, -3.5, "1.234,50", "12.5万", "3.000", "(30)", "€ 7", "50%", "n/a", "9" * 30, 1e300]
WORDS = [
    "member",
    "已提交申请",
    "oui",
    "no",
    "EUR",
    "CHN",
    "Paid",
    "待付",
    "person",
    "wechat",
    "Total",
    "合计",
    "x\ny",
]
BROKEN = ["", None, "#REF!", "=1+1", '"', "\u202eabc", "Note: x", "填表人：王", True, 2023, "FY 2021", "2023"]
YEARS = [2023, "2022", "FY 2021", "2022/2023", 1800]
BY_KIND = {
    "city": CITIES,
    "date": DATES,
    "partial_date": DATES,
    "year": YEARS,
    "number": NUMBERS,
    "money": NUMBERS,
    "integer": NUMBERS,
    "boolean": ["yes", "否", "oui", 1, True, "maybe"],
}
ANY = [*CITIES, *DATES, *NUMBERS, *WORDS, *BROKEN]
TITLES = ["Fees", "Payments 2023", "会员", "Prospects", "Follow-ups", "Suivi", "Contactos", "Sheet1"]


def names_of(table, field):
    """What people write above a field, in every language, and its own name."""
    found = [field]
    for section in (table, "any"):
        for words in HEADINGS.get(section, {}).get(field, {}).values():
            found += words
    return found


COLUMNS = {
    table: [
        (names_of(table, name), [*(field.codes or ()), *BY_KIND.get(field.kind, WORDS)])
        for name, field in fields_of(table).items()
    ]
    for table in UPLOADED
}


@st.composite
def blocks(draw, tables=tuple(COLUMNS)):
    """A table of some of its columns: blank, of one kind, or of anything."""
    columns = draw(st.lists(st.sampled_from(COLUMNS[draw(st.sampled_from(tables))]), max_size=7))
    headings, kinds = [], []
    for names, values in columns:
        headings.append(draw(st.sampled_from([*names, *names, *STRANGE])))
        kinds.append(draw(st.sampled_from([values, values, values, [""], ANY, [*values, "", None]])))
    height = draw(st.integers(0, 5))
    rows = [[draw(st.sampled_from(kind)) for kind in kinds] for _ in range(height)]
    return [headings, *rows]


@st.composite
def named_rows(draw):
    """A table with a city in every row, beside it values, blanks, years or names of columns."""
    columns = COLUMNS[draw(st.sampled_from([t for t in UPLOADED if "city_id" in UPLOADED[t].columns]))]
    ((names_of_city, _),) = [column for column in columns if column[0][0] == "city_id"]
    others = [column for column in columns if column[0][0] != "city_id"]
    headings, kinds = [draw(st.sampled_from(names_of_city))], [CITIES]
    for names, values in draw(st.lists(st.sampled_from(others), min_size=1, max_size=5, unique_by=str)):
        headings.append(draw(st.sampled_from(names)))
        kinds.append(draw(st.sampled_from([values, values, ANY, [""], [*names, ""], ["2021", "2022"]])))
    height = draw(st.integers(1, 5))
    return [headings, *[[draw(st.sampled_from(kind)) for kind in kinds] for _ in range(height)]]


def sheets(table):
    """One block of a table, and perhaps a second one of any."""
    return st.builds(
        lambda above, first, between, second: [*above, *first, *between, *second],
        st.lists(st.lists(st.sampled_from(ANY), max_size=4), max_size=1),
        blocks((table,)),
        st.lists(st.sampled_from([[], ["Total", "", 5], ["x"], ["Note: y"]]), max_size=2),
        st.one_of(st.just([]), st.just([]), blocks()),
    )


def answer(upload, file):
    """Everything that the command says, and its exit code."""
    assert orjson.dumps(check._as_json(upload, file, with_rows=True))
    assert "\n".join(check._as_lines(upload, with_rows=True))
    return check._exit_code(upload)


def check_answers(rows, title, as_text):
    """An answer without a traceback, the sums, and exit code 0 only where something is kept."""
    if as_text:
        plain = [["" if cell is None else str(cell) for cell in row] for row in rows]
        name, content = f"{title}.csv", text(plain)
    else:
        name, content = "book.xlsx", book({title: rows})
    upload = read(content, name)
    all_accounted_for(upload)
    if answer(upload, Path(name)) == 0:
        assert any(table.kept for table in upload.tables)
        assert not any(table.held for table in upload.tables)


@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("table", list(UPLOADED))
@settings(max_examples=EXAMPLES)
@given(data=st.data(), title=st.sampled_from(TITLES), as_text=st.booleans())
def test_any_sheet_of_the_vocabulary_is_answered_and_adds_up(table, data, title, as_text):
    check_answers(data.draw(sheets(table)), title, as_text)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([["City", "Owner", "Action"], ["Lima", "Ann", ""], ["Wuhan", "Ann", ""]], "Follow-ups"),
        ([["amount paid", "city", "paid"], [0, "Lima", 0]], "Fees"),
    ],
    ids=["a blank column of follow-ups", "two columns of money"],
)
def test_sheets_that_ended_in_a_traceback_are_answered(rows, title):
    check_answers(rows, title, as_text=False)


@pytest.mark.timeout(7_200)
@settings(max_examples=EXAMPLES)
@given(rows=named_rows())
def test_no_row_that_names_a_city_becomes_a_heading(rows):
    plain = [["" if cell is None else str(cell) for cell in row] for row in rows]
    upload = read(text(plain), "rows.csv", delimiters={"rows.csv": ","})
    assert {table.header_row for table in upload.tables} <= {1}


@pytest.mark.parametrize(
    "table", thinned(UPLOADED, lambda table: table in {"followups", "receipts", "events"})
)
def test_each_column_of_each_table_may_be_blank(table):
    names = list(fields_of(table))
    full = [str(values[0]) for _, values in COLUMNS[table]]
    for blank in range(len(names)):
        row = ["" if place == blank else value for place, value in enumerate(full)]
        upload = read(text([names, row, row]), "rows.csv", table=table)
        all_accounted_for(upload)
        answer(upload, Path("rows.csv"))
