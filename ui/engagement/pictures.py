"""Charts of the Engagement page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

import charts.kinds.potential
import charts.kinds.stacked_rows
from analysis.core.basis import Basis
from analysis.engagement.network_overlap import ANSWERS, by_network
from analysis.engagement.working_groups import LEVELS
from charts.base.caption import Caption
from text import counted, label, say
from ui.core import formats
from ui.core.cache import cached
from ui.core.captions import caption, chart_style, is_illustrative
from ui.core.city_names import in_both_scripts
from ui.engagement import answers, words

MOST_EVENTS = 12  # the latest; the table has all of them
_LABELLED = 10  # cities named in the scatter where no list is chosen
_SEEN_LOOKS = {
    "in_person": "filled",
    "online": "pale",
    "came": "other",
    "absent": "hollow",
    "no_list": "hatched",
}
_ANSWER_LOOKS = {"yes": "filled", "no": "other", "unknown": "pale", "not_asked": "hatched"}
_LEVEL_LOOKS = {
    "leads": "filled",
    "shares_practice": "filled",
    "interested": "pale",
    "asked": "hollow",
    "not_recorded": "hatched",
}


@cached
def events(basis: Basis, whom: str, theme_name: str) -> tuple[Any, str]:
    """The latest dated events with how many members came: a bar each. Visits to one city are left out."""
    every = answers.events(basis, whom)
    rows = every[every["starts_on"].notna() & (every["kind"] != "visit").fillna(value=True)]
    rows = rows.tail(MOST_EVENTS)
    rows = rows.assign(
        label=rows["name"],
        no_list=rows["members"].where(~rows["listed"]),
        aside=[_event_aside(row) for _, row in rows.iterrows()],
    )
    title = say("engagement_chart.events_title_neutral")
    if len(rows):
        last = rows.iloc[-1]
        if last["listed"] and last["members"]:
            came = int(last[["in_person", "online", "came"]].sum())
            title = say(
                "engagement_chart.events_title",
                event=last["name"],
                count=formats.count(came),
                members=counted("map.members", int(last["members"]), count=formats.count(last["members"])),
            )
    circle = words.circle(basis, whom)
    heading = _titled_caption(basis, title, "engagement_chart.events_subtitle", rows, circle=circle)
    parts = {code: label("presence", code) for code in ("in_person", "online", "came", "absent")}
    parts["no_list"] = label("presence", "unknown")
    return _stacked_rows(rows, heading, parts, _SEEN_LOOKS, theme_name)


def _event_aside(row: pd.Series) -> str:
    day = formats.day(row["starts_on"])
    if not row["guests"]:
        return day
    guests = formats.count(row["guests"])
    return say("engagement_chart.event_guests", day=day, count=guests)


@cached
def networks(basis: Basis, whom: str, theme_name: str) -> tuple[Any, str]:
    """Other networks with yes, no, asked but not known, and not asked: a bar each."""
    rows = by_network(answers.network_answers(basis, whom))
    rows = rows.sort_values(["yes", "network"], ascending=[False, True], ignore_index=True)
    rows = rows.assign(label=rows["network"], aside="")
    heading = caption(
        "engagement_chart.networks_title",
        "engagement_chart.networks_subtitle",
        basis,
        illustrative=False,
        circle=words.circle(basis, whom),
    )
    parts = {code: label("answer", code) for code in ANSWERS}
    return _stacked_rows(rows, heading, parts, _ANSWER_LOOKS, theme_name)


@cached
def topics(basis: Basis, whom: str, theme_name: str) -> tuple[Any, str]:
    """Topics by how many cities have them, by level: a bar each."""
    rows = answers.topics(basis, whom)
    rows = rows.assign(
        label=[label("topic", code) for code in rows["topic"]],
        aside=[say("engagement_chart.nobody") if not count else "" for count in rows["cities"]],
        strong=rows["leads"] + rows["shares_practice"],
    )
    title = say("engagement_chart.topics_title_neutral")
    if len(rows) and rows["cities"].iloc[0]:
        first = rows[rows["cities"] == rows["cities"].max()]
        title = say(
            "engagement_chart.topics_title",
            topics=", ".join(first["label"]),
            count=formats.count(rows["cities"].max()),
        )
    circle = words.circle(basis, whom)
    heading = _titled_caption(basis, title, "engagement_chart.topics_subtitle", rows, circle=circle)
    parts = {"strong": say("engagement_chart.strong")}
    parts |= {code: label("group_reason", code) for code in LEVELS[2:]}
    return _stacked_rows(rows, heading, parts, _LEVEL_LOOKS | {"strong": "filled"}, theme_name)


@cached
def potential(
    basis: Basis, whom: str, reached: answers.Reached, view: tuple[str, ...], theme_name: str
) -> tuple[Any, str]:
    """Inhabitants against points, marked by activity elsewhere. view: city_ids in full colour, or all."""
    rows = answers.potential(basis, whom, reached)
    rows = rows[rows["population"].notna()]
    chosen = rows["city_id"].isin(view) if view else pd.Series(data=True, index=rows.index)
    rows = rows.assign(chosen=chosen, hover=_tooltips(rows))
    rows = rows.sort_values("chosen", ascending=False, kind="stable", ignore_index=True)
    named = rows["chosen"] if view else pd.Series(rows.index < _LABELLED, index=rows.index)
    rows = rows.assign(named=named)
    here = rows[rows["chosen"] & rows["untapped"]]
    title = say("engagement_chart.potential_title_neutral")
    if len(here):
        title = say("engagement_chart.potential_title", names=words.named(here["name"], 3))
    heading = _titled_caption(basis, title, "engagement_chart.potential_subtitle", rows)
    labels = charts.kinds.potential.Labels(
        caption=heading,
        x_title=say("engagement_chart.potential_x"),
        y_title=say("engagement_chart.potential_y"),
        elsewhere={code: label("elsewhere", code) for code in ("yes", "no", "not_known")},
    )
    figure = charts.kinds.potential.figure(rows, labels=labels, **chart_style(theme_name))
    shown = rows[rows["named"]]
    values = "; ".join(text.replace("\n", ", ") for text in shown["hover"])
    return figure, say("engagement_chart.potential_alt", title=title, values=values)


def _tooltips(rows: pd.DataFrame) -> list[str]:
    """What a mark says, with the name in both scripts. Each number is put into words once."""
    numbers = {
        column: rows[column].map({number: formats.count(number) for number in rows[column].unique()})
        for column in ("points", "possible", "population")
    }
    names = in_both_scripts(rows)
    kinds, where = rows["kind"], rows["elsewhere"]
    columns = zip(
        names, kinds, where, numbers["points"], numbers["possible"], numbers["population"], strict=True
    )
    return [
        say(
            "engagement_chart.hover",
            name=name,
            whose=label("whose", kind),
            elsewhere=label("elsewhere", code),
            points=points,
            possible=possible,
            population=population,
        )
        for name, kind, code, points, possible, population in columns
    ]


def _titled_caption(basis: Basis, title: str, subtitle: str, rows: pd.DataFrame, **facts: object) -> Caption:
    """A caption with a title in words; the subtitle is a key of the catalogue."""
    heading = caption(
        "engagement_chart.events_title_neutral",
        subtitle,
        basis,
        illustrative=is_illustrative(rows),
        **facts,
    )
    return replace(heading, title=title)


def _stacked_rows(
    rows: pd.DataFrame,
    heading: Caption,
    parts: Mapping[str, str],
    looks: Mapping[str, str],
    theme_name: str,
) -> tuple[Any, str]:
    labels = charts.kinds.stacked_rows.Labels(heading, parts, looks)
    figure = charts.kinds.stacked_rows.figure(rows, labels=labels, **chart_style(theme_name))
    values = "; ".join(
        f"{row['label']}: "
        + ", ".join(
            f"{name} {formats.count(row[code])}" for code, name in parts.items() if pd.notna(row[code])
        )
        for _, row in rows.iterrows()
    )
    return figure, say("engagement_chart.alt", title=heading.title, values=values)
