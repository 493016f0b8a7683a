"""The whole of `check` on sheets made of the vocabulary, blanks and every type of cell.

There is always an answer, and the sums always hold.
"""

import datetime as dt

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commands import check
from data.reading.vocabulary import _catalogue, fields_of
from data.schema import UPLOADED
from tests.support.uploads import book, read, text
from tests.unit.reading.test_properties import all_accounted_for

EXAMPLES = 20_000 if settings.get_current_profile_name() == "long" else settings.default.max_examples
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
def blocks(draw):
    """A table of some of its columns: blank, of one kind, or of anything."""
    columns = draw(st.lists(st.sampled_from(COLUMNS[draw(st.sampled_from(list(COLUMNS)))]), max_size=7))
    headings, kinds = [], []
    for names, values in columns:
        headings.append(draw(st.sampled_from([*names, *names, *STRANGE])))
        kinds.append(draw(st.sampled_from([values, values, values, [""], ANY, [*values, "", None]])))
    height = draw(st.integers(0, 5))
    rows = [[draw(st.sampled_from(kind)) for kind in kinds] for _ in range(height)]
    return [headings, *rows]


SHEET = st.builds(
    lambda above, first, between, second: [*above, *first, *between, *second],
    st.lists(st.lists(st.sampled_from(ANY), max_size=4), max_size=1),
    blocks(),
    st.lists(st.sampled_from([[], ["Total", "", 5], ["x"], ["Note: y"]]), max_size=2),
    st.one_of(st.just([]), st.just([]), blocks()),
)


def answer(upload, file):
    """Everything that the command says, and its exit code."""
    assert orjson.dumps(check._as_json(upload, file, with_rows=True))
    assert "\n".join(check._as_lines(upload, with_rows=True))
    return check._exit_code(upload)


@example(rows=[["City", "Owner", "Action"], ["Lima", "Ann", ""]], title="Follow-ups", as_text=False)
@example(rows=[["amount paid", "city", "paid"], [0, "Lima", 0]], title="Fees", as_text=False)
@settings(max_examples=EXAMPLES)
@given(rows=SHEET, title=st.sampled_from(TITLES), as_text=st.booleans())
def test_any_sheet_of_the_vocabulary_is_answered_and_adds_up(rows, title, as_text, tmp_path_factory):
    if as_text:
        plain = [["" if cell is None else str(cell) for cell in row] for row in rows]
        name, content = f"{title}.csv", text(plain)
    else:
        name, content = "book.xlsx", book({title: rows})
    upload = read(content, name)
    all_accounted_for(upload)
    code = answer(upload, tmp_path_factory.getbasetemp() / name)
    if code == 0:
        assert any(table.kept for table in upload.tables)
        assert not any(table.held for table in upload.tables)


@pytest.mark.parametrize("table", list(UPLOADED))
def test_each_column_of_each_table_may_be_blank(table, tmp_path):
    names = list(fields_of(table))
    full = [str(values[0]) for _, values in COLUMNS[table]]
    for blank in range(len(names)):
        row = ["" if place == blank else value for place, value in enumerate(full)]
        upload = read(text([names, row, row]), "rows.csv", table=table)
        all_accounted_for(upload)
        answer(upload, tmp_path / "rows.csv")
