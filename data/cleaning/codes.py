"""Words for a code, in four languages → the code: 会员 → member, "Intent expressed" → intent_expressed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.cleaning.spelling import match_key

_FILE = Path(__file__).with_name("codes.toml")
_TRUTH = {"true": True, "false": False}


def code_of(text: str, table: str, field: str, codes: tuple[str, ...]) -> str | None:
    """The code that the text stands for, among those allowed; None where it stands for none."""
    return _words_of(table, field, codes).get(_match_key(text))


def truth_of(text: str) -> bool | None:
    """Yes or no; None where it is neither."""
    code = _words_of("", "boolean", ("true", "false")).get(_match_key(text))
    return None if code is None else _TRUTH[code]


@cache
def _words_of(table: str, field: str, codes: tuple[str, ...]) -> Mapping[str, str]:
    """Match key → code: words of the table's own field, of the field, then the codes themselves."""
    words: dict[str, str] = {}
    for section in (field, f"{table}_{field}"):
        for code, entry in _catalogue().get(section, {}).items():
            if code in codes:
                words |= {_match_key(word): code for word in entry["words"]}
    return words | {_match_key(code): code for code in codes}


@cache
def _catalogue() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _match_key(text: str) -> str:
    """A lone mark such as ✓ has no letters and is compared as it stands."""
    return match_key(text) or text.strip()
