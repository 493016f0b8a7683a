"""Sheets that name a city in two columns, one a script: either tells the city, and no column gets lost."""

import pytest

from data.reading.choices import Header
from tests.support.uploads import account, codes, only, read_rows, values


@pytest.mark.parametrize(
    "headings",
    [["City", "城市"], ["城市", "City"], ["Member city", "城市名称"], ["城市", "城市（英文）"]],
    ids=["english first", "chinese first", "longer words", "chinese headings only"],
)
def test_a_column_in_each_script_is_one_city(headings):
    chinese_first = headings[0].startswith("城")
    cities = [["Wuhan", "武汉"], ["", "西安市"], ["Guangzhou", ""]]
    if chinese_first:
        cities = [names[::-1] for names in cities]
    rows = [[*headings, "Year", "Due"], *([*names, 2023, 6000] for names in cities)]
    found = only(read_rows(rows))
    assert values(found, "city_id") == ["chn-wuhan", "chn-xian", "chn-guangzhou"]
    assert found.unmapped == ()
    assert codes(found) == {}


def test_two_scripts_that_name_two_cities_are_asked_about():
    found = only(read_rows([["City", "城市", "Year", "Due"], ["Wuhan", "西安", 2023, 6000]]))
    assert account(found) == (1, 0, 0, 1)
    assert codes(found) == {"suggested_city": 1}


def test_different_headings_that_may_mean_one_field_are_not_taken_for_one_heading_twice():
    found = only(
        read_rows([["City", "Year", "Due", "Amount due"], ["Lima", 2023, 100, ""]], sheet="Fees due")
    )
    assert codes(found, None)["duplicate_header"] == 0
    assert values(found, "due_eur") == [100.0]


def test_of_two_columns_with_one_heading_the_one_that_a_person_chose_counts():
    place = Header("book.xlsx", "Fees due", "Due (2)")
    rows = [["City", "Year", "Due", "Due"], ["Lima", 2023, 100, 200]]
    found = only(read_rows(rows, sheet="Fees due", columns={place: "dues.due_eur"}))
    assert values(found, "due_eur") == [200.0]
