"""Invented sets of data with every trap that docs/definitions.md names.

Cells are drawn by a lot that depends on the name of the set and of the cell alone, so a set is
always the same. Nothing here is true of any city.
"""

import csv
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.recount.tables import Row

COUNTRIES = ("AAA", "BRA", "CHN", "CHN", "CHN", "DEU", "IND", "")
REGIONS = ("Asia-Pacific", "Latin America & Caribbean", "Région du Nord", "")
STAGES = (
    "identified",
    "contacted",
    "interested",
    "intent_expressed",
    "applied",
    "board_approved",
    "assembly_listed",
    "member",
    "lost",
    "parked",
)
LEVELS = ("low", "lower-middle", "upper-middle", "high")
PROVENANCES = ("public", "public", "memo", "")


@dataclass(frozen=True)
class Plan:
    """What sets differ in."""

    name: str
    members: int
    as_of: str
    first_roll_on: str | None
    complete: str
    invented: str = ""

    def lot(self, choices: Sequence[str], *key: object) -> str:
        """One of the choices, always the same for the same cell."""
        words = ":".join(map(str, (self.name, *key)))
        return choices[zlib.crc32(zlib.crc32(words.encode()).to_bytes(4) + words.encode()) % len(choices)]

    def made(self, table: str, *key: object) -> str:
        """The provenance of a row: some rows of one table are invented."""
        some = (*PROVENANCES, "illustrative") if self.invented == table else PROVENANCES
        return self.lot(some, table, "provenance", *key)


BY_YEAR = "{ 2020 = 2024-02-29, 2022 = 2023-05-31, 2023 = 2023-03-01 }"
PLANS = (
    Plan(
        "harbours",
        36,
        "2023-05-31",
        "2022-02-28",
        BY_YEAR,
    ),
    Plan("rivers", 24, "2024-02-29", None, "[2021, 2022, 2023]", "tariff"),
    Plan("islands", 15, "2023-12-31", "2020-01-01", "{ 2021 = 2031-12-31, 2023 = 2023-12-31 }", "receipts"),
    Plan("mountains", 40, "2023-05-31", "2019-05-31", "{}", "focus_groups"),
)


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


def dues(plan: Plan, cities: list[str]) -> list[Row]:
    """Rows with and without fee, discount, waiver and invoice date; some members have none."""
    rows = []
    for city in cities:
        for year in range(2020, 2025):

            def lot(*choices: str, of: str, key: tuple[str, int] = (city, year)) -> str:
                return plan.lot(choices, "dues", key, of)

            if lot("", "", "", "none", of="row") == "none" or (year == 2024 and plan.as_of < "2024"):
                continue
            fee = lot("", "8840", "8840", "1000", "0", "16560", of="fee")
            rows.append({
                "city_id": city,
                "fee_year": str(year),
                "due_eur": fee,
                "discount_eur": lot("", "", "", "840", "0", of="discount"),
                "waived_eur": lot("", "", "", "", "8840", "16560", "100", "0", of="waived"),
                "invoiced_on": lot("", f"{year}-01-25", f"{year}-02-14", f"{year}-04-30", f"{year}-05-01",
                                   f"{year}-06-15", f"{year - 1}-12-01", of="invoice"),
                "provenance": plan.made("dues", city, year),
            })  # fmt: skip
    return rows


def receipts(plan: Plan, cities: list[str]) -> list[Row]:
    """Whole and part payments, prepayments, refunds, foreign money with a rate, 98 % and a cent less."""
    rows = []
    for city in cities:
        for year in range(2020, 2024):
            cases = [
                "",
                "",
                "8840",
                "8840",
                "3000",
                "8663.20",
                "8663.19",
                "980",
                "cny",
                "refund",
                "back",
                "16560",
            ]
            case = plan.lot(cases, "receipt", city, year)
            on = plan.lot(
                [f"{year - 1}-12-18", f"{year}-02-01", f"{year}-05-31", f"{year + 1}-01-10"], "on", city, year
            )
            made = plan.made("receipts", city, year)
            rows += [
                _receipt(f"{city}-{year}-{at}", made, *row)
                for at, row in enumerate(_case(case, city, year, on))
            ]
    rows.append(_receipt(f"{plan.name}-next", "", cities[3], 2024, "2023-12-18", "8840", "EUR", ""))
    return [row for row in rows if row["received_on"] <= plan.as_of]


def _case(case: str, city: str, year: int, on: str) -> list[tuple[str, int, str, str, str, str]]:
    if not case:
        return []
    if case == "cny":
        return [(city, year, on, "70000", "CNY", "0.1335"), (city, year, on, "0.3", "CNY", "0.15")]
    if case == "refund":
        return [(city, year, on, "8840", "EUR", ""), (city, year, f"{year}-05-30", "-8840", "EUR", "")]
    if case == "back":
        return [(city, year, on, "-500", "EUR", "")]
    return [(city, year, on, case, "EUR", "")]


def _receipt(
    name: str, made: str, city: str, year: int, on: str, amount: str, currency: str, rate: str
) -> Row:
    return {
        "receipt_id": name,
        "city_id": city,
        "fee_year": year,
        "received_on": on,
        "amount": amount,
        "currency": currency,
        "rate": rate,
        "amount_eur": "",
        "provenance": made,
    }


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


def tariff(plan: Plan) -> list[Row]:
    """Two grids that overlap in 2023, the later of them without exclusive prices for capitals."""
    rows = []
    for start, end, factor in ((2021, 2023, 90), (2023, 2024, 100)):
        for at, level in enumerate(LEVELS):
            for capital in ("false", "true"):
                for scheme in ("joint", "exclusive"):
                    price = (2210 * (at + 1) + (1000 if capital == "true" else 0)) * factor / 100
                    price = price if scheme == "joint" else price / 2
                    rows.append({
                        "period_from": str(start), "period_to": str(end), "income_level": level,
                        "state_capital": capital, "scheme": scheme, "amount_eur": f"{price:.2f}",
                        "provenance": plan.made("tariff", start, level, capital, scheme),
                    })  # fmt: skip
    return rows


def income_levels(plan: Plan) -> list[Row]:
    """Lists of several years, one of them later than the data; a country is on none."""
    return [
        {
            "country": country,
            "fiscal_year": str(year),
            "income_level": plan.lot(LEVELS, "level", country, year),
            "provenance": plan.made("income_levels", country, year),
        }
        for country in ("BRA", "CHN", "DEU")
        for year in (2020, 2023, 2030)
    ]


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
