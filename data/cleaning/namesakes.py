"""Cities that are written alike in Latin letters: Suzhou is 苏州 in Jiangsu and 宿州 in Anhui."""

from __future__ import annotations

from functools import cache

from data.cities import reference_cities


def namesakes(city_id: str) -> tuple[str, ...]:
    """Ids of all cities of that name, itself among them; empty where it is the only one."""
    alike = cities_of_pinyin(_pinyin_of().get(city_id, ""))
    return alike if len(alike) > 1 else ()


def cities_of_pinyin(name: str) -> tuple[str, ...]:
    """Ids of the Chinese cities with this name in Latin letters, small and without spaces, in order."""
    return _by_pinyin().get(name, ())


@cache
def _pinyin_of() -> dict[str, str]:
    named = reference_cities().dropna(subset="pinyin")
    return dict(zip(named["city_id"], named["pinyin"], strict=True))


@cache
def _by_pinyin() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for city_id, name in sorted(_pinyin_of().items()):
        found[name] = (*found.get(name, ()), city_id)
    return found
