"""Tables of the Engagement page: which columns each has, and codes put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.engagement.score import PARTS
from text import label, say
from ui.core import tables
from ui.core.markdown import inert_markdown
from ui.engagement import words
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

SEEN_ROW = [
    *("name", "name_zh", "country", "whose", "seen", "silence", "in_person", "online", "came", "absent"),
    *("last_event", "last_on", "illustrative"),
]
CAME_ROW = ["name", "name_zh", "then", "event_name", "starts_on", "presence", "delegates", "illustrative"]
EVENT_ROW = [
    *(
        "event_name",
        "starts_on",
        "list_state",
        "in_person",
        "online",
        "came",
        "absent",
        "guests",
        "members_then",
    ),
    *("delegates", "kind", "place", "illustrative"),
]
SCORE_ROW = [
    *("name", "name_zh", "whose", "points", "possible"),
    *(f"points_{part.code}" for part in PARTS),
    *("unknown_parts", "illustrative"),
]
TOPIC_ROW = ["name", "name_zh", "topic_name", "interest", "source", "provenance"]
GROUP_ROW = ["name", "name_zh", "topic_name", "group_number", "why_in", "illustrative"]
POTENTIAL_ROW = [
    *("name", "name_zh", "whose", "population", "points", "possible", "elsewhere", "seen", "untapped"),
    "illustrative",
]

if TYPE_CHECKING:
    from collections.abc import Mapping


def show(shown: pd.DataFrame, name: str, basis_line: str, how: str = "") -> None:
    """A table with its downloads. name: of the file and of the widget."""
    said = how or say(f"how.{name}")
    show_table(shown, key=f"table.{name}", alt=said)
    download_buttons(shown, name=name, lines=[said, basis_line])


def titled(title: str) -> None:
    """A small heading above a table."""
    st.markdown(f"**{inert_markdown(title)}**")


def seen(rows: pd.DataFrame) -> pd.DataFrame:
    """Cities with how often they were seen."""
    return tables.readable(rows.assign(whose=rows["kind"]), SEEN_ROW)


def came(rows: pd.DataFrame) -> pd.DataFrame:
    """Who came to what."""
    then = rows["member_then"].map({True: "member", False: "guest"})
    return tables.readable(rows.assign(presence=rows["mode"], then=then), CAME_ROW)


def events(rows: pd.DataFrame) -> pd.DataFrame:
    """Events, the latest first, those without a date at the end."""
    state = (
        rows["listed"]
        .map({True: "listed", False: "no_list"})
        .mask(rows["listed"] & ~rows["expects"], "visit")
    )
    made = rows.assign(event_name=rows["name"], list_state=state, members_then=rows["members"])
    made = made.sort_values("starts_on", ascending=False, na_position="last")
    return tables.readable(made, EVENT_ROW)


def scores(rows: pd.DataFrame) -> pd.DataFrame:
    """Points and their parts; a part that is not known is blank and named."""
    missing = [
        ", ".join(label("score_part", part.code) for part in PARTS if pd.isna(row[f"points_{part.code}"]))
        for row in rows[[f"points_{part.code}" for part in PARTS]].to_dict("records")
    ]
    return tables.readable(rows.assign(whose=rows["kind"], unknown_parts=missing), SCORE_ROW)


def topics(rows: pd.DataFrame) -> pd.DataFrame:
    """Topics of cities, one a row."""
    named = _topic_names(rows["topic"])
    return tables.readable(rows.assign(interest=rows["level"], topic_name=named), TOPIC_ROW)


def matrix(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Cities by topics with the level in words; blank where that topic is not recorded for the city."""
    levels = rows["level"].map({code: label("group_reason", code) for code in rows["level"].unique()})
    wide = rows.assign(said=levels).pivot(index="city_id", columns="topic", values="said")
    wide = wide.reindex(columns=names)
    cities = rows.drop_duplicates("city_id").sort_values("name")
    made = tables.readable(cities, ["name", "name_zh"])
    for code in names:
        made[label("topic", code)] = wide[code].reindex(cities["city_id"]).astype("str").to_numpy()
    return made


def groups(rows: pd.DataFrame) -> pd.DataFrame:
    """Proposed groups, one row a city, each with why it is in."""
    why = [words.why_in_group(row) for _, row in rows.iterrows()]
    named = _topic_names(rows["topic"])
    made = rows.assign(
        topic_name=named, group_number=rows["group"], why_in=pd.Series(why, rows.index, dtype="str")
    )
    return tables.readable(made, GROUP_ROW)


def networks(cities: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Cities by networks with the four answers in words, and how they were seen here."""
    made = tables.readable(
        cities.assign(whose=cities["kind"]), ["name", "name_zh", "whose", "seen", "last_on"]
    )
    for name in found:
        said = {code: label("answer", code) for code in found[name].unique()}
        made[str(name)] = found[name].map(said).to_numpy()
    return made


def potential(rows: pd.DataFrame) -> pd.DataFrame:
    """Size, points and activity elsewhere."""
    return tables.readable(rows.assign(whose=rows["kind"]), POTENTIAL_ROW)


def reach(rows: pd.DataFrame) -> pd.DataFrame:
    """Cities reached by channel."""
    return _worded(
        {
            "channel": [label("channel_contacts", code) for code in rows["channel"]],
            "cities_reached": rows["cities"],
            "cities_without": rows["without"],
            "contacts": rows["contacts"],
        }
    )


def holders(rows: pd.DataFrame) -> pd.DataFrame:
    """Contacts by channel and holder; holders are offices or staff codes."""
    nobody = say("engagement.no_holder")
    return _worded(
        {
            "channel": [label("channel_contacts", code) for code in rows["channel"]],
            "holder": [nobody if pd.isna(code) else label("owner", code) for code in rows["holder"]],
            "contacts": rows["contacts"],
            "share": (rows["share"] * 100).round(1),
            "cities_reached": rows["cities"],
        }
    )


def weights() -> pd.DataFrame:
    """The parts of the score with their points, as the Method page shows them."""
    return _worded(
        {
            "score_part": [label("score_part", part.code) for part in PARTS],
            "points_each": [part.points for part in PARTS],
            "points_most": [part.most for part in PARTS],
        }
    )


def _topic_names(topics: pd.Series) -> pd.Series:
    return topics.map({code: label("topic", code) for code in topics.unique()}).astype("str")


def _worded(columns: Mapping[str, object]) -> pd.DataFrame:
    return pd.DataFrame({say(f"engagement_table.{name}"): values for name, values in columns.items()})
