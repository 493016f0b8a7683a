"""Countries as people write them, in four languages → the roll label, ISO 3166 alpha-3."""

from __future__ import annotations

from functools import cache

import pycountry
from babel import Locale

from data.cleaning.spelling import match_key

_LANGUAGES = ("en", "zh", "zh_Hant", "fr", "es")
_ROLL_LABELS = {"HKG": "CHN", "MAC": "CHN"}  # Hong Kong and Macao stand under CHN on the roll
_ALSO = {
    "CHN": (
        "PRC",
        "P.R. China",
        "PR China",
        "People's Republic of China",
        "Mainland China",
        "中华人民共和国",
        "中國",
    ),
    "GBR": ("UK", "U.K.", "Great Britain", "England", "Scotland"),
    "HKG": ("Hong Kong SAR", "HKSAR"),
    "MAC": ("Macau", "Macao SAR", "Macau SAR"),
    "USA": (
        "US",
        "U.S.",
        "U.S.A.",
        "United States of America",
        "America",
        "Estados Unidos de América",
        "EE. UU.",
    ),
    "KOR": ("South Korea", "Korea", "Republic of Korea", "Corea", "Corée", "南韩"),
    "IRN": ("Iran", "Islamic Republic of Iran"),
    "RUS": ("Russia", "Russian Federation"),
    "VNM": ("Vietnam", "Viet Nam"),
    "CIV": ("Ivory Coast", "Cote d'Ivoire"),
    "COD": ("DR Congo", "DRC", "Democratic Republic of the Congo"),
    "TUR": ("Turkey", "Türkiye", "Turquie", "Turquía"),
    "PSE": ("Palestine",),
    "CZE": ("Czech Republic",),
    "TZA": ("Tanzania",),
    "BOL": ("Bolivia",),
    "VEN": ("Venezuela",),
    "SYR": ("Syria",),
    "LAO": ("Laos",),
    "MDA": ("Moldova",),
    "NLD": ("Holland", "The Netherlands"),
    "ARE": ("UAE", "Emirates"),
}


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
    names |= {match_key(name): label for label, others in _ALSO.items() for name in others}
    return {name: _ROLL_LABELS.get(label, label) for name, label in names.items()}
