"""A view of the map in words: its finding, its definition, and its alt text."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from text import counted, label, say
from ui.core import formats
from ui.core.captions import basis_facts, is_illustrative, mark
from ui.core.sentences import basis_line
from ui.map.answers import places_of, provinces_of
from ui.map.base_maps import FIT
from ui.map.view import MapView


@dataclass(frozen=True)
class ViewWords:
    """headline: the page's first line; title and subtitle stand in the chart; alt: its alt text."""

    headline: str
    title: str
    subtitle: str
    alt: str


def view_words(view: MapView, places: pd.DataFrame) -> ViewWords:
    """The words of a view; places: the rows in sight, as ui.map.answers.places_of."""
    facts = _facts(view, places) | _province_facts(view)
    by = "province" if view.by == "province" else view.layer
    empty = not len(places)
    title = say("map_title.none", **facts) if empty else say(f"map_title.{by}", **facts)
    alt = say("map.alt", title=title, preset=facts["preset"], **_counts(places))
    lead = say("map.none" if empty else "map.headline", **facts)
    return ViewWords(lead, title, say(f"map_subtitle.{by}", **facts), alt)


def file_lines(view: MapView, places: pd.DataFrame) -> list[str]:
    """What a file of these places says above its rows: finding, basis, mark, source and disclaimer."""
    marked = mark(illustrative=is_illustrative(places))
    lines = [view_words(view, places).title, basis_line(view.basis), *([marked] if marked else [])]
    return [*lines, say("map.source"), say("map.disclaimer")]


def _whom(view: MapView, who: str, places: pd.DataFrame) -> str:
    """Who the finding is about: with the part of the map, unless nobody lies outside it."""
    inside = places_of(view)["kind"] != "untapped"
    if int(inside.sum()) == int((places["kind"] != "untapped").sum()):
        return who
    return say(f"where.{view.preset}", who=who)


def _counts(places: pd.DataFrame) -> dict[str, object]:
    members = places[places["kind"] == "member"]
    prospects = int((places["kind"] == "prospect").sum())
    others = int((places["kind"] == "untapped").sum())
    return {
        "members": counted("map.members", len(members), count=formats.count(len(members))),
        "paid": formats.count(int((members["state"] == "paid").sum())),
        "prospects": counted("map.prospects", prospects, count=formats.count(prospects)),
        "untapped": counted("map.others", others, count=formats.count(others)),
    }


def _province_facts(view: MapView) -> dict[str, object]:
    rows = provinces_of(view)
    large, inside = int(rows["large"].sum()), int(rows["large_members"].sum())
    return {
        "with_members": formats.count(int((rows["members"] > 0).sum())),
        "provinces": formats.count(len(rows)),
        "large_members": formats.count(inside),
        "large_cities": formats.count(large),
    }


def _facts(view: MapView, places: pd.DataFrame) -> dict[str, object]:
    members = places[places["kind"] == "member"]
    prospects = places[places["kind"] == "prospect"]

    def number(column: str, code: object) -> str:
        return formats.count(int((members[column] == code).sum()))

    facts = basis_facts(view.basis) | _counts(places)
    who = say("map.show_all") if view.everyone else str(facts["group"])
    return facts | {
        "who": who,
        "over": _whom(view, who, places),
        "preset": say("map.fitted") if view.preset == FIT else label("preset", view.preset),
        "applied": formats.count(int((prospects["mark"] == "stage_applied").sum())),
        "intent": formats.count(int((prospects["mark"] == "stage_intent").sum())),
        "in_person": number("seen", "in_person"),
        "online": number("seen", "online"),
        "never": number("seen", "never"),
        "elsewhere": number("network", "elsewhere"),
        "silent": number("silent", True),  # noqa: FBT003
        "suspended": number("status", "suspended"),
        "large": formats.count(int((members["population"] >= 5e6).sum())),
    }
