"""A focus group of a reader's own: a few cities and perhaps a name, complete in one short code."""

from __future__ import annotations

import re
from dataclasses import dataclass

PREFIX = "own"
_CITY = re.compile(r"[a-z]{3}-[a-z0-9-]+")
_NOT_IN_NAMES = re.compile(r"[^\w -]|_")
MOST_LETTERS = 40


@dataclass(frozen=True)
class OwnList:
    """Cities by their ids, each once, in the order given. The name is letters, digits, spaces and hyphens."""

    cities: tuple[str, ...]
    name: str = ""

    @classmethod
    def of(cls, cities: list[str], name: str = "") -> OwnList:
        """A list of these cities; what a name may not hold is left out of it."""
        plain = " ".join(_NOT_IN_NAMES.sub(" ", name).split())[:MOST_LETTERS].strip()
        return cls(tuple(dict.fromkeys(cities)), plain)

    @classmethod
    def read(cls, code: str) -> OwnList | None:
        """The list that a code stands for; None where it is none."""
        prefix, _, rest = code.partition("~")
        name, found, cities = rest.partition("~")
        if prefix != PREFIX or not found or not cities:
            return None
        ids = cities.split(".")
        if not all(_CITY.fullmatch(city) for city in ids):
            return None
        made = cls.of(ids, name)
        return made if made.name == name and len(made.cities) == len(ids) else None

    @property
    def code(self) -> str:
        """`own~Name~chn-beijing.chn-shanghai`: what stands in an address and is read back."""
        return f"{PREFIX}~{self.name}~{'.'.join(self.cities)}"
