"""Pictures of Shares and What-if that are drawn on the server: marks where the numbers are."""

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from charts.base.theme import DARK, LIGHT
from charts.kinds import before_after, pay_rates, shares_over_time
from tests.support.chart_samples import CAPTION, MOVED, NA, SIDES, YEARS

SVG = "{http://www.w3.org/2000/svg}"
STATES = {"paid": "Pays", "not_paid": "Does not", "unknown": "Not known", "waived": "Waived"}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def nodes(svg, tag, **attributes):
    found = ET.fromstring(svg).iter(f"{SVG}{tag}")  # noqa: S314  our own text
    return [node for node in found if all(node.get(key) == value for key, value in attributes.items())]


def words(svg):
    return ["".join(node.itertext()) for node in nodes(svg, "text")]


def hovers(svg):
    return [node.text for node in nodes(svg, "title")]


def number(node, key):
    return float(node.get(key))


# Who pays


def who_pays(counts=SIDES, theme=LIGHT):
    labels = pay_rates.Labels(CAPTION, "alt", ("Chinese cities", "Others"), ("20 of 23", "40 of 92"), STATES)
    return pay_rates.svg(counts, labels=labels, theme=theme)


def bars(svg):
    return nodes(svg, "rect", height="30")


def test_each_side_is_a_bar_of_a_hundred_per_cent_and_its_payers_are_told():
    svg = who_pays()
    group, others = bars(svg)[:3], bars(svg)[3:]
    for side, paid in ((group, 20 / 23), (others, 40 / 92)):
        assert sum(number(part, "width") for part in side) == pytest.approx(CAPTION.room, abs=0.3)
        assert number(side[0], "width") / CAPTION.room == pytest.approx(paid, abs=0.001)
    assert {"87.0\u202f%", "43.5\u202f%"} <= set(words(svg))
    assert "Chinese cities20 of 23" in words(svg)
    assert "Others\nWaived: 1 (1.1\u202f%)" in hovers(svg)


@THEMES
def test_payers_are_filled_others_hollow_and_unknown_hatched(theme):
    svg = who_pays(theme=theme)
    fills = [part.get("fill") for part in bars(svg)]
    group, others = (f"url(#not-known-{side}-{theme.name})" for side in ("group", "others"))
    assert fills[:3] == [theme.focus, theme.background, group]
    assert fills[3:] == [theme.others, theme.background, others, theme.surface]
    assert {node.get("id") for node in nodes(svg, "pattern")} == {group[5:-1], others[5:-1]}


def test_a_state_nobody_is_in_has_no_place_in_the_key():
    assert "Waived" in words(who_pays())
    assert "Waived" not in words(who_pays(SIDES[SIDES["state"] != "waived"]))


def test_a_side_without_members_has_no_bar_and_is_no_failure():
    assert len(bars(who_pays(SIDES.assign(group=0)))) == 4


# Both shares over time


def shares(years=YEARS, **changes):
    labels = shares_over_time.Labels(CAPTION, "alt", "of paying", "of official", "Range", "to date")
    return shares_over_time.svg(years.assign(**changes), labels=labels, theme=LIGHT)


def marks(svg):
    return nodes(svg, "circle", r="4.5")


def heights(svg):
    """How far the marks of the paying share are above nought, in px."""
    base = max(number(node, "y1") for node in nodes(svg, "line", stroke=LIGHT.axis))
    return [base - number(mark, "cy") for mark in marks(svg)]


def test_every_year_has_its_mark_and_the_year_to_date_is_hollow_and_dotted():
    svg = shares()
    assert [mark.get("fill") for mark in marks(svg)] == [LIGHT.focus, LIGHT.focus, LIGHT.background]
    first, second, third = heights(svg)
    assert (second / first, third / first) == (pytest.approx(1.2, rel=0.01), pytest.approx(1.6, rel=0.01))
    dotted = [node for node in nodes(svg, "path", fill="none") if node.get("stroke-dasharray")]
    assert len(dotted) == 1
    assert len(nodes(svg, "path", fill="none")) == 2
    assert "to date" in words(svg)


def test_a_finished_last_year_is_filled_and_nothing_is_dotted():
    svg = shares(to_date=False)
    assert {mark.get("fill") for mark in marks(svg)} == {LIGHT.focus}
    assert not [node for node in nodes(svg, "path") if node.get("stroke-dasharray")]


def test_the_official_share_is_drawn_only_where_it_is_known():
    squares = nodes(shares(), "rect", fill=LIGHT.others)
    assert len(squares) == 1
    assert number(squares[0], "x") + 4.5 == pytest.approx(number(marks(shares())[2], "cx"), abs=0.1)
    assert not nodes(shares(official_share=NA), "rect", fill=LIGHT.others)


def test_bounds_are_a_band_only_where_unknowns_move_the_value():
    corners = re.findall(r"[ML]", nodes(shares(), "path", fill=LIGHT.focus_pale)[0].get("d"))
    assert len(corners) == 6
    assert not nodes(shares(low=YEARS["high"]), "path", fill=LIGHT.focus_pale)
    alone = nodes(shares(low=[NA, NA, 0.35], high=[NA, NA, 0.46]), "path", fill=LIGHT.focus_pale)
    left, right = (float(x) for x in re.findall(r"[ML]([\d.]+)", alone[0].get("d"))[:2])
    assert left < number(marks(shares())[2], "cx") < right


def test_a_year_without_a_share_is_a_gap():
    svg = shares(paying_share=[0.25, NA, 0.4])
    assert len(marks(svg)) == 2
    assert not nodes(svg, "path", fill="none")


def test_lines_are_labelled_at_their_ends_with_their_last_number():
    assert {"40.0\u202f%", "of paying", "20.0\u202f%", "of official"} <= set(words(shares()))


def test_the_axis_starts_at_nought_and_counts_in_per_cent():
    assert words(shares())[2:5] == ["0\u202f%", "20\u202f%", "40\u202f%"]


def test_hover_tells_share_fraction_and_range():
    said = hovers(shares())
    assert "2023 to date\nof paying: 40.0\u202f% (16 / 40)\nRange: 35.0\u202f% – 46.0\u202f%" in said
    assert "2021\nof paying: 25.0\u202f% (10 / 40)" in said


def test_many_years_are_named_as_far_as_a_phone_has_room_and_the_last_always():
    years = pd.concat([YEARS] * 5, ignore_index=True).assign(fee_year=range(2009, 2024), to_date=False)
    named = [word for word in words(shares(years)) if word.startswith("20") and len(word) == 4]
    assert len(named) <= 6
    assert named[-1] == "2023"


def test_without_a_year_there_is_an_empty_picture_and_no_failure():
    assert not marks(shares(YEARS.head(0)))


# Before and after


def moved(rows=MOVED):
    labels = before_after.Labels(CAPTION, "alt", "today", "then")
    return before_after.svg(rows, labels=labels, theme=LIGHT, tick=lambda value: f"{value:.0%}")


def test_a_figure_has_a_hollow_mark_before_and_a_filled_one_after():
    svg = moved()
    before, after = (nodes(svg, "circle", r=radius)[1:] for radius in ("5.5", "6.5"))  # without the key
    assert {mark.get("fill") for mark in before} == {LIGHT.background}
    assert {mark.get("fill") for mark in after} == {LIGHT.focus}
    nought = min(number(node, "x1") for node in nodes(svg, "line", stroke=LIGHT.grid))
    places = [number(mark, "cx") - nought for mark in (before[0], after[0], before[1], after[1])]
    assert places[1] / places[0] == pytest.approx(0.365 / 0.333, abs=0.002)
    assert places[2] / places[0] == pytest.approx(0.2 / 0.333, abs=0.002)
    assert places[2] == places[3]
    way = nodes(svg, "line", stroke=LIGHT.focus)[0]
    assert (way.get("x1"), way.get("x2")) == (before[0].get("cx"), after[0].get("cx"))


def test_a_figure_that_nobody_can_say_tells_why_and_has_no_mark():
    svg = moved()
    assert "not recorded" in words(svg)
    assert len(nodes(svg, "circle", r="6.5")) == 3  # two figures and the key


def test_numbers_stand_where_there_is_room():
    svg = moved()
    anchors = {"".join(node.itertext()): node.get("text-anchor") for node in nodes(svg, "text")}
    assert anchors["33.3 % to 36.5 %"] == "end"  # the mark is at the right end of the axis
    assert anchors["20.0 %"] == "start"


def test_without_any_known_figure_there_is_a_picture_with_reasons():
    svg = moved(MOVED.tail(1))
    assert "not recorded" in words(svg)
    assert len(nodes(svg, "circle")) == 2  # the key
