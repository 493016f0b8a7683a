"""A focus group of a reader's own: a few cities and perhaps a name, complete in one short code."""

from __future__ import annotations

import re
from dataclasses import dataclass

PREFIX = "own"
CITY_ID = re.compile(r"[a-z]{3}-[a-z0-9-]+")
_NOT_IN_NAMES = re.compile(r"[^\w -]|_")
MOST_LETTERS = 40


def plain_name(text: str) -> str:
    """What a name may hold: letters of any script, digits, spaces and hyphens; the rest is left out."""
    return " ".join(_NOT_IN_NAMES.sub(" ", text).split())[:MOST_LETTERS].strip()


@dataclass(frozen=True)
class OwnList:
    """Cities by their ids, each once, in the order given. The name is letters, digits, spaces and hyphens."""

    cities: tuple[str, ...]
    name: str = ""

    @classmethod
    def of(cls, cities: list[str], name: str = "") -> OwnList:
        """A list of these cities; what a name may not hold is left out of it."""
        return cls(tuple(dict.fromkeys(cities)), plain_name(name))

    @classmethod
    def read(cls, code: str) -> OwnList | None:
        """The list that a code stands for; None where it is none."""
        prefix, _, rest = code.partition("~")
        name, separator, cities = rest.partition("~")
        if prefix != PREFIX or not separator or not cities:
            return None
        ids = cities.split(".")
        if not all(CITY_ID.fullmatch(city) for city in ids):
            return None
        custom_group = cls.of(ids, name)
        return custom_group if custom_group.name == name and len(custom_group.cities) == len(ids) else None

    @property
    def code(self) -> str:
        """`own~Name~chn-beijing.chn-shanghai`: what stands in an address and is read back."""
        return f"{PREFIX}~{self.name}~{'.'.join(self.cities)}"
