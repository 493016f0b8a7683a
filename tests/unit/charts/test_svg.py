"""Pictures that are drawn on the server: valid files of their own, told to who cannot see them."""

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from charts.base.caption import Caption
from charts.base.svg import element, for_markdown, number
from charts.base.theme import DARK, LIGHT
from charts.kinds import share_bars, sparkline
from charts.maps import small_map
from charts.maps.base_map import data_uri, load_base
from tests.support.chart_samples import CAPTION, CAPTIONED, MARK, MARKS, PLACES, bars, base, drawn

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ["sparkline", *CAPTIONED]


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  our own text


def words(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parsed(svg).iter(f"{SVG}text")]


def share_picture(rows: list[share_bars.Bar], *, compact: bool = True) -> str:
    labels = share_bars.Labels(CAPTION, "What it shows", "Chinese cities", "Others", "Range")
    return share_bars.svg(rows, labels=labels, theme=LIGHT, compact=compact)


def map_picture(places: pd.DataFrame = PLACES, image: str = "/assets/china.svg", width: int = 350) -> str:
    caption = Caption("A title", "", "A source", MARK, width)
    labels = small_map.Labels(caption, "What it shows", MARKS, "Other members")
    return small_map.svg(places, base(image=image), labels=labels, theme=LIGHT)


def fills(svg: str, tag: str) -> list[str]:
    return [node.get("fill", "") for node in parsed(svg).iter(f"{SVG}{tag}")]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_one_line_of_valid_svg_with_a_name_and_a_ground(name, theme):
    svg = drawn(name, word="What\nit shows", theme=theme)
    root = parsed(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == "What it shows"
    assert "\n" not in svg
    assert "width:100%" in root.get("style", "")
    ground = root[0]
    assert (ground.get("fill"), ground.get("width")) == (theme.background, root.get("width"))
    assert for_markdown(svg) == f"<div>{svg}</div>"


@pytest.mark.parametrize("name", PICTURES)
def test_coordinates_have_one_decimal_at_most(name):
    assert not re.findall(r"\d\.\d\d", drawn(name))


@pytest.mark.parametrize("name", CAPTIONED)
def test_title_source_and_mark_are_inside_the_picture(name):
    assert {"A title", "A source", MARK} <= set(words(drawn(name)))


@pytest.mark.parametrize("compact", [True, False])
def test_a_bar_is_as_long_as_its_share_and_says_it_with_its_fraction(compact):
    svg = share_picture([share_bars.Bar("Official", 0.2, "23 of 115")], compact=compact)
    rects = list(parsed(svg).iter(f"{SVG}rect"))
    whole = max(float(node.get("width")) for node in rects if node.get("fill") == LIGHT.others)
    group = max(float(node.get("width")) for node in rects if node.get("fill") == LIGHT.focus)
    assert group / (whole + 1) == pytest.approx(0.2, abs=0.001)
    assert {"Official", "20.0\u202f%", "23 of 115", "Chinese cities", "Others"} <= set(words(svg))


def test_what_is_unknown_is_hatched_between_its_bounds():
    svg = share_picture(bars())
    root = parsed(svg)
    hatch = next(node for node in root.iter(f"{SVG}rect") if node.get("fill", "").startswith("url(#"))
    assert float(hatch.get("x")) / 326 == pytest.approx(0.27, abs=0.001)
    assert float(hatch.get("width")) / 326 == pytest.approx(0.344 - 0.27, abs=0.001)
    pattern = next(root.iter(f"{SVG}pattern"))
    assert hatch.get("fill") == f"url(#{pattern.get('id')})"
    assert "Range 27.0\u202f% – 34.4\u202f%" in words(svg)
    assert "url(#" not in share_picture([share_bars.Bar("Official", 0.2, "23 of 115", 0.2, 0.2)])


def test_a_share_that_is_undefined_is_an_empty_outline_with_its_reason():
    svg = share_picture([share_bars.Bar("Paying", None, "Nobody is known to have paid")])
    assert "Nobody is known to have paid" in words(svg)
    dashed = [node for node in parsed(svg).iter(f"{SVG}rect") if node.get("stroke-dasharray")]
    assert [node.get("fill") for node in dashed] == ["none"]
    assert "%" not in "".join(words(svg))


def test_a_small_share_is_written_beside_its_part():
    svg = share_picture([share_bars.Bar("Official", 0.02, "2 of 115")])
    said = next(node for node in parsed(svg).iter(f"{SVG}text") if "2.0" in "".join(node.itertext()))
    assert float(said.get("x")) == pytest.approx(0.02 * 326 + 8, abs=0.1)
    assert said.get("fill") in ("#000000", "#FFFFFF")


def test_a_phone_and_a_page_get_pictures_of_their_own_width():
    assert parsed(share_picture(bars(), compact=True)).get("width") == "350"
    assert parsed(share_picture(bars(), compact=False)).get("width") == "860"


def test_a_line_starts_at_nought_breaks_at_gaps_and_ends_in_a_mark():
    svg = sparkline.svg([1.0, 2.0, None, 4.0, 4.0], theme=LIGHT, alt="x")
    paths = [node.get("d") for node in parsed(svg).iter(f"{SVG}path")][1:]
    assert paths == ["M4 22L32 16", "M88 4L116 4"]
    marks = list(parsed(svg).iter(f"{SVG}circle"))
    assert [(node.get("cx"), node.get("cy"), node.get("fill")) for node in marks] == [
        ("116", "4", LIGHT.focus)
    ]


def test_a_year_to_date_is_dotted_and_hollow():
    svg = sparkline.svg([1.0, 2.0, 4.0], theme=LIGHT, alt="x", to_date=True)
    dotted = [node.get("d") for node in parsed(svg).iter(f"{SVG}path") if node.get("stroke-dasharray")]
    assert dotted == ["M60 16L116 4"]
    assert fills(svg, "circle")[-1] == LIGHT.background


@pytest.mark.parametrize("values", [[], [None], [float("nan"), None], [0.0], [0.0, 0.0]])
def test_a_line_of_little_is_still_a_picture(values):
    assert parsed(sparkline.svg(values, theme=LIGHT, alt="x")).get("width") == "120"


def test_a_map_has_a_mark_a_place_each_with_its_text():
    marks = [node for node in parsed(map_picture()).iter(f"{SVG}g") if node.find(f"{SVG}title") is not None]
    told = [node.find(f"{SVG}title").text for node in marks]
    assert sorted(told) == ["Beijing 北京\nPaid", "Foshan", "Jinan", "Nanjing", "Seoul", "Wuhan"]
    without = PLACES.drop(columns="hover")
    assert "<title>Beijing</title>" in map_picture(without)


def test_marks_differ_by_shape_and_fill():
    shapes = {}
    for node in parsed(map_picture()).iter(f"{SVG}g"):
        title = node.find(f"{SVG}title")
        if title is not None:
            shapes[title.text.partition(" ")[0]] = [
                (child.tag.removeprefix(SVG), child.get("fill")) for child in node
            ][1:]
    assert shapes["Beijing"] == [("circle", LIGHT.focus)]
    assert shapes["Wuhan"] == [("circle", LIGHT.background)]
    assert shapes["Nanjing"] == [("circle", LIGHT.background), ("circle", LIGHT.focus)]
    assert shapes["Jinan"] == [("rect", LIGHT.focus_pale)]
    assert shapes["Foshan"] == [("path", LIGHT.prospect)]
    assert shapes["Seoul"] == [("circle", LIGHT.others)]


def test_prospects_and_the_largest_members_are_named():
    named = set(words(map_picture()))
    assert {"Foshan", "Beijing", "Wuhan"} <= named
    assert "Seoul" not in named
    assert {"Paid", "Not paid", "Unknown", "Waived", "Prospect", "Other members"} <= named


def test_the_base_is_an_address_on_a_page_and_inside_the_file_of_a_download():
    served = next(parsed(map_picture()).iter(f"{SVG}image"))
    assert served.get("href") == "/assets/china.svg"
    uri = data_uri(load_base("china", LIGHT)[0])
    assert next(parsed(map_picture(image=uri)).iter(f"{SVG}image")).get("href") == uri


def test_a_tall_extent_is_widened_so_that_the_map_stays_low():
    labels = small_map.Labels(CAPTION, "x", MARKS)
    tall = small_map.svg(PLACES, base(), labels=labels, theme=LIGHT, extent=(0, 1000, -2000, 2000))
    pane = next(parsed(tall).iter(f"{SVG}clipPath"))[0]
    assert float(pane.get("height")) <= 0.86 * float(pane.get("width"))


def test_a_map_without_places_is_still_a_map():
    assert "/assets/china.svg" in map_picture(PLACES.head(0))


def test_numbers_lose_needless_noughts_and_attributes_are_inert():
    assert [number(value) for value in (1.0, 1.25, -0.04, 1234567.0)] == ["1", "1.2", "0", "1234567"]
    assert element("a", x=1.0, font_size='"><script>') == '<a x="1" font-size="&#34;&gt;&lt;script&gt;"/>'
