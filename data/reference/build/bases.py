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
REGIONS = (
    Base("greater-bay", ALBERS, (660, -1620, 1080, -1300), tolerance=0.15, least_island=0.2, unit=0.1),
    Base("yangtze-delta", ALBERS, (990, -780, 1790, -110), tolerance=0.3, least_island=1, unit=0.2),
    Base("bohai", ALBERS, (640, 20, 1680, 880), tolerance=0.4, least_island=1, unit=0.2),
    Base("northeast", ALBERS, (720, 360, 2420, 1860), tolerance=0.8, least_island=3, unit=0.5),
)
WORLD = Base("world", EQUAL_EARTH, (-17400, -7000, 17400, 8500), tolerance=20, least_island=250, unit=5)
