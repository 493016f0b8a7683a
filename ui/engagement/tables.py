"""Tables of the Engagement page: which columns each has, and codes put into words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.engagement.score import PARTS
from text import label, say
from ui.core.tables import readable
from ui.engagement import words

SEEN_ROW = [
    *("name", "name_zh", "country", "whose", "seen", "silence", "in_person", "online", "came", "absent"),
    *("last_event", "last_on", "illustrative"),
]
CAME_ROW = ["name", "name_zh", "then", "event_name", "starts_on", "presence", "delegates", "illustrative"]
EVENT_ROW = [
    *("event_name", "starts_on", "list_state", "in_person", "online", "came", "absent", "guests"),
    *("members_then", "delegates", "kind", "place", "illustrative"),
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


def seen(rows: pd.DataFrame) -> pd.DataFrame:
    """Cities with how often they were seen."""
    return readable(rows.assign(whose=rows["kind"]), SEEN_ROW)


def came(rows: pd.DataFrame) -> pd.DataFrame:
    """Who came to what."""
    then = rows["member_then"].map({True: "member", False: "guest"})
    return readable(rows.assign(presence=rows["mode"], then=then), CAME_ROW)


def events(rows: pd.DataFrame) -> pd.DataFrame:
    """Events, the latest first, those without a date at the end."""
    state = (
        rows["listed"]
        .map({True: "listed", False: "no_list"})
        .mask(rows["listed"] & ~rows["expects"], "visit")
    )
    shown = rows.assign(event_name=rows["name"], list_state=state, members_then=rows["members"])
    return readable(shown.sort_values("starts_on", ascending=False, na_position="last"), EVENT_ROW)


def scores(rows: pd.DataFrame) -> pd.DataFrame:
    """Points and their parts; a part that is not known is blank and named."""
    missing = [
        ", ".join(label("score_part", part.code) for part in PARTS if pd.isna(row[f"points_{part.code}"]))
        for row in rows[[f"points_{part.code}" for part in PARTS]].to_dict("records")
    ]
    return readable(rows.assign(whose=rows["kind"], unknown_parts=missing), SCORE_ROW)


def topics(rows: pd.DataFrame) -> pd.DataFrame:
    """Topics of cities, one a row."""
    return readable(
        rows.assign(interest=rows["level"], topic_name=_labels("topic", rows["topic"])), TOPIC_ROW
    )


def matrix(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Cities by topics with the level in words; blank where that topic is not recorded for the city."""
    levels = rows.assign(level=_labels("group_reason", rows["level"]))
    cities = rows.drop_duplicates("city_id").sort_values("name")
    matrix = levels.pivot(index="city_id", columns="topic", values="level")
    matrix = matrix.reindex(index=cities["city_id"], columns=names).astype("str")
    shown = readable(cities, ["name", "name_zh"])
    return shown.assign(**{label("topic", code): matrix[code].to_numpy() for code in names})


def groups(rows: pd.DataFrame) -> pd.DataFrame:
    """Proposed groups, one row a city, each with why it is in."""
    why = [words.why_in_group(row) for _, row in rows.iterrows()]
    shown = rows.assign(
        topic_name=_labels("topic", rows["topic"]),
        group_number=rows["group"],
        why_in=pd.Series(why, rows.index, dtype="str"),
    )
    return readable(shown, GROUP_ROW)


def networks(cities: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Cities by networks with the four answers in words, and how they were seen here."""
    shown = readable(cities.assign(whose=cities["kind"]), ["name", "name_zh", "whose", "seen", "last_on"])
    return shown.assign(**{str(name): _labels("answer", answers[name]).to_numpy() for name in answers})


def potential(rows: pd.DataFrame) -> pd.DataFrame:
    """Size, points and activity elsewhere."""
    return readable(rows.assign(whose=rows["kind"]), POTENTIAL_ROW)


def channels(rows: pd.DataFrame) -> pd.DataFrame:
    """Cities reached by channel."""
    return _titled(
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
    return _titled(
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
    return _titled(
        {
            "score_part": [label("score_part", part.code) for part in PARTS],
            "points_each": [part.points for part in PARTS],
            "points_most": [part.most for part in PARTS],
        }
    )


def _labels(section: str, codes: pd.Series) -> pd.Series:
    """Codes in words."""
    return codes.map({code: label(section, code) for code in codes.unique()}).astype("str")


def _titled(columns: Mapping[str, object]) -> pd.DataFrame:
    return pd.DataFrame({say(f"engagement_table.{name}"): values for name, values in columns.items()})
