"""The id of a city that is on no list yet: the country's label and a plain slug of the English name."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_ID = re.compile(r"[a-z]{3}-[a-z0-9]+(?:-[a-z0-9]+)*")


def city_id_of(country: str, name: str) -> str:
    """`chn-xian` for CHN and "Xi'an"; '' where the name has no Latin letter."""
    ascii_name = (
        unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).encode("ascii", "ignore").decode()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")
    return f"{country.lower()}-{slug}" if slug else ""


def is_city_id(text: str) -> bool:
    """Whether a text has the form of a city id."""
    return _ID.fullmatch(text) is not None
