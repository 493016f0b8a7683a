"""Charts with their computed words, one file a page. Cached: many readers ask for the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts.base.caption import Caption
from text import label, say
from ui.core import formats, queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.core.basis import Basis

MARKS = ("paid", "not_paid", "waived", "unknown", "prospect", "untapped")


def mark(*, illustrative: bool) -> str | None:
    """The mark that stands inside a picture."""
    return say("app.illustrative") if illustrative else None


def mark_words() -> dict[str, str]:
    """Legend of the marks on a map."""
    return {code: label("state", code) for code in MARKS}


def basis_facts(basis: Basis) -> dict[str, object]:
    """Facts that titles and subtitles share."""

    return {
        "group": label("group", basis.group),
        "definition": label("definition", basis.definition),
        "fee_year": basis.fee_year or say("frame.no_fee_year"),
        "as_of": formats.day(basis.as_of),
    }


def caption(title: str, subtitle: str, basis: Basis, *, illustrative: bool, **facts: object) -> Caption:
    """Title and subtitle by their keys in the catalogue, with source and mark."""
    every = basis_facts(basis) | facts
    return Caption(
        title=say(title, **every),
        subtitle=say(subtitle, **every),
        source=queries.dataset().title,
        mark=mark(illustrative=illustrative),
    )


def told(names: Iterable[object], values: Iterable[object]) -> str:
    """What a picture shows, one after the other, for who cannot see it."""
    return ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
