"""What every picture promises: its mark inside, foreign text inert, empty frames drawn, frames left alone."""

import xml.etree.ElementTree as ET
from functools import reduce

import pandas as pd
import pytest

from charts.base.caption import Caption
from charts.base.config import CONFIG, MAP_CONFIG
from charts.base.layout import PAD
from charts.base.theme import DARK, LIGHT
from tests.support.chart_samples import CAPTION, CAPTIONED, FIGURES, FRAMES, MARK, drawn, figure, texts

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "$\\href{javascript:alert(1)}{x}$",
    "%{customdata} {{x}}",
    "\u202egnp.exe\u2066",
    "</text><script>alert(1)</script>",
]
# What charts write themselves in Plotly's pseudo-HTML.
OWN = ["<b>", "</b>", "<br>", "</span>"] + [
    f"<span style='font-size:12px;color:{theme.quiet_text}'>" for theme in (LIGHT, DARK)
]


@pytest.mark.parametrize("name", FIGURES)
def test_title_subtitle_source_and_mark_are_inside_the_figure(name):
    notes = [note.text for note in figure(name).layout.annotations]
    assert {"<b>A title</b>", "A subtitle", "A source", MARK} <= set(notes)


@pytest.mark.parametrize("name", FIGURES)
def test_without_a_mark_none_is_drawn(name):
    assert MARK not in texts(figure(name, caption=Caption("A title")))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_figure_is_never_transparent_and_in_one_font(name, theme):
    layout = figure(name, theme=theme).layout
    assert layout.paper_bgcolor == theme.background
    assert layout.plot_bgcolor == theme.background
    assert layout.font.family.startswith("Source Sans")
    assert layout.uirevision


@pytest.mark.parametrize("name", FIGURES)
def test_words_are_horizontal(name):
    layout = figure(name).layout
    for axis in (layout.xaxis, layout.yaxis):
        assert axis.tickangle in (0, None)
        assert axis.visible is False or axis.tickangle == 0


@pytest.mark.parametrize("name", FIGURES)
def test_the_caption_hangs_within_the_margins_a_phone_has(name):
    layout = figure(
        name, caption=Caption("A long title in many words " * 4, "A long subtitle " * 9, "Source " * 30)
    ).layout
    assert layout.height > layout.margin.t + layout.margin.b + 50
    heads = [
        note for note in layout.annotations if note.yref == "paper" and note.y == 1 and note.xref == "paper"
    ]
    assert max(note.yshift for note in heads if note.xshift is not None) <= layout.margin.t - PAD + 1


@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_frame_gives_a_picture_with_its_caption(name):
    empty = figure(name, FRAMES[name].head(0))
    assert MARK in texts(empty)


@pytest.mark.parametrize("name", FIGURES)
def test_a_frame_is_left_as_it_was(name):
    before = FRAMES[name].copy(deep=True)
    figure(name)
    pd.testing.assert_frame_equal(FRAMES[name], before)


def poisoned(frame: pd.DataFrame, word: str) -> pd.DataFrame:
    """The frame with a hostile word in each column that is shown to readers."""
    shown = {"label", "name", "hover", "text", "note", "city", "stage_label"} & set(frame.columns)
    return frame.assign(**dict.fromkeys(shown, word))


@pytest.mark.parametrize("word", HOSTILE, ids=["img", "link", "tex", "template", "bidi", "script"])
@pytest.mark.parametrize("name", FIGURES)
def test_foreign_text_is_inert_in_every_string_of_a_figure(name, word):
    caption = Caption(word, word, word, word)
    drawn_figure = figure(name, poisoned(FRAMES[name], word), word=word, caption=caption)
    kept = drawn_figure.to_plotly_json()
    kept["layout"].pop("meta")  # for the app, not drawn
    for text in texts(type(drawn_figure)(kept)):
        foreign = reduce(lambda rest, own: rest.replace(own, ""), OWN, text)
        assert not set("<>$\u202e\u2066") & set(foreign), text


@pytest.mark.parametrize("name", FIGURES)
def test_foreign_text_never_stands_in_a_template(name):
    for trace in figure(name).data:
        for field in ("hovertemplate", "texttemplate"):
            assert trace.to_plotly_json().get(field) is None


@pytest.mark.parametrize("word", HOSTILE, ids=["img", "link", "tex", "template", "bidi", "script"])
@pytest.mark.parametrize("name", [*CAPTIONED, "sparkline"])
def test_foreign_text_is_inert_in_what_is_drawn_on_the_server(name, word):
    svg = drawn(name, word=word, caption=Caption(word, word, word, word))
    shapes = {"rect", "circle", "path", "line", "image"}
    known = {"svg", "defs", "pattern", "text", "tspan", "title", "g", "clipPath", *shapes}
    found = list(ET.fromstring(svg).iter())  # noqa: S314  our own text
    assert {node.tag.partition("}")[2] for node in found} <= known
    assert not [key for node in found for key in node.attrib if key.startswith("on")]
    assert not set("\u202e\u2066$") & set(svg)


@pytest.mark.parametrize("name", CAPTIONED)
def test_every_drawn_picture_carries_the_mark_exactly_when_given(name):
    assert f">{MARK}</text>" in drawn(name)
    assert MARK not in drawn(name, caption=Caption(CAPTION.title))


def test_the_mode_bar_offers_the_picture_and_on_maps_the_ways_to_select():
    assert CONFIG["displaylogo"] is False
    assert CONFIG["modeBarButtons"] == [["toImage"]]
    assert CONFIG["scrollZoom"] is False
    assert MAP_CONFIG["scrollZoom"] is True
    assert {"pan2d", "select2d", "lasso2d", "resetScale2d"} <= {
        b for row in MAP_CONFIG["modeBarButtons"] for b in row
    }
    assert CONFIG["toImageButtonOptions"]["scale"] == 2
