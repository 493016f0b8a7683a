"""Words of a frozen report by language, for what the report itself does not say."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def word(language: str, code: str, **facts: object) -> str:
    """A word or sentence with its facts filled in. KeyError for a code or a fact that is missing."""
    return words(language)[code].format_map(facts)


@cache
def words(language: str) -> dict[str, str]:
    """All words of a language by code; FileNotFoundError for a language there is not."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
