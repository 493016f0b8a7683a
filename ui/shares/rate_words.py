"""Sentences on how often the group and the others pay."""

from __future__ import annotations

from analysis.core.basis import Basis
from text import group_facts, say
from ui.core import formats, sentences
from ui.core.cache import cached
from ui.shares import answers


def rate_form(basis: Basis, otherwise: str) -> str:
    """'more', 'less' or 'same': how often the group pays against the others; `otherwise` where undefined."""
    rate = answers.headline_figures(basis)["relative_pay_rate", basis.definition].value
    return otherwise if rate is None else sentences.ratio_form(rate)


def rate_facts(basis: Basis) -> dict[str, object]:
    """Numbers of who pays in the group and among the others, formatted."""
    counts, figures = answers.state_counts(basis), answers.gap_figures(basis)
    paid, known = (counts[counts["state"].isin(states)] for states in (["paid"], ["paid", "not_paid"]))
    compared = answers.headline_figures(basis)["relative_pay_rate", basis.definition]
    rate, ours, theirs = compared.value, figures["group_pay_rate"], figures["others_pay_rate"]
    return {
        **group_facts(basis.group),
        "paid": formats.count(paid["group"].sum()),
        "official": formats.count(counts["group"].sum()),
        "others_paid": formats.count(paid["others"].sum()),
        "others_official": formats.count(counts["others"].sum()),
        "known": formats.count(known["group"].sum()),
        "others_known": formats.count(known["others"].sum()),
        "rate": formats.share(ours.value),
        "others_rate": formats.share(theirs.value),
        "low": formats.share(ours.low),
        "high": formats.share(ours.high),
        "others_low": formats.share(theirs.low),
        "others_high": formats.share(theirs.high),
        "ratio_low": formats.ratio(compared.low),
        "ratio_high": formats.ratio(compared.high),
        "ratio": formats.ratio(rate),
        "inverse": formats.ratio(1 / rate if rate else None),
    }


@cached
def rates(basis: Basis) -> str:
    """How often the group and the others pay, with bounds; '' where nothing can be said of one of them."""
    why, facts = answers.gap_figures(basis), rate_facts(basis)
    sides = why["group_pay_rate"], why["others_pay_rate"]
    if any(side.low is None for side in sides):
        return ""
    if any(side.reason == "only_payers_known" for side in sides):
        return say("story.rates_open", **facts)
    if any(side.value is None for side in sides):
        return ""
    said = say(f"story.rates_{rate_form(basis, 'none')}", **facts)
    return f"{said} {say('story.rates_bounds', **facts)}" if any(side.uncertain for side in sides) else said
