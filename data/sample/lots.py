"""Draws by lot: the same every time, and following from nothing that is known about a city."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def lot(city_id: str, purpose: object) -> float:
    """A number in [0, 1) that only depends on the two names."""
    digest = hashlib.sha256(f"{purpose}|{city_id}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def draw(city_ids: Iterable[str], count: int, purpose: object) -> list[str]:
    """The first `count` cities in the order of their lots."""
    return sorted(city_ids, key=lambda city_id: lot(city_id, purpose))[:count]
