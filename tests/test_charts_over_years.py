"""Charts by fee year draw the numbers they are given, a year to date hollow and gaps as gaps."""

import pandas as pd
import pytest

from charts import money_by_year, shares_over_time
from charts.theme import LIGHT
from tests.charts_samples import CAPTION, NA, YEARS, figure, labelled, texts, trace

SHARES = labelled("word", CAPTION)["shares_over_time"]


def shares(years: pd.DataFrame = YEARS, **changes: object):
    labels = shares_over_time.Labels(CAPTION, "of paying", "of official", "Range", "to date")
    return shares_over_time.figure(years.assign(**changes), labels=labels, theme=LIGHT)


def money(years: pd.DataFrame = YEARS, **changes: object):
    labels = money_by_year.Labels(CAPTION, "due", "from the group", "from others", "to date")
    return money_by_year.figure(years.assign(**changes), labels=labels, theme=LIGHT)


def test_every_year_has_its_mark_and_the_year_to_date_is_hollow_and_dotted():
    drawn = shares()
    assert list(trace(drawn, "paying").y) == [0.25, 0.3, 0.4]
    assert list(trace(drawn, "paying").marker.color) == [LIGHT.focus, LIGHT.focus, LIGHT.background]
    assert list(trace(drawn, "paying line").y) == [0.25, 0.3, None]
    assert list(trace(drawn, "paying to date").y) == [0.3, 0.4]
    assert trace(drawn, "paying to date").line.dash == "dot"
    assert "to date" in list(drawn.layout.xaxis.ticktext)[-1]


def test_a_finished_last_year_is_filled_and_nothing_is_dotted():
    drawn = shares(to_date=False)
    assert [t.name for t in drawn.data if t.name == "paying to date"] == []
    assert set(trace(drawn, "paying").marker.color) == {LIGHT.focus}


def test_the_official_share_is_drawn_only_where_it_is_known():
    drawn = shares()
    assert list(trace(drawn, "official").x) == [2023]
    assert list(trace(drawn, "official").y) == [0.2]
    assert list(trace(drawn, "official level").y) == [0.2, 0.2, None]
    assert not [t for t in shares(official_share=NA).data if t.name == "official"]


def test_bounds_are_a_band_only_where_unknowns_move_the_value():
    assert list(trace(shares(), "bounds").y) == [0.25, 0.28, 0.35, 0.46, 0.33, 0.25, None]
    assert not [t for t in shares(low=YEARS["high"]).data if t.name == "bounds"]
    alone = trace(shares(low=[NA, NA, 0.35], high=[NA, NA, 0.46]), "bounds")
    assert list(alone.x)[:-1] == pytest.approx([2022.88, 2023.12, 2023.12, 2022.88])
    assert set(alone.y) == {0.35, 0.46, None}


def test_a_year_without_a_share_is_a_gap():
    assert list(trace(shares(paying_share=[0.25, NA, 0.4]), "paying line").y) == [0.25, None, None]


def test_lines_are_labelled_at_their_ends_with_their_last_number():
    said = [note.text for note in shares().layout.annotations]
    assert "<b>40.0\u202f%</b><br>of paying" in said
    assert "<b>20.0\u202f%</b><br>of official" in said


def test_the_axis_starts_at_nought_and_counts_in_per_cent():
    axis = shares().layout.yaxis
    assert axis.range[0] == 0
    assert axis.range[1] >= 0.46
    assert list(axis.ticktext) == ["0\u202f%", "20\u202f%", "40\u202f%"]


def test_hover_tells_share_fraction_and_range():
    assert trace(shares(), "paying").hovertext[2] == (
        "<b>2023</b> to date<br>of paying: 40.0\u202f% (16 / 40)<br>Range: 35.0\u202f% – 46.0\u202f%"
    )
    assert "Range" not in trace(shares(), "paying").hovertext[0]


def test_received_money_is_stacked_from_the_group_and_due_is_hollow():
    drawn = money()
    assert list(trace(drawn, "due").y) == [400_000, 400_000, 400_000]
    assert trace(drawn, "due").marker.color == LIGHT.background
    assert list(trace(drawn, "from the group").y) == [80_000, 90_000, 120_000]
    assert list(trace(drawn, "from others").base) == [80_000, 90_000, 120_000]
    assert list(trace(drawn, "from others").y) == [220_000, 230_000, 80_000]
    assert trace(drawn, "from the group").marker.color == LIGHT.focus
    assert drawn.layout.barmode == "overlay"
    assert drawn.layout.yaxis.range[0] == 0


def test_the_last_years_amounts_are_told_beside_their_bars():
    said = " ".join(texts(money()))
    for amount in ("€120\u202fK", "€80\u202fK", "€400\u202fK"):
        assert f"<b>{amount}</b>" in said


def test_missing_amounts_draw_nothing_and_refunds_reach_below_nought():
    assert list(trace(money(due_eur=NA), "due").y) == [0, 0, 0]
    refunded = money(received_eur=[-5_000.0, 0.0, 0.0], group_received_eur=[-5_000.0, 0.0, 0.0])
    assert refunded.layout.yaxis.range[0] <= -5_000


@pytest.mark.parametrize("name", ["shares_over_time", "money_by_year"])
def test_many_years_show_no_more_ticks_than_fit_and_always_the_last(name):
    years = pd.concat([YEARS] * 5, ignore_index=True).assign(fee_year=range(2009, 2024), to_date=False)
    ticks = list(figure(name, years).layout.xaxis.tickvals)
    assert len(ticks) <= 6
    assert ticks[-1] == 2023
