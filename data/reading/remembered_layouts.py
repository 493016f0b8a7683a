"""Decisions of earlier uploads about sheets with the same headers, or with nearly the same ones."""

from __future__ import annotations

from dataclasses import dataclass

from data.cleaning.spelling import match_key
from data.reading.choices import LEFT_OUT, Layout, Memory
from data.reading.headers import header_signature

_MUCH = 0.5  # of all headings of both sheets; with that many in common a sheet is one that somebody changed


@dataclass(frozen=True)
class RememberedLayouts:
    """same: the layout with the same headings. near: those with many of them, the nearest first."""

    same: Layout | None
    near: tuple[Layout, ...]

    def fields(self, table: str, header: str) -> tuple[str, ...]:
        """What the heading was for this table, as the layout says it; empty where nothing is remembered.

        Of a layout that taught another table only, nothing follows for this one.
        """
        layouts = (self.same, *self.near) if self.same else self.near
        for layout in layouts:
            is_own = layout is self.same or layout.table == table
            remembered = layout.columns.get(match_key(header), ())
            if fitting := tuple(field for field in remembered if _is_of(field, table, is_own=is_own)):
                return fitting
        return ()


def _is_of(field: str, table: str, *, is_own: bool) -> bool:
    return is_own if field == LEFT_OUT else field.startswith(f"{table}.")


def layout_for(headers: tuple[str, ...], memory: Memory) -> Layout | None:
    """What was decided for a sheet with the same headings."""
    return memory.layouts.get(header_signature(list(headers)))


def layouts_like(headers: tuple[str, ...], memory: Memory) -> RememberedLayouts:
    """Everything that is remembered of these headings."""
    here = set(header_signature(list(headers)).split())
    others = {key: set(key.split()) for key in memory.layouts}
    shares = {key: len(here & other) / max(1, len(here | other)) for key, other in others.items()}
    near = sorted((key for key in shares if _MUCH <= shares[key] < 1), key=lambda key: -shares[key])
    return RememberedLayouts(layout_for(headers, memory), tuple(memory.layouts[key] for key in near))
