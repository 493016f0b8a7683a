"""Chinese names in Latin letters, for suggestions and for the id of a city that is on no list."""

from __future__ import annotations


def pinyin(text: str) -> str:
    """佛山 → "foshan": no tones, no spaces. Characters that are not Chinese stay."""
    from pypinyin import lazy_pinyin  # its dictionaries are loaded only where a Chinese name is unknown

    return "".join(lazy_pinyin(text)).replace("ü", "v")
