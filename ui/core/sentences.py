"""Sentences computed from figures, so that they stay true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.core.basis import DEFAULT_ALSO
from text import counted, label, say
from ui.core import formats

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from analysis.overview.attention import Item
    from analysis.shares.history import Difference
    from data.dataset import Dataset


def reason(code: str | None, dataset: Dataset) -> str:
    """Why a figure has no value."""
    return say(f"reason.{code or 'no_comparison'}", first_roll=formats.day(dataset.first_roll_on))


def headline(basis: Basis, official: Figure, paying: Figure, dataset: Dataset) -> str:
    """The first line of the dashboard: both shares in words, or why not."""
    group = label("group", basis.group)
    if official.denominator and not official.numerator and not paying.numerator:
        return say("headline.empty_group", group=group)
    facts = {
        "group": group,
        "official": formats.share(official.value),
        "official_fraction": formats.fraction(official),
        "paying": formats.share(paying.value),
        "paying_fraction": formats.fraction(paying),
        "reason": reason(paying.reason or official.reason, dataset),
    }
    known = {(True, True): "both", (True, False): "official_only", (False, True): "paying_only"}
    return say(
        f"headline.{known.get((official.value is not None, paying.value is not None), 'neither')}", **facts
    )


def odds(rate: Figure) -> str:
    """How much more or less often the group pays; '' where it cannot be said."""
    if rate.value is None:
        return ""
    form = "same" if 0.95 <= rate.value <= 1.05 else "more" if rate.value > 1 else "less"
    return say(f"headline.ratio_{form}", ratio=formats.ratio(rate.value))


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
    facts = {
        "definition": label("definition", basis.definition),
        "fee_year": basis.fee_year or say("frame.no_fee_year"),
        "as_of": formats.day(basis.as_of),
    }
    if basis.definition == "good_standing" and basis.fee_year:
        line = say("frame.basis_good_standing", previous=basis.fee_year - 1, **facts)
    else:
        line = say("frame.basis", **facts)
    return " · ".join([line, *_who_counts(basis)])


def _who_counts(basis: Basis) -> list[str]:
    """Whoever is counted or left out unlike at the start; nothing where all is as at the start."""
    added = [label("also", code).lower() for code in basis.also if code not in DEFAULT_ALSO]
    said = [say("frame.counted_also", also=", ".join(added))] if added else []
    return said if basis.suspended else [*said, say("frame.counted_none")]


def attention(item: Item) -> str:
    """One line of what needs attention."""
    facts = dict(item.facts) | {"count": formats.count(item.count)}
    if "since" in facts:
        facts["since"] = formats.day(item.facts["since"])  # type: ignore[arg-type]
    if "due_eur" in facts:
        facts["due_eur"] = formats.money(item.facts["due_eur"])  # type: ignore[arg-type]
    return counted(f"attention.{item.code}", item.count, **facts)


def differences(changes: list[Difference], dataset: Dataset) -> str:
    """How the shares moved since the same day last year, or why that is not said: each reason once."""
    return " ".join(dict.fromkeys(_difference(change, dataset) for change in changes))


def _difference(change: Difference, dataset: Dataset) -> str:
    facts = {"name": say(f"kpi.{change.now.name}"), "earlier": formats.day(change.earlier)}
    if change.change is not None:
        return say("shares.difference_value", change=formats.points(change.change), **facts)
    plain = "" if change.reason == "before_first_roll" else "_plain"
    return say(f"shares.difference_withheld{plain}", reason=reason(change.reason, dataset), **facts)


def pipeline(prospects: pd.DataFrame) -> str:
    """Who is in the pipeline, in one sentence."""
    if prospects.empty:
        return say("pipeline.headline_none")
    furthest = prospects["stage"].iloc[0]
    overdue = int(prospects["overdue"].sum())
    return counted(
        "pipeline.headline",
        len(prospects),
        count=formats.count(len(prospects)),
        furthest_count=formats.count(int((prospects["stage"] == furthest).sum())),
        furthest=label("stage", furthest),
        overdue=counted("pipeline.overdue", overdue, count=formats.count(overdue))
        if overdue
        else say("pipeline.none_overdue"),
    )


def target_event(prospects: pd.DataFrame) -> str:
    """How many days are left to the next event that prospects are to join before; '' where there is none."""
    coming = prospects[prospects["days_to_event"] >= 0].sort_values("days_to_event")
    if coming.empty:
        return ""
    first = coming.iloc[0]
    days = int(first["days_to_event"])
    return counted("pipeline.target_event", days, event=first["target_event_name"], days=days)
