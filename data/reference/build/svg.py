"""Projected geometry to a compact SVG without colours."""

from collections.abc import Iterable
from itertools import pairwise

import shapely

from data.reference.build.bases import Base

PATH = '<g class="{layer}"><path {kind} vector-effect="non-scaling-stroke" d="{d}"/></g>'


def drawing(base: Base, land: shapely.Geometry, coast: shapely.Geometry, provinces: shapely.Geometry) -> str:
    """The SVG text: sea, land, province lines, coast; callers replace /*STYLE*/ by their colours."""
    xmin, ymin, xmax, ymax = base.frame
    width, height = round((xmax - xmin) / base.unit), round((ymax - ymin) / base.unit)
    rings = (ring for part in parts(land) for ring in (part.exterior, *part.interiors))
    layers = [
        PATH.format(layer="land", kind='fill-rule="evenodd"', d=path(rings, base, closed=True)),
        PATH.format(layer="provinces", kind='fill="none"', d=path(parts(provinces), base, closed=False)),
        PATH.format(layer="coast", kind='fill="none"', d=path(parts(coast), base, closed=False)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" preserveAspectRatio="none"><style>/*STYLE*/</style>\n'
        f'<g class="sea"><rect width="{width}" height="{height}"/></g>\n' + "\n".join(layers) + "\n</svg>\n"
    )


def parts(geometry: shapely.Geometry) -> Iterable[shapely.Geometry]:
    """Single polygons or lines, in an order that does not depend on the way they were found."""
    singles = [part for part in shapely.get_parts(geometry) if not part.is_empty]
    return sorted(singles, key=lambda part: part.bounds)


def path(lines: Iterable[shapely.Geometry], base: Base, *, closed: bool) -> str:
    """Path data in whole units, y downwards; steps are relative because that is shorter."""
    return "".join(_line(line, base, closed=closed) for line in lines)


def _line(line: shapely.Geometry, base: Base, *, closed: bool) -> str:
    points = _grid(line, base)
    if len(points) < (4 if closed else 2):
        return ""
    if closed:
        points = points[:-1]
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(points)]
    text = "M" + _pairs(points[:1]) + "l" + _pairs(steps)
    return text + ("z" if closed else "")


def _grid(line: shapely.Geometry, base: Base) -> list[tuple[int, int]]:
    xmin, _, _, ymax = base.frame
    points: list[tuple[int, int]] = []
    for x, y in line.coords:
        point = (round((x - xmin) / base.unit), round((ymax - y) / base.unit))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _pairs(points: list[tuple[int, int]]) -> str:
    """`3 4-5 6`: a minus sign needs no space before it."""
    text = ""
    for number in (number for point in points for number in point):
        text += f" {number}" if text and number >= 0 else str(number)
    return text
