"""Invented sets of data with every trap that docs/definitions.md names.

Cells are drawn by a lot that depends on the name of the set and of the cell alone, so a set is
always the same. Nothing here is true of any city.
"""

import csv
from pathlib import Path

from tests.recount.plans import COUNTRIES, PLANS, REGIONS, STAGES, Plan
from tests.recount.set_money import dues, income_levels, receipts, tariff
from tests.recount.tables import Row


def write(plan: Plan, folder: Path) -> Path:
    """The CSV files and the dataset.toml of a plan."""
    folder.mkdir(parents=True, exist_ok=True)
    first = f"first_roll_on = {plan.first_roll_on}\n" if plan.first_roll_on else ""
    facts = f'title = "{plan.name}"\nas_of = {plan.as_of}\n{first}receipts_complete = {plan.complete}\n'
    (folder / "dataset.toml").write_text(facts, encoding="utf-8")
    for table, rows in tables(plan).items():
        fields = list(dict.fromkeys(field for row in rows for field in row))
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def tables(plan: Plan) -> dict[str, list[Row]]:
    """All rows of a plan."""
    members = [member(plan, number) for number in range(plan.members)]
    cities = [row["city_id"] for row in members]
    prospects = [prospect(plan, number) for number in range(8)]
    named = [row["city_id"] for row in prospects]
    everyone = list(dict.fromkeys([*cities, *named]))
    return {
        "members": members,
        "dues": dues(plan, cities),
        "receipts": receipts(plan, cities),
        "prospects": prospects,
        "stage_history": history(plan, list(dict.fromkeys([*cities[:6], *named]))),
        "events": events(plan),
        "participation": participation(plan, everyone),
        "networks": networks(plan, everyone),
        "tariff": tariff(plan),
        "income_levels": income_levels(plan),
        "focus_groups": focus_groups(plan, cities, named),
    }


def member(plan: Plan, number: int) -> Row:
    """A member, with blanks, part dates, every status and category, and territories within territories."""

    def lot(*choices: str, of: str) -> str:
        return plan.lot(choices, "member", number, of)

    city = f"xaa-{plan.name}-{number:02d}"
    left = lot("", "", "", "", "", "", plan.as_of, "2022", "2023-12-31", "2031-01-01", of="left")
    row = {
        "city_id": city,
        "name": f"{plan.name.title()} {number}",
        "country": lot(*COUNTRIES, of="country"),
        "world_region": lot(*REGIONS, of="region"),
        "category": lot("active", "active", "active", "", "associate", "honorary", of="category"),
        "status": lot(*["member"] * 7, "suspended", "resigned", "cancelled", of="status"),
        "joined_on": lot("", "1985", "2019", "2020-06-30", "2021-11-15", "2022", "2022-11-17", "2023-03-01",
                         "2023-05-31", "2024-02-29", "1990", "2001", of="joined"),
        "left_on": left,
        "state_capital": lot("true", "false", "false", "", of="capital"),
        "scheme": lot("joint", "exclusive", "", "", of="scheme"),
        "population": lot("", "0", "1600000", "3300000", "5000000", "250000", of="population"),
        "territory_of": _territory(plan, number),
        "provenance": plan.made("members", number),
    }  # fmt: skip
    if row["left_on"] and row["joined_on"] > row["left_on"]:
        row["left_on"] = ""
    row["joined_on"] = min(row["joined_on"], plan.as_of)
    return row


def _territory(plan: Plan, number: int) -> str:
    """0 lies in 1 and 1 in 2; 5 and 6 form a circle, in which 7 lies; others lie where the lot says."""
    fixed = {0: 1, 1: 2, 5: 6, 6: 5, 7: 5}
    whole = fixed.get(number)
    if whole is None and number > 8:
        drawn = plan.lot(["", "", "", "8", "2", "4"], "territory", number)
        whole = int(drawn) if drawn else None
    return "" if whole is None else f"xaa-{plan.name}-{whole:02d}"


def prospect(plan: Plan, number: int) -> Row:
    """A prospect; the first two have a row in members as well."""
    city = f"xaa-{plan.name}-{number:02d}" if number < 2 else f"xaa-{plan.name}-p{number}"
    return {
        "city_id": city,
        "name": f"{plan.name.title()} prospect {number}",
        "country": plan.lot(COUNTRIES, "prospect", number),
        "stage": plan.lot(STAGES, "prospect stage", number),
        "provenance": plan.made("prospects", number),
    }


def history(plan: Plan, cities: list[str]) -> list[Row]:
    """Two steps on one day with different numbers, and steps after the date of the data."""
    rows = []
    for city in cities:
        for step in range(3):
            on = plan.lot(["2021-05-01", "2022-05-01", "2023-05-01", "2031-05-01"], "on", city, step)
            rows.append({
                "city_id": city,
                "entered_on": on,
                "seq": str(step + 1),
                "stage": plan.lot(STAGES, "stage", city, step),
                "provenance": plan.made("stage_history", city, step),
            })  # fmt: skip
    return rows


def events(plan: Plan) -> list[Row]:
    """A visit, a meeting without a date, a meeting to come, two Congresses."""
    dated = (
        ("visit", "2022-05-01", "visit"),
        ("meeting", "", "meeting"),
        ("online", "2022-09-01", "online"),
        ("later", "2023-11-01", "meeting"),
        ("congress", "2023-06-12", "congress"),
        ("next", "2026-06-12", "congress"),
    )
    return [
        {
            "event_id": name,
            "name": name,
            "starts_on": on,
            "kind": kind,
            "provenance": plan.made("events", name),
        }
        for name, on, kind in dated
    ]


def participation(plan: Plan, cities: list[str]) -> list[Row]:
    """In person, online, in an unrecorded mode, or not at all."""
    rows = []
    for city in cities:
        for event in ("visit", "meeting", "online", "later"):
            mode = plan.lot(["in_person", "online", "blank", "none", "none", "none"], "mode", city, event)
            if mode != "none":
                made = plan.made("participation", city, event)
                mode = "" if mode == "blank" else mode
                rows.append({"event_id": event, "city_id": city, "mode": mode, "provenance": made})
    return rows


def networks(plan: Plan, cities: list[str]) -> list[Row]:
    """Yes, no and unknown, and a city that is neither member nor prospect."""
    rows = []
    for city in [*cities, "xaa-nowhere"]:
        answer = plan.lot(["yes", "no", "unknown", "none"], "network", city)
        if answer != "none":
            made = plan.made("networks", city)
            rows.append({"city_id": city, "network": "C40 Cities", "member": answer, "provenance": made})
    return rows


def focus_groups(plan: Plan, cities: list[str], prospects: list[str]) -> list[Row]:
    """Groups with a fifth of the cities, with a single one, with everybody, and with no member."""
    lists = {
        "china": [city for city in cities if plan.lot(["in", "", ""], "group", city)]
        + [city for city in prospects[:5] if city not in cities],
        "one": cities[4:5],
        "strangers": ["xaa-nowhere"],
        "whole": cities,
    }
    return [
        {"group": name, "city_id": city, "provenance": plan.made("focus_groups", name, city)}
        for name, members in lists.items()
        for city in members
    ]


__all__ = ["PLANS", "write"]
