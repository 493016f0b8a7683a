"""From an English name to an ASCII slug and to the city id."""

import re
import unicodedata

APOSTROPHES = "'’‘ʼ`"


def ascii_name(name: str) -> str:
    """The name without accents; letters that do not decompose are left out."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")


def slug(name: str) -> str:
    """Lower-case ASCII, apostrophes dropped, other runs become a hyphen."""
    bare = name.translate({ord(mark): None for mark in APOSTROPHES})
    return re.sub(r"[^a-z0-9]+", "-", ascii_name(bare).lower()).strip("-")


def city_id(country: str, name: str) -> str:
    """`chn-xian` for China and Xi'an."""
    return f"{country.lower()}-{slug(name)}"


def is_han(text: str) -> bool:
    """Whether the text is written in Chinese characters only."""
    return bool(text) and all("\u4e00" <= letter <= "\u9fff" for letter in text)


def compared(name: str) -> str:
    """The form in which two names count as the same: no case, accents, spaces or marks."""
    bare = "".join(letter for letter in name if letter.isalnum())
    return (ascii_name(bare) or bare).casefold()
