"""Differences between two reports in words."""

from __future__ import annotations

from sharing.compare import Change, Comparison, Mismatch
from text import counted, label, say
from ui.core import figure_words, formats

_UNITS = {"share": ("share", "points"), "eur": ("EUR", "EUR"), "count": ("members", "members")}
"""Unit of a change → the units of its values and of its difference in `figure_words`."""


def sentence(comparison: Comparison) -> str:
    """How much differs."""
    if comparison.empty:
        return say("compare.nothing")
    return " ".join(
        counted(f"compare.changed_{code}", len(changes), count=formats.count(len(changes)))
        for code, changes in (("figures", comparison.figures), ("categories", comparison.categories))
    )


def warning(mismatch: Mismatch) -> str:
    """What is meant differently."""
    is_filter = mismatch.what == "filter"
    name = label("frame", mismatch.name) if is_filter else mismatch.name
    before, after = (
        (label(mismatch.name, value) if is_filter else value) or say("compare.absent")
        for value in (mismatch.before, mismatch.after)
    )
    return say(f"compare.warned_{mismatch.what}", name=name, before=before, after=after)


def row(change: Change, *, categories: bool) -> dict[str, str]:
    """A change as a row of a table, by its headings."""
    unit, difference = _UNITS.get(change.unit, ("index", "index"))
    before, after = figure_words.amounts(unit, change.before, change.after)
    place = (
        {say("compare.series"): change.series, say("compare.category"): change.category} if categories else {}
    )
    return {
        say("compare.what"): change.what,
        **place,
        say("compare.column_before"): _value(change.before, before, missing=change.only == "after"),
        say("compare.column_after"): _value(change.after, after, missing=change.only == "before"),
        say("compare.column_change"): _difference(change, difference),
    }


def number_headers() -> tuple[str, ...]:
    """The headings of the columns of numbers."""
    return say("compare.column_before"), say("compare.column_after"), say("compare.column_change")


def _value(value: float | None, text: str, *, missing: bool) -> str:
    if missing:
        return say("compare.absent")
    return say("app.unknown") if value is None else text


def _difference(change: Change, unit: str) -> str:
    if change.meaning:
        return say("compare.other_definition")
    if change.difference is None:
        return ""
    sign = "+" if change.difference > 0 and change.unit != "share" else ""
    return sign + figure_words.amount(change.difference, unit)
