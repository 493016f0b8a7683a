"""A view of the map in words: its finding, its definition, and its alt text."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from text import counted, label, say
from ui.core import formats
from ui.core.captions import basis_facts, is_illustrative, mark
from ui.core.sentences import basis_line, reason
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
    members = int((places["kind"] == "member").sum())
    by = "province" if view.by == "province" else view.layer if members or view.layer == "stage" else "status"
    form = "" if len(places) else "_none"
    if not view.roll_is_known:
        form = "_no_roll"
    title = say(f"map_title.{form.lstrip('_') or by}", **facts)
    alt = say(f"map.alt{form}", title=title, **facts)
    return ViewWords(say(f"map.headline{form}", **facts), title, say(f"map_subtitle.{by}", **facts), alt)


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


def _not_known(members: pd.DataFrame, column: str, code: object) -> str:
    """' (3 not known)', where a fact of some members is not known; '' where it is known of all."""
    unknown = members[column].isna() if code is None else members[column] == code
    count = int(unknown.sum())
    return f" {say('map.not_known', count=formats.count(count))}" if count else ""


def _size_note(places: pd.DataFrame) -> str:
    """How many marks are as small as can be because nobody recorded their inhabitants; '' where none is."""
    count = int(places["population"].isna().sum())
    return counted("map.size_unknown", count, count=formats.count(count)) if count else ""


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
    fitted = say("map.fitted" if view.fitted else "map.fitted_all")
    return facts | {
        "who": who,
        "over": _whom(view, who, places),
        "preset": fitted if view.preset == FIT else label("preset", view.preset),
        "reason": reason("before_first_roll"),
        "size": _size_note(places),
        "paid_unknown": _not_known(members, "state", "unknown"),
        "seen_unknown": _not_known(members, "seen", "seen_unknown"),
        "network_unknown": _not_known(members, "network", "elsewhere_unknown"),
        "silent_unknown": _not_known(members, "silent", None),
        "size_unknown": _not_known(members, "population", None),
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
