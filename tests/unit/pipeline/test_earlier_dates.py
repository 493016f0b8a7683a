"""The pipeline on an earlier day has the cities that have joined since."""

from datetime import date

import pytest

from analysis.congress.forecast import forecast
from analysis.core.basis import Basis
from analysis.pipeline.prospects import funnel, prospects
from analysis.pipeline.stages import current_stages
from tests.support.datasets import in_memory, member, stage
from tests.support.stores import sample

EARLIER = date(2022, 9, 1)


def test_cities_that_joined_later_were_open_prospects_then():
    rows = prospects(sample(), EARLIER).set_index("city_id")
    assert len(rows) == 2
    assert rows.loc["aus-sydney", ["name", "country", "stage", "age_days"]].tolist() == [
        "Sydney", "AUS", "applied", 13,
    ]  # fmt: skip


def test_today_they_are_members_in_the_funnel():
    rows = funnel(sample(), date(2023, 5, 31)).set_index("stage")
    assert rows.at["member", "now"] == 5
    assert rows.at["member", "reached"] == 5


@pytest.fixture
def joined():
    history = [stage("chn-later", "2023-01-10", "applied"), stage("chn-later", "2024-02-01", "member")]
    return in_memory(
        {
            "members": [member("chn-later", joined_on="2024-02-01"), member("chn-old")],
            "stage_history": history,
            "prospects": [],
            "events": [
                {"event_id": "next", "name": "Congress", "starts_on": "2024-06-01", "kind": "congress"}
            ],
            "focus_groups": [{"group": "china", "city_id": city} for city in ("chn-later", "chn-old")],
        },
        as_of=date(2024, 6, 30),
        first_roll_on=date(2023, 1, 1),
    )


def test_a_forecast_of_an_earlier_day_counts_who_joined_since_as_a_prospect(joined):
    found = forecast(joined, Basis(date(2023, 6, 1), None), "next")
    assert found is not None
    assert found.cities.set_index("city_id")["case"].to_dict() == {
        "chn-later": "applied",
        "chn-old": "not_known",
    }


def test_a_city_without_a_stage_by_then_is_in_no_count(joined):
    assert current_stages(joined, date(2023, 1, 9)).empty
    assert current_stages(joined, date(2023, 1, 10))["stage"].tolist() == ["applied"]
    assert current_stages(joined, date(2024, 2, 1))["stage"].tolist() == ["member"]
