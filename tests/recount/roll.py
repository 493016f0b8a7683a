"""*The date and the fee year*, *The official roll* and *Groups*."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from tests.recount.tables import Row, Tables, day, invented


@dataclass(frozen=True)
class Question:
    """What is asked: the date, the fee year, the group and *Also count*."""

    as_of: date
    fee_year: int | None = None
    group: str = "china"
    also: frozenset[str] = frozenset({"suspended"})


def fee_year(tables: Tables, at: date) -> int | None:
    """The latest fee year not after the year of t with a receipt dated on or before t."""
    years = {
        int(row["fee_year"])
        for row in tables.rows["receipts"]
        if row["received_on"] <= at.isoformat() and int(row["fee_year"]) <= at.year
    }
    return max(years, default=None)


def years_on_record(tables: Tables) -> list[int]:
    """Those with a row in dues or receipts, of whatever city and day."""
    rows = tables.rows["dues"] + tables.rows["receipts"]
    return sorted({int(row["fee_year"]) for row in rows})


def is_member(row: Row, at: date) -> bool:
    """It joined by t, or no day is recorded, and it has not left by t; whatever the category."""
    joined, left = day(row.get("joined_on")), day(row.get("left_on"))
    if joined is not None and joined > at:
        return False
    if left is not None:
        return left > at
    return row["status"] not in {"resigned", "cancelled"}


def roll(tables: Tables, at: date, also: frozenset[str]) -> list[Row]:
    """O(t), by city_id; empty before the first dated roll."""
    if at < tables.first_roll_on:
        return []
    found = [row for row in tables.rows["members"] if is_member(row, at) and _counts(row, also)]
    return sorted(found, key=lambda row: row["city_id"])


def _counts(row: Row, also: frozenset[str]) -> bool:
    category = row.get("category") or "active"
    if category == "honorary" or (category == "associate" and "associate" not in also):
        return False
    return row["status"] != "suspended" or "suspended" in also


def code(label: str) -> str:
    """The label without accents, in small letters, one hyphen for whatever is no letter or digit."""
    plain = unicodedata.normalize("NFKD", label)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True)
class Group:
    """The cities of a group, and those that an invented row puts into it."""

    cities: frozenset[str]
    marked: frozenset[str]


def group(tables: Tables, name: str) -> Group:
    """The list comes first, then the region, the level and the network."""
    if name.startswith("own~"):
        return Group(frozenset(name.split("~")[2].split(".")), frozenset())
    listed = [row for row in tables.rows["focus_groups"] if row["group"] == name]
    if listed or name == "china":
        return _of(listed)
    regional = [row for row in tables.rows["members"] if code(row.get("world_region") or "") == name]
    if regional:
        return Group(frozenset(row["city_id"] for row in regional), frozenset())
    return _level(tables, name) or _network(tables, name)


def _of(rows: list[Row]) -> Group:
    marked = frozenset(row["city_id"] for row in rows if invented(row))
    return Group(frozenset(row["city_id"] for row in rows), marked)


def _level(tables: Tables, name: str) -> Group | None:
    if name not in {row["income_level"] for row in tables.rows["income_levels"]}:
        return None
    cities, marked = set(), set()
    for member in tables.rows["members"]:
        row = level_row(tables, member.get("country"), None)
        if row is not None and row["income_level"] == name:
            cities.add(member["city_id"])
            marked |= {member["city_id"]} if invented(row) else set()
    return Group(frozenset(cities), frozenset(marked))


def _network(tables: Tables, name: str) -> Group:
    known = {row["city_id"] for table in ("members", "prospects") for row in tables.rows[table]}
    rows = [row for row in tables.rows["networks"] if code(row["network"]) == name and row["member"] == "yes"]
    return _of([row for row in rows if row["city_id"] in known])


def level_row(tables: Tables, country: str | None, year: int | None) -> Row | None:
    """The latest list whose fiscal year is not after y; the latest of all for groups."""
    rows = [row for row in tables.rows["income_levels"] if country and row["country"] == country]
    if year is not None:
        rows = [row for row in rows if int(row["fiscal_year"]) <= year]
    return max(rows, key=lambda row: int(row["fiscal_year"]), default=None)
