"""Years of fees that span two calendar years: asked about once, never cut short in silence."""

import pytest

from data.reading.choices import Header, memory_as_json, memory_from_json
from data.reading.headers import parse_header, two_years_of, year_of
from tests.support.uploads import account, codes, only, places, read_rows, values

PLACE = Header("book.xlsx", "Sheet1", "Year")
SPANS = [
    "2022/2023",
    "2022-2023",
    "2022–23",
    "FY 2022/23",
    "2022-23",
    "2022 / 2023",
    "2022至2023",
    "2022年-2023年",
]


def fees(*years, **choices):
    rows = [[city, year, 5000] for city, year in zip(["Lima", "Wuhan", "Barcelona"], years, strict=False)]
    return read_rows([["City", "Year", "Due"], *rows], **choices)


@pytest.mark.parametrize("text", SPANS)
def test_two_years_in_a_row_are_one_fiscal_year(text):
    assert two_years_of(text) == (2022, 2023)
    assert year_of(text) is None
    assert parse_header(f"Due {text}").year is None


@pytest.mark.parametrize(
    "text", ["2022", "2021-2023", "2023-05-10", "2023-05", "2022/2024", "12/2022", "2022-2-23"]
)
def test_other_texts_with_years_are_none(text):
    assert two_years_of(text) is None


def test_such_years_are_a_question_and_their_rows_wait():
    table = only(fees("2022/2023", 2023, "2021/22"))
    assert account(table) == (3, 1, 0, 2)
    assert codes(table) == {"ambiguous_years": 2}
    assert places(table, "ambiguous_years") == [(2, "Year"), (4, "Year")]
    (question,) = table.questions
    assert (question.code, question.header, question.count) == ("ambiguous_years", "Year", 2)
    assert question.examples == ("2022/2023", "2021/22")


@pytest.mark.parametrize(("answer", "years"), [("first", [2022, 2023, 2021]), ("second", [2023, 2023, 2022])])
def test_the_answer_reads_them_and_is_remembered(answer, years):
    first = fees("2022/2023", 2023, "2021/22", years={PLACE: answer})
    assert values(only(first), "fee_year") == years
    memory = memory_from_json(memory_as_json(first.memory))
    assert values(only(fees("2022/2023", 2023, "2021/22", memory=memory)), "fee_year") == years


def test_a_memory_of_before_there_were_such_answers_is_read():
    plain = memory_as_json(fees(2023).memory)
    for layout in plain["layouts"].values():
        del layout["years"]
    assert memory_from_json(plain).layouts


@pytest.mark.parametrize("title", ["Fees 2022-23", "会费2022-2023"])
def test_a_title_of_two_years_is_no_fee_year(title):
    table = only(read_rows([[title], ["City", "Due"], ["Lima", 5000]], sheet="Fees"))
    assert codes(table) == {"missing_key": 1}
