"""The form in which two written words count as the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8_192)
def match_key(text: str) -> str:
    """Letters and digits only: no case, accents, spaces or marks; full-width forms are ordinary ones.

    "Fee  Year", "fee_year" and "ＦＥＥ　ＹＥＡＲ" are one word; so are "Xi'an", "Xi’an" and "Xian".
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def is_chinese(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)
