"""Charts by fee year draw the numbers they are given, a year to date hollow and gaps as gaps."""

import pandas as pd

from charts.base.theme import LIGHT
from charts.kinds import money_by_year
from tests.support.chart_samples import CAPTION, NA, YEARS, figure, texts, trace


def money(years: pd.DataFrame = YEARS, **changes: object):
    labels = money_by_year.Labels(CAPTION, "due", "from the group", "from others", "to date")
    return money_by_year.figure(years.assign(**changes), labels=labels, theme=LIGHT)


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


def test_many_years_show_no_more_ticks_than_fit_and_always_the_last():
    years = pd.concat([YEARS] * 5, ignore_index=True).assign(fee_year=range(2009, 2024), to_date=False)
    ticks = list(figure("money_by_year", years).layout.xaxis.tickvals)
    assert len(ticks) <= 6
    assert ticks[-1] == 2023
