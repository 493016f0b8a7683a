"""Names of countries in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from ui.core import formats


def country_name(code: str) -> str:
    """Name of an ISO 3166 alpha-3 code, or the code itself."""
    return _names(formats.locale()).get(code, code)


@lru_cache(maxsize=8)
def _names(locale: str) -> dict[str, str]:
    import pycountry
    from babel import Locale

    names = Locale.parse(locale).territories
    return {place.alpha_3: names.get(place.alpha_2, place.name) for place in pycountry.countries}
