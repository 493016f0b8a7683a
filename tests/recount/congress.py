"""*Congress* and docs/congress.md: the expected delegates of the group."""

from datetime import date
from fractions import Fraction

from tests.recount.count import Count, Figure
from tests.recount.roll import is_member
from tests.recount.tables import Row, day, invented

PROSPECTS = {
    "identified": ("0.05", "2"),
    "contacted": ("0.10", "2"),
    "interested": ("0.20", "2"),
    "intent_expressed": ("0.40", "2.5"),
    "applied": ("0.50", "2.5"),
    "board_approved": ("0.60", "3"),
    "assembly_listed": ("0.70", "3"),
}
IN_PERSON, NO_MODE, ONLINE = ("0.50", "2.5"), ("0.40", "2.5"), ("0.25", "2")
ON_NO_LIST, NOT_KNOWN = ("0.10", "2"), ("0.25", "2")


def congress_expected(count: Count) -> Figure:
    """E = Σ chance × people, each city once; the range is a simulation and not recounted."""
    if count.at < count.tables.first_roll_on:
        return Figure(None, reason="before_first_roll")
    ahead = [
        row
        for row in count.tables.rows["events"]
        if row.get("kind") == "congress" and (row.get("starts_on") or "") >= count.at.isoformat()
    ]
    if not ahead:
        return Figure(None, reason="no_congress")
    came = _came(count)
    cases = [_member_case(count, row["city_id"], came) for row in count.ours]
    stages = open_stages(count)
    cases += [PROSPECTS[stage] for city, stage in stages.items() if city in count.group.cities]
    if not cases:
        return Figure(None, reason="nobody_in_group")
    expected = sum((Fraction(chance) * Fraction(people) for chance, people in cases), Fraction(0))
    return Figure(expected, illustrative=_marked(count, stages))


def _held(count: Count) -> set[str]:
    return {
        row["event_id"]
        for row in count.tables.rows["events"]
        if row.get("kind") != "visit" and (row.get("starts_on") or "") <= count.at.isoformat()
    }


def _came(count: Count) -> list[Row]:
    held = _held(count)
    return [row for row in count.tables.rows["participation"] if row["event_id"] in held]


def _member_case(count: Count, city: str, came: list[Row]) -> tuple[str, str]:
    modes = {row.get("mode") or "" for row in came if row["city_id"] == city}
    if not modes:
        return ON_NO_LIST if came else NOT_KNOWN
    if "in_person" in modes:
        return IN_PERSON
    return NO_MODE if "" in modes else ONLINE


def stage_rows(count: Count) -> dict[str, Row]:
    """*Stage of a city at t*: the row that gives it."""
    latest: dict[str, Row] = {}
    order = sorted(count.tables.rows["stage_history"], key=lambda row: (row["entered_on"], int(row["seq"])))
    for row in order:
        if row["entered_on"] <= count.at.isoformat():
            latest[row["city_id"]] = row
    if count.at >= count.tables.as_of:
        latest |= {row["city_id"]: row for row in count.tables.rows["prospects"]}
    return latest


def open_stages(count: Count) -> dict[str, str]:
    """*Open prospect at t*: an open stage, and not on the roll whatever category or switch."""
    members = {row["city_id"] for row in count.tables.rows["members"] if _stands(count, row)}
    return {
        city: row["stage"]
        for city, row in stage_rows(count).items()
        if row["stage"] in PROSPECTS and city not in members
    }


def _stands(count: Count, member: Row) -> bool:
    joined: date | None = day(member.get("joined_on"))
    if count.at < count.tables.first_roll_on and joined is None:
        return False
    return is_member(member, count.at)


def _marked(count: Count, stages: dict[str, str]) -> bool:
    """An invented own row, row of the group, attendance or stage of a city of the forecast."""
    rows = stage_rows(count)
    prospects = [city for city in stages if city in count.group.cities]
    cities = {row["city_id"] for row in count.ours} | set(prospects)
    own = [row for table in ("members", "prospects") for row in count.tables.rows[table]]
    seen = [row for row in own + _came(count) if row["city_id"] in cities]
    seen += [rows[city] for city in prospects]
    steps = count.tables.rows["stage_history"]
    seen += [
        row for row in steps if row["city_id"] in prospects and row["entered_on"] <= count.at.isoformat()
    ]
    return bool(cities & count.group.marked) or any(map(invented, seen))
