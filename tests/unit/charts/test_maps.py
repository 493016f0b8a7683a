"""Maps draw every place once, where it lies, as what it is: by shape and fill as well as by colour."""

import base64

import numpy as np
import pandas as pd
import pytest

from analysis.map.cells import CELL, cells
from charts.base.label_placement import Box, Spot, name_box, place_names
from charts.base.theme import DARK, LIGHT, contrast
from charts.maps import city_map
from charts.maps.base_map import base_names, data_uri, load_base
from charts.maps.marks import LARGEST, SMALLEST, UNKNOWN_SIZE, diameters, look, mark_reach
from charts.maps.positions import extent_around, on_base
from charts.maps.projection import project
from tests.support.chart_samples import CAPTION, PLACES, base
from tests.support.chart_samples import MARKS as KEY

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
DRAWN = [
    "beijing",
    "wuhan",
    "nanjing",
    "jinan",
    "foshan",
    "seoul",
]  # Atlantis has no place, Sydney lies elsewhere


def drawn(places: pd.DataFrame = PLACES, view: city_map.View | None = None, theme=LIGHT, **changes: object):
    labels = city_map.Labels(CAPTION, KEY, "Other members")
    return city_map.figure(places.assign(**changes), base(theme), labels=labels, theme=theme, view=view)


def by_mark(figure) -> dict[str, object]:
    """Traces of the focus group by mark; the grey ones under 'others'."""
    return {"others" if trace.name == "Other members" else trace.meta: trace for trace in figure.data}


def test_the_centre_of_the_projection_is_nought_and_missing_degrees_stay_missing():
    x, y = project([36.0, np.nan], [105.0, 1.0], load_base("china", LIGHT)[1].crs)
    assert (x[0], y[0]) == pytest.approx((0, 0), abs=1e-6)
    assert np.isnan(x[1])
    assert np.isnan(y[1])


def test_distances_are_kilometres():
    x, y = project([39.9042, 31.2304], [116.4074, 121.4737], load_base("china", LIGHT)[1].crs)
    assert np.hypot(x[0] - x[1], y[0] - y[1]) == pytest.approx(1067, rel=0.03)


def test_a_projection_in_metres_gives_kilometres_too():
    x, _ = project([0.0], [1.0], "EPSG:3857")
    assert x[0] == pytest.approx(111.32, rel=0.001)


def test_every_place_on_the_base_is_one_mark_that_carries_its_city():
    ids = [city for trace in drawn().data for city in trace.customdata]
    assert sorted(ids) == sorted(DRAWN)
    assert sum(len(trace.x) for trace in drawn().data) == len(DRAWN)
    assert {trace.type for trace in drawn().data} == {"scatter"}


@THEMES
def test_states_differ_by_shape_or_fill_not_by_colour_alone(theme):
    payment = ("not_paid", "unknown", "waived", "paid", "member", "prospect")
    looks = {mark: look(mark, theme) for mark in payment}
    assert looks["paid"].fill == theme.focus
    assert looks["not_paid"].fill == theme.background
    assert looks["unknown"].fill == theme.background
    assert looks["unknown"].symbol == "circle-dot"
    assert looks["prospect"].symbol == "diamond"
    shapes = {(style.symbol, style.fill) for mark, style in looks.items() if mark != "member"}
    assert len(shapes) == 5
    for mark, style in looks.items():
        edge = style.fill if mark in ("paid", "member") else style.line
        assert contrast(edge, theme.land) >= 3.0


def test_members_outside_the_group_are_grey_with_one_key_for_all():
    others = PLACES.assign(in_group=PLACES["mark"] == "prospect", latitude=PLACES["latitude"].abs())
    grey = [trace for trace in drawn(others).data if trace.name == "Other members"]
    assert len(grey) == 4
    assert sum(bool(trace.showlegend) for trace in grey) == 1
    assert {trace.marker.color for trace in grey} <= {LIGHT.others, LIGHT.background, LIGHT.surface}


def test_a_mark_nobody_defined_is_refused_by_name():
    with pytest.raises(ValueError, match=r"paid, .*member, prospect.*; given was 'late'"):
        look("late", LIGHT)


def test_areas_are_as_populations_between_two_limits_and_unknown_is_small():
    small, four, nine, huge, unknown = diameters(pd.Series([1e5, 4e6, 9e6, 9e7, None]))
    assert (nine / four) ** 2 == pytest.approx(9 / 4, rel=0.02)
    assert small == SMALLEST
    assert huge == LARGEST
    assert unknown == UNKNOWN_SIZE


def test_the_base_lies_below_the_marks_at_its_own_extent():
    image = drawn().layout.images[0]
    place = base()
    assert image.source == "/assets/china.svg"
    assert (image.x, image.y) == (place.xmin, place.ymax)
    assert (image.sizex, image.sizey) == (place.xmax - place.xmin, place.ymax - place.ymin)
    assert image.layer == "below"
    assert drawn().layout.yaxis.scaleanchor == "x"


def test_the_map_pans_at_first_and_keeps_its_view_on_a_rerun():
    layout = drawn().layout
    assert (layout.dragmode, layout.clickmode) == ("pan", "event+select")
    assert layout.uirevision == drawn(theme=DARK).layout.uirevision


def test_chosen_cities_stand_out_and_without_a_choice_nothing_is_dimmed():
    chosen = by_mark(drawn(view=city_map.View(selected=frozenset({"beijing"}))))
    assert list(chosen["paid"].selectedpoints) == [0]
    assert list(chosen["not_paid"].selectedpoints) == []
    assert by_mark(drawn())["paid"].selectedpoints is None


def test_hover_keeps_its_lines():
    assert by_mark(drawn())["paid"].hovertext[0] == "Beijing 北京<br>Paid"


def test_a_place_without_a_label_is_drawn_without_a_name():
    labels = ["Beijing", None, None, None, None, None, None, None]
    written = [text for trace in drawn(label=labels).data for text in trace.text if text]
    assert written == ["Beijing"]


def test_names_cover_neither_marks_nor_each_other_and_stay_in_the_frame():
    spots = [Spot(50 + 9 * at, 50, 5, 40) for at in range(8)] + [Spot(395, 10, 5, 60)]
    frame = Box(0, 0, 400, 100)
    sides = place_names(spots, frame, 12)
    boxes = [name_box(spot, side, 12) for spot, side in zip(spots, sides, strict=True) if side]
    marks = [Box(spot.x - 5, spot.y - 5, spot.x + 5, spot.y + 5) for spot in spots]
    assert boxes
    assert None in sides
    assert all(box.within(frame) for box in boxes)
    assert not any(box.meets(mark) for box in boxes for mark in marks)
    assert not any(box.meets(other) for at, box in enumerate(boxes) for other in boxes[:at])
    assert sides[-1] == "left"


@pytest.mark.parametrize(
    ("around", "side"),
    [
        ([], "right"),
        ([(80, 50)], "left"),
        ([(80, 50), (20, 50)], "top"),
        ([(80, 50), (20, 50), (50, 36)], "bottom"),
        ([(80, 50), (20, 50), (50, 36), (50, 66)], "top right"),
        ([(80, 50), (20, 50), (50, 36), (50, 66), (80, 36)], "bottom right"),
        ([(80, 50), (20, 50), (50, 36), (50, 66), (80, 36), (80, 66)], "top left"),
        ([(80, 50), (20, 50), (50, 36), (50, 66), (80, 36), (80, 66), (20, 36)], "bottom left"),
        ([(80, 50), (20, 50), (50, 36), (50, 66), (80, 36), (80, 66), (20, 36), (20, 66)], None),
    ],
)
def test_a_name_goes_to_the_first_of_eight_sides_without_a_mark(around, side):
    """The marks around have no names; they are in the way all the same."""
    spots = [Spot(50, 50, 3, 40), *(Spot(x, y, 2) for x, y in around)]
    assert place_names(spots, Box(0, 0, 100, 100), 12)[0] == side


def test_the_corner_of_a_diamond_is_in_the_way_of_a_name_and_the_same_circle_is_not():
    size, marks = pd.Series([10.0, 10.0]), pd.Series(["prospect", "paid"])
    diamond, circle = mark_reach(size, marks)
    assert (diamond, circle) == (7.5, 6.0)
    named = Spot(50, 50, 3, 40)  # its name stands from 56 to 96
    assert place_names([named, Spot(103, 50, 5, arm=circle)], Box(0, 0, 120, 100), 12) == ["right", None]
    assert place_names([named, Spot(103, 50, 5, arm=diamond)], Box(0, 0, 120, 100), 12) == ["left", None]


def test_a_place_beside_the_base_is_left_out_as_one_above_or_below_it():
    beside = PLACES.head(1).assign(latitude=36.0, longitude=60.0)
    x, _ = project(beside["latitude"], beside["longitude"], base().crs)
    assert x[0] < base().xmin
    assert on_base(beside, base(), 0.11).empty


def test_large_cities_are_named_first_and_a_prospect_before_a_member_of_its_size():
    order = on_base(PLACES, base(), 0.11)["city_id"].tolist()
    assert order == ["beijing", "foshan", "wuhan", "nanjing", "jinan", "seoul"]


def test_the_extent_around_places_holds_them_and_stays_on_the_base():
    whole = base()
    xmin, xmax, ymin, ymax = extent_around(PLACES[PLACES["in_group"]], whole)
    inside = on_base(PLACES[PLACES["in_group"]], whole, 0.11)
    assert inside["x"].between(xmin, xmax).all()
    assert inside["y"].between(ymin, ymax).all()
    assert whole.xmin <= xmin < xmax <= whole.xmax
    assert whole.ymin <= ymin < ymax <= whole.ymax
    assert extent_around(PLACES.head(0), whole) == whole.extent


@THEMES
@pytest.mark.parametrize("name", base_names())
def test_each_base_comes_in_the_themes_colours_with_its_credits(name, theme):
    svg, info = load_base(name, theme)
    text = svg.decode()
    assert "/*STYLE*/" not in text
    assert all(colour in text for colour in (theme.sea, theme.land, theme.province, theme.coast))
    assert info.xmin < info.xmax
    assert info.ymin < info.ymax
    assert info.sources == ("Made with Natural Earth",)
    assert base64.b64decode(data_uri(svg).partition("base64,")[2]) == svg


def test_lines_can_be_hidden():
    text = load_base("china", LIGHT, lines=False)[0].decode()
    assert ".provinces,.coast{display:none}" in text
    assert LIGHT.coast not in text


@pytest.mark.parametrize("name", ["atlantis", "../../README", ""])
def test_a_base_that_is_not_there_is_refused_with_those_that_are(name):
    with pytest.raises(ValueError, match=r"There is no base map called .*; there are .*china"):
        load_base(name, LIGHT)


def test_marks_need_no_webgl_however_many_they_are():
    many = pd.concat([PLACES.head(1)] * 5001, ignore_index=True)
    assert {trace.type for trace in drawn(many).data} == {"scatter"}


def test_each_place_is_counted_in_one_cell():
    found = cells(PLACES, 10.0)
    assert found["places"].sum() == PLACES["latitude"].notna().sum()
    assert found["city_id"].is_unique
    assert found["city_id"].str.startswith(CELL).all()
    together = cells(PLACES, 400.0)
    assert together["places"].tolist() == [6, 1]
