"""Charts of the Shares and What-if pages: every number has its mark, and losses and unknowns look like it."""

import pandas as pd
import pytest

from charts import arrears, before_after, countries, pay_rates, waterfall
from charts.theme import DARK, LIGHT
from tests.charts_samples import CAPTION, COUNTRIES, MOVED, OWED, SIDES, STEPS, texts, trace

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
STATES = {"paid": "Pays", "not_paid": "Does not", "unknown": "Not known", "waived": "Waived"}


def who_pays(counts=SIDES, theme=LIGHT):
    labels = pay_rates.Labels(CAPTION, ("Chinese cities", "Others"), ("20 of 23", "40 of 92"), STATES)
    return pay_rates.figure(counts, labels=labels, theme=theme)


def bridge(steps=STEPS, theme=LIGHT):
    labels = waterfall.Labels(CAPTION, "Chinese cities", "Others", "{count} of the group")
    return waterfall.figure(steps, labels=labels, theme=theme)


def moved(rows=MOVED, theme=LIGHT):
    labels = before_after.Labels(CAPTION, "today", "then")
    return before_after.figure(rows, labels=labels, theme=theme, tick=lambda value: f"{value:.0%}")


# Who pays


def test_each_side_is_a_bar_of_a_hundred_per_cent_and_its_payers_are_told():
    drawn = who_pays()
    for side, size in ((0, 23), (1, 92)):
        assert sum(part.x[side] for part in drawn.data) == pytest.approx(1)
        assert trace(drawn, "Pays").x[side] == {23: 20 / 23, 92: 40 / 92}[size]
    said = texts(drawn)
    assert any("87.0" in text for text in said)
    assert any("43.5" in text for text in said)


@THEMES
def test_payers_are_filled_others_hollow_and_unknown_hatched(theme):
    drawn = who_pays(theme=theme)
    assert list(trace(drawn, "Pays").marker.color) == [theme.focus, theme.others]
    assert trace(drawn, "Does not").marker.color == theme.background
    assert trace(drawn, "Not known").marker.pattern.shape == "/"


def test_a_state_nobody_is_in_has_no_place_in_the_key():
    names = [part.name for part in who_pays(SIDES[SIDES["state"] != "waived"]).data]
    assert names == ["Pays", "Does not", "Not known"]


def test_a_side_without_members_is_an_empty_bar_and_no_failure():
    nobody = SIDES.assign(group=0)
    assert [part.x[0] for part in who_pays(nobody).data] == [0, 0, 0, 0]


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


# Before and after


def test_a_figure_has_a_hollow_mark_before_and_a_filled_one_after():
    drawn = moved()
    before, after = trace(drawn, "today"), trace(drawn, "then")
    assert (list(before.x), list(after.x)) == ([0.333, 0.2], [0.365, 0.2])
    assert (before.marker.color, after.marker.color) == (LIGHT.background, LIGHT.focus)
    assert list(trace(drawn, "way").x) == [0.333, 0.365, None, 0.2, 0.2, None]


def test_a_figure_that_nobody_can_say_tells_why_and_has_no_mark():
    drawn = moved()
    said = next(note for note in drawn.layout.annotations if note.text == "not recorded")
    assert said.y == 2
    assert 2 not in trace(drawn, "then").y


def test_numbers_stand_where_there_is_room():
    notes = {note.text: note.xanchor for note in moved().layout.annotations}
    assert notes["33.3 % to 36.5 %"] == "right"  # the mark is at the right end of the axis
    assert notes["20.0 %"] == "left"


def test_without_any_known_figure_there_is_a_picture_with_reasons():
    drawn = moved(MOVED.tail(1))
    assert all(not len(part.x) for part in drawn.data)
