"""Sentences of the Overview page, computed from its figures."""

from __future__ import annotations

from analysis.core.figure import Figure
from analysis.overview.attention import Item
from text import counted, say
from ui.core import formats
from ui.core.sentences import ratio_form, reason


def relative_pay_rate(rate: Figure) -> str:
    """How much more or less often the group pays, or between which bounds; '' where it cannot be said."""
    if rate.reason == "only_payers_known" and rate.low is not None and rate.high is not None:
        return say("headline.rate_range", low=formats.ratio(rate.low), high=formats.ratio(rate.high))
    if rate.value is None:
        return ""
    inverse = formats.ratio(1 / rate.value if rate.value else None)
    return say(f"headline.ratio_{ratio_form(rate.value)}", ratio=formats.ratio(rate.value), inverse=inverse)


def attention(item: Item) -> str:
    """One line of what needs attention."""
    facts = dict(item.facts) | {"count": formats.count(item.count)}
    if "since" in facts:
        facts["since"] = formats.day(item.facts["since"])  # type: ignore[arg-type]
    if "due_eur" in facts:
        facts["due_eur"] = formats.money(item.facts["due_eur"])  # type: ignore[arg-type]
    return counted(f"attention.{item.code}", item.count, **facts)


def not_judged(code: str) -> str:
    """What cannot be said on this basis, and why."""
    return say("overview.not_judged", reason=reason(code))
