"""Countries as people write them, in four languages → the roll label, ISO 3166 alpha-3."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

from data.cleaning.spelling import match_key

_FILE = Path(__file__).with_suffix(".toml")
_LANGUAGES = ("en", "zh", "zh_Hant", "fr", "es")
_ROLL_LABELS = {"HKG": "CHN", "MAC": "CHN"}  # Hong Kong and Macao stand under CHN on the roll


def country_code(text: str) -> str | None:
    """The roll label of a code or a name; None where no country is called so."""
    return _names().get(match_key(text))


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    labels = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    for language in _LANGUAGES:
        for short, name in Locale.parse(language).territories.items():
            if short in labels:
                names[match_key(name)] = labels[short]
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "official_name", ""), country.alpha_2, country.alpha_3):
            if name:
                names[match_key(name)] = country.alpha_3
    names |= {
        match_key(name): label
        for label, others in tomllib.loads(_FILE.read_text("utf-8")).items()
        for name in others
    }
    return {name: _ROLL_LABELS.get(label, label) for name, label in names.items()}
