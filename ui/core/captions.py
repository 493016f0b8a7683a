"""What the charts of all pages share: captions, facts of the basis, theme and locale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.core.basis import Basis
from charts.base.caption import Caption
from charts.base.theme import theme
from text import group_facts, label, say
from ui.core import formats, queries

MARKS = ("paid", "not_paid", "waived", "not_yet", "unknown", "prospect", "untapped")


def mark(*, illustrative: bool) -> str | None:
    """The mark that stands inside a chart."""
    return say("app.illustrative") if illustrative else None


def mark_words() -> dict[str, str]:
    """Legend of the marks on a map."""
    return {code: label("state", code) for code in MARKS}


def basis_facts(basis: Basis) -> dict[str, object]:
    """Facts that titles and subtitles share."""
    return {
        **group_facts(basis.group),
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


def map_source() -> str:
    """Sources of a map, and that its borders are no statement."""
    return f"{say('map.source')} {say('map.disclaimer')}"


def is_illustrative(rows: pd.DataFrame) -> bool:
    """Whether any of the rows is invented."""
    return bool(rows["illustrative"].any())


def chart_style(theme_name: str) -> dict[str, Any]:
    """Theme and locale, as the charts of `charts.kinds` take them."""
    return {"theme": theme(theme_name), "locale": formats.locale()}


def name_values(names: Iterable[object], values: Iterable[object]) -> str:
    """'name value, name value': the data of a chart in its alt text."""
    return ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
