"""The Chinese list of administrative divisions (GB/T 2260): which names are cities, which are districts."""

import csv
from dataclasses import dataclass
from functools import cache

from data.reference.build import archives

CITY = "市"


@dataclass(frozen=True)
class Division:
    code: str
    name: str
    level: str

    @property
    def stem(self) -> str:
        """The name without the word for city."""
        return self.name.removesuffix(CITY)

    @property
    def province_code(self) -> str:
        return self.code[:2] + "0000"


@cache
def divisions(level: str) -> tuple[Division, ...]:
    """All divisions of a level: province, city (prefecture) or area (county)."""
    text = archives.member(archives.GB2260, f"dist/{level}.csv").decode("utf-8")
    return tuple(Division(row["code"], row["name"], level) for row in csv.DictReader(text.splitlines()))


def cities() -> list[Division]:
    """Municipalities, prefecture-level and county-level cities, in this order."""
    return [d for level in ("province", "city", "area") for d in divisions(level) if d.name.endswith(CITY)]
