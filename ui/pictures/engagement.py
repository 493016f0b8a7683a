"""Pictures of the Engagement page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

import charts.potential
import charts.turnout
from charts.theme import theme
from ui import engagement_answers as answers
from ui import engagement_story as story
from ui import numbers
from ui.pictures import KEPT, caption, told
from ui.remembered import by_version
from ui.text import label, say

if TYPE_CHECKING:
    from collections.abc import Hashable

    from analysis.basis import Basis

_EVENTS = 8  # the latest, in the picture; the table has all
_NAMED = 6  # names beside marks where no view is chosen


@by_version(KEPT)
def turnout(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """How many of the group's members came to each event: the figure and its alt text."""
    rows = answers.events(basis).head(_EVENTS)
    rows = rows.assign(label=rows["name"], text=[_event_text(row) for row in rows.to_dict("records")])
    best = rows.sort_values("came").iloc[-1]
    of = numbers.count(len(story.members(basis)))
    labels = charts.turnout.Labels(
        caption(
            "engagement.turnout_title",
            "engagement.turnout_subtitle",
            basis,
            illustrative=bool(rows["illustrative"].any()),
            came=numbers.count(best["came"]),
            of=of,
            event=best["name"],
        ),
        in_person=label("mode", "in_person"),
        online=label("mode", "online"),
        came=say("engagement.unsaid"),
        absent=say("engagement.absent"),
    )
    figure = charts.turnout.figure(
        rows.rename(columns={"unsaid": "came", "came": "all"}), labels=labels, theme=theme(theme_name)
    )
    return figure, say("engagement.turnout_alt", values=told(rows["label"], rows["text"]))


def _event_text(row: dict[Hashable, Any]) -> str:
    day = numbers.day(row["starts_on"]) if pd.notna(row["starts_on"]) else say("engagement.undated")
    facts = {"in_person": row["in_person"], "online": row["online"], "absent": row["absent"]}
    return say("engagement.event_text", day=day, **facts)


@by_version(KEPT)
def potential(basis: Basis, theme_name: str, view: str | None, held: answers.Contacted) -> tuple[Any, str]:
    """Size against activity here, the cities of a view named: the figure and its alt text."""
    rows = answers.potential(basis, held)
    chosen = answers.in_view(basis, view, held) if view else rows["untapped"]
    named = chosen if view else chosen & (chosen.cumsum() <= _NAMED)
    rows = rows.assign(
        text=[_city_text(row) for row in rows.to_dict("records")],
        active=rows["elsewhere"].fillna(0) > 0,
        prospect=rows["kind"] == "prospect",
        chosen=chosen,
        named=named,
    )
    names = rows.loc[chosen, "name"].tolist()
    labels = charts.potential.Labels(
        caption(
            f"engagement.potential_title_{'view' if view else 'all'}",
            "engagement.potential_subtitle",
            basis,
            illustrative=bool(rows["illustrative"].any()),
            view=label("group", view) if view else "",
            count=numbers.count(len(names)),
        ),
        active=say("engagement.active"),
        not_known=say("engagement.not_known_elsewhere"),
        prospect=label("state", "prospect"),
        size=say("engagement.size"),
        millions=say("engagement.millions", count="{count}"),
    )
    figure = charts.potential.figure(rows, labels=labels, theme=theme(theme_name))
    return figure, say("engagement.potential_alt", values=told(rows["name"], rows["text"]))


def _city_text(row: dict[Hashable, Any]) -> str:
    elsewhere = say("app.unknown") if pd.isna(row["elsewhere"]) else numbers.count(row["elsewhere"])
    return say(
        "engagement.city_text",
        population=say("app.unknown")
        if pd.isna(row["population"])
        else numbers.count_short(row["population"]),
        score=numbers.count(row["score"]),
        elsewhere=elsewhere,
    )
