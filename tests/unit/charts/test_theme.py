"""Colours that can be told apart, and captions that fit into a phone's picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from charts.base.caption import Caption
from charts.base.layout import TITLE, Plot, base_layout, legend_height
from charts.base.measure import shorten, width, wrap
from charts.base.theme import DARK, LIGHT, contrast, mix, readable_on, theme
from charts.base.ticks import spread, thin, ticks, ticks_below

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)


@THEMES
@pytest.mark.parametrize("name", ["text", "quiet_text", "focus_text", "prospect_text"])
def test_text_reaches_four_and_a_half_to_one(look, name):
    for ground in (look.background, look.surface):
        assert contrast(getattr(look, name), ground) >= 4.5
    assert contrast(look.on_focus, look.focus) >= 4.5
    assert contrast(look.on_prospect, look.prospect) >= 4.5
    assert contrast(look.text, look.land) >= 4.5
    assert contrast(look.text, look.sea) >= 4.5
    assert contrast(readable_on(look.others), look.others) >= 4.5


@THEMES
@pytest.mark.parametrize("name", ["focus", "others_line", "prospect_line", "axis"])
def test_graphics_reach_three_to_one_where_a_fill_cannot_by_its_outline(look, name):
    for ground in (look.background, look.land, look.sea):
        assert contrast(getattr(look, name), ground) >= 3.0
    for extra in look.extras:
        assert contrast(extra, look.background) >= 3.0


def test_a_theme_is_found_by_its_name_and_no_other():
    assert theme("light") is LIGHT
    assert theme("dark") is DARK
    with pytest.raises(ValueError, match="'light' or 'dark'; given was 'sepia'"):
        theme("sepia")


def test_contrast_and_mixture_are_those_of_the_definition():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def test_a_long_title_breaks_into_lines_that_fit_a_phone():
    title = (
        "Chinese cities hold a fifth of official, a third of paying membership, 佛山东莞珠海青岛 may follow"
    )
    lines = wrap(title, TITLE, 326, bold=True)
    assert len(lines) > 1
    assert all(width(line, TITLE, bold=True) <= 326 for line in lines)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")


def test_measured_widths_are_not_below_those_of_the_font_that_exports_use():
    path = "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"
    try:
        fonts = {bold: ImageFont.truetype(path.format(bold), 100, index=2) for bold in ("Regular", "Bold")}
    except OSError:
        pytest.skip("Noto Sans CJK is not installed here")
    for text in (
        "Share of members on 31 May 2023, any receipt",
        "São Paulo · Xi'an · 佛山",
        "MAXIMUM (60 %)",
    ):
        assert width(text, 100) >= 0.98 * fonts["Regular"].getlength(text)
        assert width(text, 100, bold=True) >= 0.98 * fonts["Bold"].getlength(text)


@given(st.text(), st.floats(20, 400))
def test_wrapping_loses_no_word(text, room):
    assert " ".join(" ".join(wrap(text, 14, room)).split()).replace(" ", "") == "".join(text.split())


def test_a_name_is_shortened_only_where_it_has_to_be():
    assert shorten("Foshan", 14, 200) == "Foshan"
    assert shorten("Latin America and the Caribbean", 14, 100).endswith("…")
    assert width(shorten("Latin America and the Caribbean", 14, 100), 14) <= 100
    assert shorten("iiiiiiiiii", 10, 22) == "iiii…"


def test_margins_grow_with_the_lines_of_the_caption():
    plot = Plot(200)
    one = base_layout(LIGHT, Caption("Short", "", "Source"), plot)
    more = base_layout(
        LIGHT, Caption("A title that takes more than one line " * 2, "And more", "Source", "Mark"), plot
    )
    assert more["margin"]["t"] > one["margin"]["t"]
    assert more["margin"]["b"] > one["margin"]["b"]
    assert one["height"] == one["margin"]["t"] + one["margin"]["b"] + 200
    assert base_layout(LIGHT, Caption(), plot)["annotations"] == []
    roomy = base_layout(LIGHT, Caption("Short", "", "Source"), Plot(200, above=30, below=44))
    assert roomy["margin"]["t"] == one["margin"]["t"] + 30
    assert roomy["margin"]["b"] == one["margin"]["b"] + 20


def test_a_key_is_given_the_rows_it_takes():
    assert legend_height([], 326) == 0
    assert legend_height(["a", "b"], 326) < legend_height(
        ["Payment not known", "Other members", "Prospect"], 326
    )


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (0.47, [0, 0.2, 0.4, 0.6]),
        (100, [0, 25, 50, 75, 100]),
        (7, [0, 2, 4, 6, 8]),
        (0, [0, 1]),
        (float("nan"), [0, 1]),
    ],
)
def test_ticks_are_few_and_round(highest, expected):
    assert ticks(highest) == pytest.approx(expected)


@given(st.floats(1e-6, 1e12))
def test_ticks_reach_the_highest_value(highest):
    values = ticks(highest)
    assert values[0] == 0
    assert values[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(values) <= 5
    below, top = ticks_below(highest)
    assert below[-1] <= top
    assert top >= highest


def test_thinned_years_keep_the_last_and_places_keep_their_distance():
    assert thin(list(range(2012, 2024)), 6) == [2013, 2015, 2017, 2019, 2021, 2023]
    assert spread([10, 0, 11], 5) == [10, 0, 15]
