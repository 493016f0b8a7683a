"""Prospects, events, networks, topics and focus groups as the founder's note and public lists have them."""

from __future__ import annotations

import pandas as pd

from data.sample.membership import EVIDENCE

NOTE = "founder's note on the meeting in Guangzhou"
INVENTED = "invented for the sample"
MEETING, CONGRESS = "guangzhou-meeting-2023", "brussels-congress-2023"
TUESDAY, WEDNESDAY = "2023-05-16", "2023-05-17"  # the note gives the days of the week only

_POWERHOUSE = (
    "Industrial powerhouse of over 10 million inhabitants, about 70 km from Guangzhou; visited; "
    "inclined to become a member, probably before the Congress"
)
_PORT = (
    "Port city of around 3.5 million, adjacent to Macao; attended the meeting and clearly expressed the "
    "intent to become a member"
)
_PROSPECTS = [
    ("chn-foshan", "intent_expressed", _POWERHOUSE, CONGRESS),
    ("chn-dongguan", "intent_expressed", _POWERHOUSE, CONGRESS),
    ("chn-zhuhai", "intent_expressed", _PORT, None),
    ("chn-qingdao", "contacted", "Potential member; took part in the meeting online", None),
    (
        "chn-hong-kong",
        "identified",
        "Hard to win: now in C40, but its special status will make it difficult to join",
        None,
    ),
]
_HISTORY = {
    "chn-foshan": [
        ("identified", "2022-11-10"),
        ("contacted", "2023-02-20"),
        ("interested", "2023-04-12"),
        ("intent_expressed", TUESDAY),
    ],
    "chn-dongguan": [
        ("identified", "2022-11-10"),
        ("contacted", "2023-03-06"),
        ("interested", "2023-04-12"),
        ("intent_expressed", TUESDAY),
    ],
    "chn-zhuhai": [
        ("identified", "2023-02-20"),
        ("contacted", "2023-04-18"),
        ("intent_expressed", WEDNESDAY),
    ],
    "chn-qingdao": [("identified", "2023-03-01"), ("contacted", WEDNESDAY)],
    "chn-hong-kong": [("identified", "2023-01-16")],
}
_WAY_IN = [
    "identified",
    "contacted",
    "interested",
    "intent_expressed",
    "applied",
    "board_approved",
    "assembly_listed",
]
_DAYS_BEFORE_JOINING = [420, 330, 240, 150, 90, 45, 20]
_FOLLOWUPS = [
    ("chn-foshan", "Send the application form and the fee for 2023", "barcelona", "2023-05-26", None),
    ("chn-dongguan", "Agree on a date for the application", "guangzhou", "2023-06-05", None),
    ("chn-zhuhai", "Send the application form", "guangzhou", "2023-06-02", None),
    ("chn-qingdao", "Ask which working group would interest the city", "barcelona", "2023-05-29", None),
    ("chn-foshan", "Thank the hosts of the visit", "guangzhou", "2023-05-19", "2023-05-18"),
]
_TOPICS = [
    ("chn-foshan", "logistics", "asked"),
    ("chn-dongguan", "logistics", "interested"),
    ("chn-zhuhai", "transport", "interested"),
    ("chn-xian", "transport", "shares_practice"),
    ("chn-hangzhou", "transport", "interested"),
    ("chn-chengdu", "sanitation", "interested"),
    ("chn-fuzhou", "solid-waste", "interested"),
    ("chn-xiamen", "solid-waste", "shares_practice"),
    ("chn-shenyang", "solid-waste", "asked"),
    ("chn-changsha", "sanitation", "asked"),
]
# The note's own groups of cities.
_NOTED_GROUPS = {
    "famous-three": ["chn-beijing", "chn-shanghai", "chn-hong-kong"],
    "active-elsewhere": ["chn-xian", "chn-chengdu", "chn-hangzhou", "chn-fuzhou"],
    "northeast": ["chn-shenyang", "chn-harbin"],
    "south": ["chn-guiyang", "chn-changsha", "chn-nanning"],
    "potential-members": ["chn-foshan", "chn-dongguan", "chn-zhuhai"],
}


def build_prospects(cities: pd.DataFrame) -> pd.DataFrame:
    """The five prospects. Owners and dates are not in the note: they stand in follow-ups and history."""
    names = cities.set_index("city_id")
    return pd.DataFrame(
        {
            "city_id": city_id,
            "name": names.loc[city_id, "name"],
            "name_zh": names.loc[city_id, "name_zh"],
            "country": "CHN",
            "stage": stage,
            "source": NOTE,
            "provenance": "memo",
            "target_event": event,
            "note": note,
        }
        for city_id, stage, note, event in _PROSPECTS
    )


def build_stage_history(joined: dict[str, str]) -> pd.DataFrame:
    """Invented dates of stage changes: the prospects, and the way in of who joined lately."""
    steps = dict(_HISTORY)
    for city_id, day in joined.items():
        before = [pd.Timestamp(day) - pd.Timedelta(days=days) for days in _DAYS_BEFORE_JOINING]
        way = [(stage, f"{when:%Y-%m-%d}") for stage, when in zip(_WAY_IN, before, strict=True)]
        steps[city_id] = [*way, ("member", day)]
    return pd.DataFrame(
        {
            "city_id": city_id,
            "entered_on": day,
            "seq": 1,
            "stage": stage,
            "by": "guangzhou" if city_id.startswith("chn-") else "barcelona",
            "source": f"stage: {NOTE} ; date {INVENTED}" if city_id in _HISTORY else INVENTED,
            "provenance": "illustrative",
        }
        for city_id, changes in steps.items()
        for stage, day in changes
    )


def build_events() -> pd.DataFrame:
    """The meeting and the visits of the note (dates invented) and the Congress (public)."""
    dated = f"{NOTE} ; date {INVENTED}: the note gives the day of the week only"
    rows = [
        ("foshan-visit-2023", "Visit to Foshan", TUESDAY, TUESDAY, "Foshan", "visit", dated, "illustrative"),
        (
            "dongguan-visit-2023",
            "Visit to Dongguan",
            TUESDAY,
            TUESDAY,
            "Dongguan",
            "visit",
            dated,
            "illustrative",
        ),
        (
            MEETING,
            "Meeting with Chinese members, Guangzhou",
            WEDNESDAY,
            WEDNESDAY,
            "Guangzhou",
            "meeting",
            dated,
            "illustrative",
        ),
        (
            CONGRESS,
            "World Congress, Brussels",
            "2023-06-12",
            "2023-06-15",
            "Brussels",
            "congress",
            "https://brussels2023.metropolis.org/press/",
            "public",
        ),
    ]
    columns = ["event_id", "name", "starts_on", "ends_on", "place", "kind", "source", "provenance"]
    return pd.DataFrame(rows, columns=columns)


def build_participation(cities: pd.DataFrame) -> pd.DataFrame:
    """Who came in person and who online, exactly as the note has it; numbers of delegates are not in it."""
    chinese = cities[cities["country"] == "CHN"].set_index("name")["city_id"]
    meeting = pd.read_csv(EVIDENCE / "meeting.csv", dtype="str")
    rows = pd.DataFrame(
        {"event_id": MEETING, "city_id": meeting["city"].map(chinese), "mode": meeting["mode"]}
    )
    visits = [
        {"event_id": f"{name}-visit-2023", "city_id": f"chn-{name}", "mode": "in_person"}
        for name in ("foshan", "dongguan")
    ]
    return pd.concat([rows, pd.DataFrame(visits)]).assign(source=NOTE, provenance="memo")


def build_networks(cities: pd.DataFrame, chinese_ids: list[str]) -> pd.DataFrame:
    """Public lists. The Chinese C40 list is complete: who is not on it is a 'no'; elsewhere it is unknown."""
    named = pd.read_csv(EVIDENCE / "networks.csv", dtype="str", keep_default_na=False)
    by_name = cities.drop_duplicates("name").set_index("name")["city_id"]
    chinese = cities[cities["country"] == "CHN"].set_index("name")["city_id"]
    named["city_id"] = named["city"].map(chinese).fillna(named["city"].map(by_name))
    if named["city_id"].isna().any():
        raise ValueError(f"no reference city for {named.loc[named['city_id'].isna(), 'city'].tolist()}")
    listed = set(named.loc[named["network"] == "C40", "city_id"])
    absent = pd.DataFrame(
        {
            "city_id": [city for city in chinese_ids if city not in listed],
            "network": "C40",
            "member": "no",
            "source": "not on the complete list of Chinese C40 cities, https://www.c40.org/china-office/",
        }
    )
    rows = pd.concat([named.assign(member="yes"), absent], ignore_index=True)
    return rows.assign(provenance="public").sort_values(["city_id", "network"])


def build_followups() -> pd.DataFrame:
    """Invented next steps with owners and due dates."""
    rows = pd.DataFrame(_FOLLOWUPS, columns=["city_id", "what", "owner", "due_on", "done_on"])
    ids = [f"f-{number:03d}" for number in range(1, len(rows) + 1)]
    return rows.assign(followup_id=ids, source=INVENTED, provenance="illustrative")


def build_topics() -> pd.DataFrame:
    """Topics the note proposes, with invented interest of cities."""
    rows = pd.DataFrame(_TOPICS, columns=["city_id", "topic", "level"])
    source = f"topic: {NOTE} ; the city's interest {INVENTED}"
    return rows.assign(source=source, provenance="illustrative")


def build_focus_groups(chinese_members: list[str]) -> pd.DataFrame:
    """Chinese cities (members and prospects, an explicit list) and the note's own groups."""
    china = sorted([*chinese_members, *(row[0] for row in _PROSPECTS)])
    rows = [
        {"group": "china", "city_id": city, "source": "list of the sample", "provenance": "public"}
        for city in china
    ]
    for group, cities in _NOTED_GROUPS.items():
        rows += [{"group": group, "city_id": city, "source": NOTE, "provenance": "memo"} for city in cities]
    return pd.DataFrame(rows)
