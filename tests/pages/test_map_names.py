"""Names on the map, at both widths: where Plotly and the still picture put them, they cover nothing.

Boxes of names are as wide as charts.base.measure says, which is never less than a browser draws; the tests
in a browser hold some of the views against a real one.
"""

import html
import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from analysis.core.basis import default_basis
from charts.base.layout import SMALL
from charts.base.measure import width
from ui.core import queries
from ui.map.base_maps import PRESETS
from ui.map.pictures import city_map, map_width, static_map
from ui.map.view import LABELS, MapView

SVG = "{http://www.w3.org/2000/svg}"
DIAMOND = 1.3  # of a circle's radius: how far its corners reach, in Plotly and in the still picture
ASCENT, DESCENT = SMALL * 0.72, SMALL * 0.2  # px of letters above and below their line
Boxes = list[tuple[float, float, float, float]]


def crowded(preset: str, labels: str) -> MapView:
    """All members and all large cities on the map: hundreds of marks, each in the way of names."""
    basis = default_basis(queries.dataset())
    return MapView(basis, everyone=True, preset=preset, labels=labels, untapped=True)


def plotted(view: MapView) -> tuple[Boxes, Boxes]:
    """Names and marks of the map that moves, in px."""
    figure, _ = city_map(view, "light", ())
    (left, right), (_, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    scale = map_width(view) / (right - left)
    names, marks = [], []
    for trace in figure.data:
        arm = DIAMOND if trace.marker.symbol.startswith("diamond") else 1.0
        columns = (trace.x, trace.y, trace.marker.size, trace.text, trace.textposition)
        for x, y, size, text, side in zip(*columns, strict=True):
            at, down = (x - left) * scale, (top - y) * scale
            reach = size / 2 * arm
            marks.append((at - reach, down - reach, at + reach, down + reach))
            if text:
                names.append(beside(at, down, size / 2 / 0.8 + 1, width(html.unescape(text), SMALL), side))
    return names, marks


def beside(x: float, y: float, reach: float, wide: float, side: str) -> tuple[float, float, float, float]:
    """Letters of a text as Plotly's textPointPosition puts them, `reach` px from the middle of a mark."""
    vertical, across = side.split()
    down = {"top": -reach - SMALL * 0.25, "middle": SMALL * 0.25, "bottom": reach + SMALL * 0.75}[vertical]
    left = {"left": x - reach - wide, "center": x - wide / 2, "right": x + reach}[across]
    return letters(left, y + down, wide)


def letters(left: float, baseline: float, wide: float) -> tuple[float, float, float, float]:
    """Without 1 px at the sides: the last letter's space is wider than what is drawn."""
    return left + 1, baseline - ASCENT, left + wide - 1, baseline + DESCENT


def still(view: MapView) -> tuple[Boxes, Boxes]:
    """Names and marks of the picture that does not move, in px."""
    picture = ET.fromstring(static_map(view, "light", ()).svg)  # noqa: S314  our own picture
    pane = next(node for node in picture.iter() if "clip-path" in node.attrib)
    names = [
        letters(float(node.get("x")), float(node.get("y")), width(node.text, SMALL))
        for node in pane.findall(f"{SVG}text")
    ]
    return names, [extent(shape) for group in pane.findall(f"{SVG}g") for shape in group if shape.get("fill")]


def extent(shape: ET.Element) -> tuple[float, float, float, float]:
    """Of a circle, a square, or a diamond by its uppermost corner and its arm."""
    if shape.tag == f"{SVG}path":
        x, y, _, arm = [float(number) for number in re.findall(r"-?[\d.]+", shape.get("d"))[:4]]
        arm = abs(arm)
        return x - arm, y - arm, x + arm, y + arm
    if shape.tag == f"{SVG}rect":
        x, y, wide, high = (float(shape.get(name)) for name in ("x", "y", "width", "height"))
        return x, y, x + wide, y + high
    x, y, radius = (float(shape.get(name)) for name in ("cx", "cy", "r"))
    return x - radius, y - radius, x + radius, y + radius


def overlaps(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("preset", [preset for preset in PRESETS if preset != "fit"])
@pytest.mark.parametrize("placed", [plotted, still])
def test_names_cover_neither_each_other_nor_a_mark(placed, preset, labels):
    names, marks = placed(crowded(preset, labels))
    assert len(marks) >= len(names) >= 3
    assert [pair for pair in itertools.combinations(names, 2) if overlaps(*pair)] == []
    assert [pair for pair in itertools.product(names, marks) if overlaps(*pair)] == []
