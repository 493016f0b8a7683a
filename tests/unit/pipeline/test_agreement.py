"""Conversion, speed, drop-off, expected members and the score of chances against plain Python."""

import csv
import random
from datetime import date, timedelta
from functools import cache

import pandas as pd
import pytest

from analysis.core.basis import Basis
from analysis.pipeline.candidates import candidates
from analysis.pipeline.cohorts import PERIODS, by_cohort
from analysis.pipeline.journeys import drop_off, journeys
from analysis.pipeline.prospects import prospects
from analysis.pipeline.stage_chances import STAGE_CHANCES, by_stage, expected_members, score_chances
from data.cities import reference_cities
from data.folder import load_folder
from data.schema import TABLES
from tests.independent import pipeline as plain
from tests.support.datasets import SAMPLE, fee, in_memory, member, stage

END = date(2024, 6, 30)
TEN_YEARS = 3652
COUNTRIES = ("CHN", "FRA", "NGA", "")
BY_HAND = {"contacted": 0.2, "applied": 0.6}


def sample():
    def rows(name):
        with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return {name: rows(name) for name in ("members", "prospects", "stage_history")}


@cache
def generated():
    """5 000 cities over ten years: steps forward, back, twice a day, lost, parked, taken up again."""
    lots = random.Random(20)  # noqa: S311  drawn the same way every time
    rows, history, roll = [], [], [member("zzz-host")]
    for number in range(5_000):
        city = f"aaa-city-{number}"
        day = END - timedelta(days=lots.randrange(TEN_YEARS))
        place, seq, last = lots.choice((0, 0, 0, 1)), 1, None
        while day <= END + timedelta(days=200):  # some steps are dated after the day the data speak of
            name = lots.choices(("lost", "parked", "path"), (6, 5, 89))[0]
            name = plain.PATH[place] if name == "path" else name
            history.append(stage(city, day.isoformat(), name, seq))
            last = name if day <= END else last
            if name in ("member", "lost") or lots.random() < 0.15:
                break
            place = min(max(place + lots.choice((1, 1, 1, -1)), 0), 7)
            wait = lots.choice((0, 10, 60, 150, 400))
            day, seq = day + timedelta(days=wait), seq + 1 if wait == 0 else 1
        if last is None:
            last = "identified"
        if lots.random() < 0.05:
            history = [step for step in history if step["city_id"] != city]
        own = lots.choice(("", "", "", "0.33"))
        country = lots.choice(COUNTRIES)
        cells = {"name": city, "country": country, "stage": last, "probability": own}
        if last == "member" and lots.random() < 0.5:
            roll.append(member(city, country=country))
            if any(step["city_id"] == city for step in history):
                continue
        elif number % 40 == 0:  # on the roll while its prospect still stands where it stood, or left again
            joined = ("", "2015", "2024-06-01", "2024-06-30", "2024-07-01")[number // 40 % 5]
            left = "2024-05-01" if number % 200 == 80 else ""
            roll.append(member(city, country=country, joined_on=joined, left_on=left))
        rows.append({"city_id": city, "scheme": lots.choice(("", "joint")), **cells})
    tariff = [fee((2010, 2030), "upper-middle", 8_840), fee((2010, 2030), "high", 14_000)]
    levels = [
        {"country": code, "fiscal_year": 2020, "income_level": level}
        for code, level in (("CHN", "upper-middle"), ("FRA", "high"))
    ]
    return {
        "members": roll,
        "prospects": rows,
        "stage_history": history,
        "tariff": tariff,
        "income_levels": levels,
    }


PRICES = {"CHN": 8_840.0, "FRA": 14_000.0}


@cache
def dataset(which):
    return load_folder(SAMPLE) if which == "sample" else in_memory(generated(), as_of=END)


def tables(which):
    return sample() if which == "sample" else generated()


@pytest.fixture(params=["sample", "generated"])
def which(request):
    return request.param


def found(which):
    data = dataset(which)
    return journeys(data, data.as_of)


def test_the_generated_pipeline_has_every_case():
    rows = found("generated")
    assert set(rows["outcome"]) == {"open", "member", "lost", "parked"}
    assert rows["entered_on"].isna().any()
    assert rows["entered_on"].dt.year.nunique() >= 10
    assert len(rows) > 4_900


@pytest.mark.parametrize("period", PERIODS)
def test_conversion_and_speed_of_every_cohort_agree(which, period):
    data = dataset(which)
    theirs = plain.cohorts(tables(which), data.as_of, period)
    ours = by_cohort(found(which), period).set_index("cohort")
    assert set(ours.index) == set(theirs)
    for cohort, (entered, joined, share, days) in theirs.items():
        row = ours.loc[cohort]
        assert (row["entered"], row["joined"]) == (entered, joined)
        assert (None if pd.isna(row["conversion"]) else row["conversion"]) == (share and float(share))
        assert (None if pd.isna(row["median_days"]) else row["median_days"]) == days


def test_what_became_of_those_that_got_no_further_agrees(which):
    data = dataset(which)
    rows = drop_off(found(which))
    columns = ["reached", "onward", "still", "back", "lost", "parked"]
    assert [tuple(row) for row in rows[columns].to_numpy()] == plain.drop_off(tables(which), data.as_of)
    assert (rows["reached"] == rows[columns[1:]].sum(axis="columns")).all()


@pytest.mark.parametrize("by_hand", [{}, BY_HAND])
def test_expected_members_and_fees_agree(which, by_hand):
    data = dataset(which)
    basis = Basis(data.as_of, 2023)
    waiting = prospects(data, data.as_of)
    own = waiting.set_index("city_id")["probability"]
    of_roll = candidates(data, basis, waiting, reference_cities())
    rows = expected_members(data, of_roll, own, 2023, by_hand)
    prices = PRICES if which == "generated" else {"CHN": 8_840.0}
    members, fees = plain.expected(tables(which), data.as_of, STAGE_CHANCES | by_hand, prices)
    assert rows["probability"].sum() == pytest.approx(members)
    assert rows["expected_eur"].sum() == pytest.approx(fees)
    assert by_stage(rows)["members"].sum() == pytest.approx(members)
    assert by_stage(rows)["fees_eur"].sum() == pytest.approx(fees)


@pytest.mark.parametrize("by_hand", [{}, BY_HAND])
def test_the_score_of_the_chances_agrees(which, by_hand):
    data = dataset(which)
    ended, brier, stages = plain.score(tables(which), data.as_of, STAGE_CHANCES | by_hand)
    ours = score_chances(data, found(which), data.as_of, by_hand)
    assert ours.ended == ended
    assert ours.brier == (pytest.approx(brier) if ended >= 30 else None)
    counts = ours.stages.set_index("stage")[["ended", "joined"]]
    assert {name: tuple(counts.loc[name]) for name in stages} == {
        name: tuple(each) for name, each in stages.items()
    }


def test_names_of_tables_are_those_of_the_schema():
    assert set(generated()) <= set(TABLES)
