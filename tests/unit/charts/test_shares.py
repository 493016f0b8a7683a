"""Charts of the Shares page: every number has its mark, and losses and unknowns look like it."""

import pandas as pd

from charts.base.theme import LIGHT
from charts.kinds import arrears, countries, waterfall
from tests.support.chart_samples import CAPTION, COUNTRIES, OWED, STEPS, texts, trace


def bridge(steps=STEPS, theme=LIGHT):
    labels = waterfall.Labels(CAPTION, "Chinese cities", "Others", "{count} of the group")
    return waterfall.figure(steps, labels=labels, theme=theme)


# The bridge


def test_each_step_begins_where_the_one_before_ends():
    drawn = bridge()
    group, others = trace(drawn, "Chinese cities"), trace(drawn, "Others")
    assert list(group.base) == [0, 67, 60, 0]
    assert list(group.x) == [19, 3, 2, 20]
    assert [b + x for b, x in zip(others.base, others.x, strict=True)] == [67, 76, 76, 60]


def test_what_is_lost_is_hollow_and_what_is_gained_is_filled():
    colours = trace(bridge(), "Chinese cities").marker.color
    assert list(colours) == [LIGHT.focus, LIGHT.focus, LIGHT.background, LIGHT.focus]


def test_steps_are_told_with_their_sign_and_ends_without():
    said = texts(bridge())
    assert {"67", "+9", "−16", "60"} <= set(said)
    assert any("3 of the group" in text for text in said)


def test_a_click_on_a_bar_tells_its_step():
    for part in bridge().data:
        assert [point[0] for point in part.customdata] == STEPS["step"].tolist()


def test_only_ends_make_a_bridge_without_a_step():
    ends = pd.DataFrame(
        {"step": ["before", "after"], "label": ["Then", "Now"], "count": [5, 5], "group": [1, 1]}
    )
    assert list(trace(bridge(ends), "Others").x) == [4, 4]


# Arrears, countries


def test_what_is_owed_is_told_with_its_members_above_each_year():
    labels = arrears.Labels(CAPTION, "group", "others", "{count} owe", "to date")
    drawn = arrears.figure(OWED, labels=labels, theme=LIGHT)
    assert list(trace(drawn, "group").y) == [50_000, 40_000]
    assert list(trace(drawn, "others").y) == [350_000, 330_000]
    said = texts(drawn)
    assert any("53 owe" in text for text in said)
    assert "2023<br>to date" in said


def test_without_a_year_there_is_an_empty_picture_and_no_failure():
    labels = arrears.Labels(CAPTION, "group", "others", "{count}")
    assert len(arrears.figure(OWED.head(0), labels=labels, theme=LIGHT).data) == 2


def test_a_country_is_a_bar_with_the_groups_part_dark_and_its_share_beside():
    labels = countries.Labels(CAPTION, "group", "others")
    drawn = countries.figure(COUNTRIES, labels=labels, theme=LIGHT)
    assert list(trace(drawn, "group").x) == [166_225, 0]
    assert list(trace(drawn, "others").x) == [0, 31_400]
    assert any("84.1" in text for text in texts(drawn))
