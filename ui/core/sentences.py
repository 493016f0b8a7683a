"""Sentences that several subjects share, computed from figures."""

from __future__ import annotations

from analysis.core.basis import DEFAULT_ALSO, Basis
from analysis.core.figure import Figure
from text import counted, group_facts, label, say
from ui.core import figure_words, formats, queries
from ui.core.captions import basis_facts


def reason(code: str | None) -> str:
    """Why a figure has no value."""
    first_roll = formats.day(queries.dataset().first_roll_on)
    return say(f"reason.{code or 'no_comparison'}", first_roll=first_roll)


def headline(basis: Basis, official: Figure, paying: Figure) -> str:
    """The first line of the dashboard: both shares in words, or why not."""
    if official.denominator and not official.numerator and not paying.numerator:
        return say("headline.empty_group", **group_facts(basis.group))
    facts = {
        **group_facts(basis.group),
        "official": _share_of(official, "official"),
        "paying": _share_of(paying, "paying"),
        "reason": reason(paying.reason or official.reason),
    }
    known = {(True, True): "both", (True, False): "official_only", (False, True): "paying_only"}
    return say(
        f"headline.{known.get((official.value is not None, paying.value is not None), 'neither')}", **facts
    )


def _share_of(figure: Figure, what: str) -> str:
    """'20.0 % of official members (23 of 115)', of few '1 of 5 official members (20.0 %)'."""
    few = formats.share_of_cases(figure.numerator, figure.denominator)[1].endswith("%")
    facts = {"share": formats.share(figure.value), "fraction": figure_words.fraction(figure)}
    return say("headline.few" if few else "headline.many", what=say(f"headline.{what}_members"), **facts)


def ratio_form(ratio: float) -> str:
    """'more', 'less' or 'same' (within 5 %): how a sentence compares two rates, by their quotient."""
    return "same" if 0.95 <= ratio <= 1.05 else "more" if ratio > 1 else "less"


def certainty(paying: Figure) -> str:
    """What unknown payments could change."""
    if paying.rows.empty or paying.value is None:
        return ""
    if not paying.uncertain:
        return say("headline.certain")
    count = int((paying.rows["state"] == "unknown").sum())
    low, high = formats.share(paying.low), formats.share(paying.high)
    return counted("headline.uncertain", count, count=formats.count(count), low=low, high=high)


def basis_line(basis: Basis) -> str:
    """Definition, fee year, date and who else is counted: what every figure of a page is measured on."""
    facts = basis_facts(basis)
    if basis.fee_year and basis.deciding_year != basis.fee_year:
        line = say("frame.basis_earlier_year", deciding_year=basis.deciding_year, **facts)
    else:
        line = say("frame.basis", **facts)
    return " · ".join([line, *_optional_members(basis)])


def _optional_members(basis: Basis) -> list[str]:
    """Who is counted or left out otherwise than by default."""
    added = [label("also", code).lower() for code in basis.also if code not in DEFAULT_ALSO]
    parts = [say("frame.counted_also", also=", ".join(added))] if added else []
    return parts if basis.suspended else [*parts, say("frame.counted_none")]


def enumeration(parts: list[str]) -> str:
    """'a, b and c'."""
    *first, last = parts
    return f"{', '.join(first)} {say('story.and')} {last}" if first else last
