"""The base maps: where each one lies and how fine it is drawn. Lengths in km."""

from dataclasses import dataclass

ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=36 +lon_0=105 +datum=WGS84 +units=km +no_defs"
EQUAL_EARTH = "+proj=eqearth +lon_0=11 +datum=WGS84 +units=km +no_defs"


@dataclass(frozen=True)
class Base:
    """A base map: its frame, the simplification, the least island drawn and the size of one SVG unit."""

    name: str
    crs: str
    frame: tuple[float, float, float, float]
    tolerance: float
    least_island: float
    unit: float


CHINA = Base("china", ALBERS, (-3000, -2400, 2600, 2300), tolerance=4, least_island=60, unit=1)
