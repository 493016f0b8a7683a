"""A prospect whose city joins the roll is closed with a dated stage; that can be declined."""

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest

from data.closing import close_prospects, closings
from tests.support.datasets import in_memory, member, stage
from tests.support.uploads import book, codes, current, read, read_rows

HEADS = ["City", "Country", "Status", "Joined on"]


def history(upload, city="chn-foshan"):
    rows = upload.candidate.table("stage_history")
    rows = rows[rows["city_id"] == city]
    return [(f"{day:%Y-%m-%d}", name) for day, name in zip(rows["entered_on"], rows["stage"], strict=True)]


def stage_of(upload, city="chn-foshan"):
    rows = upload.candidate.table("prospects").set_index("city_id")
    return rows.at[city, "stage"]


@pytest.mark.parametrize(
    "names",
    [("City", "Foshan", "China", "Member"), ("城市", "佛山", "中国", "会员"),
     ("Ville", "Foshan", "Chine", "membre"),
     ("Ciudad", "Foshan", "China", "miembro")],
)  # fmt: skip
def test_a_prospect_that_joins_is_closed_on_its_joining_day(names):
    city, *cells = names
    upload = read_rows([[city, *HEADS[1:]], [*cells, dt.date(2023, 4, 1)]])
    assert stage_of(upload) == "member"
    assert history(upload) == [("2023-04-01", "member")]
    assert codes(upload, "note")["prospect_closed"] == 1


@pytest.mark.parametrize("joined", [None, 2023])
def test_without_a_known_day_it_is_the_day_of_the_data(joined):
    upload = read_rows([HEADS, ["Foshan", "China", "member", joined]])
    assert history(upload) == [("2023-05-31", "member")]


def test_who_is_kept_open_stays_as_it_was():
    rows = [HEADS, ["Foshan", "China", "member", dt.date(2023, 4, 1)]]
    upload = read_rows(rows, keep_open=frozenset({"chn-foshan"}))
    assert stage_of(upload) == "contacted"
    assert history(upload) == []
    assert [one.city_id for one in upload.closings] == ["chn-foshan"]
    assert not codes(upload, "note")["prospect_closed"]


@pytest.mark.parametrize("cells", [["resigned", dt.date(2020, 1, 1)], ["member", dt.date(2023, 6, 1)]])
def test_who_left_or_joins_after_the_day_of_the_data_stays_open(cells):
    upload = read_rows([HEADS, ["Foshan", "China", *cells]])
    assert upload.closings == ()
    assert stage_of(upload) == "contacted"


def test_an_upload_closes_nobody_who_was_on_the_roll_before():
    before = replace(
        current(),
        tables=MappingProxyType(
            {**current().tables, "prospects": current().table("prospects").assign(city_id="chn-wuhan")}
        ),
    )
    assert [one.city_id for one in closings(before)] == ["chn-wuhan"]
    upload = read(book([HEADS, ["Lima", "Peru", "member", None]]), dataset=before)
    assert upload.closings == ()
    assert stage_of(upload, "chn-wuhan") == "contacted"


def roll(joined_on, *steps):
    return in_memory(
        {
            "members": [member("aaa-one", joined_on=joined_on)],
            "prospects": [{"city_id": "aaa-one", "name": "One", "stage": "applied"}],
            "stage_history": [stage("aaa-one", day, "applied") for day in steps],
        },
        as_of=dt.date(2024, 6, 30),
    )


@pytest.mark.parametrize(
    ("joined_on", "steps", "day"),
    [
        ("2024-06-01", [], "2024-06-01"),
        ("2024-06-01", ["2024-06-01"], "2024-06-01"),
        ("2024-06-01", ["2024-06-10"], "2024-06-30"),  # it was still at that stage later on
        ("2024", ["2024-06-10"], "2024-06-30"),
        ("2024-06-01", ["2024-07-10"], None),  # a step is dated after the day of the data
    ],
)
def test_the_day_lies_neither_before_the_last_stage_nor_after_the_data(joined_on, steps, day):
    data = roll(joined_on, *steps)
    (one,) = closings(data)
    assert (one.entered_on and one.entered_on.isoformat()) == day
    closed = close_prospects(data, [one])
    assert closed.table("prospects")["stage"].tolist() == ["member"]
    assert len(closed.table("stage_history")) == len(steps) + (day is not None)
    assert closings(closed) == []
