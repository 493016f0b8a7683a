"""Charts made of rows draw each row's numbers, hollow, filled, hatched or not at all."""

import pandas as pd
import pytest

from charts.base.rows import ROW, plot_height
from charts.base.theme import DARK, LIGHT, contrast
from charts.kinds import definitions_range, funnel, regions, stage_timeline
from tests.support.chart_samples import (
    AS_OF,
    CAPTION,
    CHANGES,
    DEFINITIONS,
    REGIONS,
    STAGES,
    figure,
    texts,
    trace,
)
from text.format import share


def definitions(rows: pd.DataFrame = DEFINITIONS, official: float | None = 0.2):
    labels = definitions_range.Labels(CAPTION, "Official share 20 %")
    return definitions_range.figure(rows, official=official, labels=labels, theme=LIGHT)


def by_region(rows: pd.DataFrame = REGIONS):
    labels = regions.Labels(CAPTION, "On the roll", "Pays", "Not known", "{paying} of {official} pay")
    return regions.figure(rows, labels=labels, theme=LIGHT)


def timeline(changes: pd.DataFrame = CHANGES, theme=LIGHT):
    labels = stage_timeline.Labels(
        CAPTION, "31 May", "Congress", pd.Timestamp("2023-10-01").date(), "invented"
    )
    return stage_timeline.figure(changes, as_of=AS_OF, labels=labels, theme=theme)


def test_a_definition_has_a_dot_a_range_and_its_number():
    drawn = definitions()
    assert list(trace(drawn, "value").x) == [0.33, 0.31]
    assert list(trace(drawn, "range").x) == [0.3, 0.4, None]
    assert share(0.33) in texts(drawn)


def test_a_missing_definition_says_why_in_its_row_and_has_no_dot():
    drawn = definitions()
    said = next(note for note in drawn.layout.annotations if note.text == "No invoice is recorded")
    assert said.y == 2
    assert 2 not in trace(drawn, "value").y


def test_the_official_share_is_a_line_with_its_label_and_absent_where_unknown():
    line = definitions().layout.shapes[0]
    assert (line.x0, line.x1, line.y0, line.y1) == (0.2, 0.2, 0, 1)
    assert "Official share 20 %" in texts(definitions())
    without = definitions(official=None)
    assert not without.layout.shapes
    assert "Official share 20 %" not in texts(without)


def test_a_region_is_filled_for_payers_hatched_for_unknowns_and_hollow_for_the_roll():
    drawn = by_region()
    assert list(trace(drawn, "On the roll").x) == [40, 20]
    assert trace(drawn, "On the roll").marker.color == LIGHT.background
    assert list(trace(drawn, "Pays").x) == [25, 5]
    assert list(trace(drawn, "Pays").marker.color) == [LIGHT.focus, LIGHT.others]
    assert list(trace(drawn, "Not known").base) == [25, 5]
    assert list(trace(drawn, "Not known").x) == [4, 0]
    assert trace(drawn, "Not known").marker.pattern.shape == "/"
    assert any("25 of 40 pay" in said for said in texts(drawn))
    assert drawn.layout.xaxis.range[0] == 0


def test_a_key_shows_the_unknown_only_where_there_are_any():
    known = by_region(REGIONS.assign(unknown=0))
    assert trace(known, "Not known").showlegend is False
    assert trace(by_region(), "Not known").showlegend is True


def test_without_a_focus_every_region_is_grey():
    assert set(trace(by_region(REGIONS.drop(columns="in_focus")), "Pays").marker.color) == {LIGHT.others}


def test_a_stage_shows_who_is_there_and_who_went_on_from_nought():
    drawn = funnel.figure(STAGES, labels=funnel.Labels(CAPTION, "Now", "Went on"), theme=LIGHT)
    assert list(trace(drawn, "Now").x) == [3, 2]
    assert list(trace(drawn, "Went on").x) == [5, 3]
    assert trace(drawn, "Now").marker.color == LIGHT.prospect
    assert trace(drawn, "Went on").marker.color == LIGHT.prospect_pale
    assert drawn.layout.barmode == "stack"
    assert drawn.layout.xaxis.range[0] == 0
    assert any("3 now · 8 reached" in said for said in texts(drawn))


def test_each_stay_is_a_segment_up_to_the_next_stage_or_the_as_of_date():
    drawn = trace(timeline(), "stays")
    assert list(drawn.y) == [0, 0, 1]
    assert [pd.Timestamp(day).date().isoformat() for day in drawn.base] == [
        "2023-01-01",
        "2023-03-01",
        "2023-04-01",
    ]
    assert [length / 86_400_000 for length in drawn.x] == [59, 91, 60]


def test_a_later_stage_is_darker_and_a_stage_beside_the_path_is_grey():
    first, second, _ = trace(timeline(), "stays").marker.color
    assert contrast(second, LIGHT.background) > contrast(first, LIGHT.background)
    lost = CHANGES.assign(stage=["identified", "lost", "identified"])
    assert trace(timeline(lost), "stays").marker.color[1] == LIGHT.others


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_in_a_segment_can_be_read_at_every_stage(theme):
    every = pd.concat([CHANGES.head(1)] * 10).assign(stage=list(stage_timeline.STAGES))
    drawn = trace(timeline(every, theme), "stays")
    for fill, ink in zip(drawn.marker.color, drawn.insidetextfont.color, strict=True):
        assert contrast(fill, ink) >= 4.5


def test_who_is_still_there_has_a_hollow_mark_at_the_as_of_date():
    drawn = trace(timeline(), "now")
    assert list(drawn.y) == [0, 1]
    assert {pd.Timestamp(day).date() for day in drawn.x} == {AS_OF}
    assert drawn.marker.color == LIGHT.background


def test_the_as_of_date_and_the_event_are_lines_with_labels():
    drawn = timeline()
    assert [pd.Timestamp(line.x0).date().isoformat() for line in drawn.layout.shapes] == [
        "2023-05-31",
        "2023-10-01",
    ]
    assert {"31 May", "Congress"} <= set(texts(drawn))


def test_an_illustrative_city_is_marked_beside_its_name():
    names = [note.text for note in timeline().layout.annotations if note.yref == "y"]
    assert "Contacted · invented" in names[0]
    assert "invented" not in names[1]


@pytest.mark.parametrize("name", ["definitions_range", "regions", "funnel"])
def test_height_grows_with_the_rows(name):
    frame = {"definitions_range": DEFINITIONS, "regions": REGIONS, "funnel": STAGES}[name]
    longer = pd.concat([frame, frame], ignore_index=True)
    assert figure(name, longer).layout.height - figure(name).layout.height == pytest.approx(
        len(frame) * ROW, abs=1
    )
    assert plot_height(0) == ROW


def test_a_long_name_gives_way_to_its_number():
    long = REGIONS.assign(label=["A region with a name that no phone could ever show in one line", "Africa"])
    said = by_region(long).layout.annotations
    assert any("…" in note.text and "25 of 40 pay" in note.text for note in said if note.yref == "y")
