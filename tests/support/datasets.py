"""Datasets for tests: one by hand with every trap of docs/definitions.md, and large ones drawn by lot."""

import csv
import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from data.completeness import from_values
from data.dataset import Dataset
from data.schema import STAGES, TABLES
from data.validation import check_tables
from tests.independent.headline import Books

Tables = dict[str, list[dict[str, object]]]

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


def member(city_id: str, **cells: object) -> dict[str, object]:
    """A row of `members`: an active member since 2010 with a joint membership, unless told otherwise."""
    return {
        "city_id": city_id,
        "name": city_id[4:].replace("-", " ").title(),
        "country": city_id[:3].upper(),
        "category": "active",
        "status": "member",
        "joined_on": "2010",
        "state_capital": "false",
        "scheme": "joint",
        "provenance": "uploaded",
    } | cells


def due(city_id: str, fee_year: int, due_eur: object = None, **cells: object) -> dict[str, object]:
    """A row of `dues`."""
    return {"city_id": city_id, "fee_year": fee_year, "due_eur": due_eur, "provenance": "uploaded"} | cells


def receipt(
    city_id: str, fee_year: int, received_on: object, amount: object, **cells: object
) -> dict[str, object]:
    """A row of `receipts` in EUR; its id follows from what it is."""
    return {
        "receipt_id": f"{city_id}/{fee_year}/{received_on}/{amount}",
        "city_id": city_id,
        "fee_year": fee_year,
        "received_on": received_on,
        "amount": amount,
        "currency": "EUR",
        "channel": "bank",
        "provenance": "uploaded",
    } | cells


def stage(city_id: str, entered_on: object, name: str, seq: int = 1) -> dict[str, object]:
    """A row of `stage_history`."""
    return {"city_id": city_id, "entered_on": entered_on, "seq": seq, "stage": name, "provenance": "uploaded"}


def fee(period: tuple[int, int], income_level: str, amount_eur: object, **cells: object) -> dict[str, object]:
    """A row of `tariff`: a joint member that is no state capital, unless told otherwise."""
    return {
        "period_from": period[0],
        "period_to": period[1],
        "income_level": income_level,
        "state_capital": "false",
        "scheme": "joint",
        "amount_eur": amount_eur,
        "provenance": "public",
    } | cells


# A dataset as a folder of files, as a Dataset and as the books of the independent calculation


def write_folder(folder: Path, tables: Tables, **description: object) -> Path:
    """Write the tables as canonical CSV files with a dataset.toml. Answers the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {_toml(value)}\n" for name, value in description.items()]
    (folder / "dataset.toml").write_text("".join(lines), encoding="utf-8")
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def in_memory(tables: Tables, **description) -> Dataset:
    """The same as a Dataset, without files. AssertionError where the tables have an error."""
    grids = {
        name: pd.DataFrame(_as_text(name, rows), columns=TABLES[name].columns, dtype="str")
        for name, rows in tables.items()
    }
    typed, report = check_tables(grids, today=description["as_of"])
    assert not report.errors, report.errors
    return Dataset(
        tables=MappingProxyType(typed),
        as_of=description["as_of"],
        first_roll_on=description.get("first_roll_on", description["as_of"]),
        receipts_complete=_complete(description),
        version="in memory",
        title="in memory",
        report=report,
    )


def _complete(description) -> Mapping[int, date]:
    """The mark as `dataset.toml` has it: days by fee year, or years, then until the day of the data."""
    marks = from_values(description.get("receipts_complete", []), description["as_of"])
    assert marks is not None
    return marks


def books(tables: Tables, **description) -> Books:
    """The same for the independent calculation."""
    return Books(
        {name: _as_text(name, rows) for name, rows in tables.items()},
        as_of=description["as_of"],
        first_roll_on=description.get("first_roll_on", description["as_of"]),
        receipts_complete=description.get("receipts_complete", ()),
    )


def _as_text(name: str, rows: Iterable[dict[str, object]]) -> list[dict[str, str]]:
    blank = dict.fromkeys(TABLES[name].columns, "")
    return [blank | {key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(list(value)) if isinstance(value, (list, tuple, set, frozenset)) else f'"{value}"'


# By hand: every trap of docs/definitions.md

GRIDS = [
    fee((2021, 2023), "upper-middle", 8000),
    fee((2021, 2023), "high", 10000),
    fee((2024, 2026), "upper-middle", 8840),
    fee((2024, 2026), "high", 10400),
]
INVOICED = "2024-01-20"
TRAPS_DESCRIPTION = {
    "as_of": date(2024, 6, 30),
    "first_roll_on": date(2022, 1, 1),
    "receipts_complete": [2022, 2023, 2024],
}
_ASIA, _EUROPE = {"world_region": "Asia-Pacific"}, {"world_region": "Europe"}

TRAPS: Tables = {
    "members": [
        member("aaa-december", **_ASIA),
        member("aaa-two-years", **_ASIA),
        member("aaa-dollars", **_ASIA),
        member("aaa-yuan", **_ASIA),
        member("aaa-charge", **_ASIA),
        member("aaa-silent", **_ASIA),
        member("bbb-november", joined_on="2023-11-15", **_EUROPE),
        member("bbb-host", **_EUROPE),
        member("bbb-uclg", **_EUROPE),
        member("bbb-city", territory_of="bbb-metropolis", **_EUROPE),
        member("bbb-metropolis", **_EUROPE),
        member("bbb-suspended", status="suspended", **_EUROPE),
        member("bbb-refunded", **_EUROPE),
        member("bbb-overpaid", **_EUROPE),
        member("bbb-resigned", status="resigned", left_on="2024-05-31", **_EUROPE),
        member("xxx-nowhere", country=None),
    ],
    "dues": [
        due("bbb-metropolis", 2021, 9500, invoiced_on="2021-01-20"),
        due("bbb-suspended", 2022, 10000, invoiced_on="2022-01-20"),
        due("aaa-december", 2023, 8000),
        due("aaa-two-years", 2023, 8000),
        due("bbb-uclg", 2023, 10000),
        due("bbb-metropolis", 2023, 10000),
        due("aaa-december", 2024, 8840, invoiced_on="2023-11-20"),
        due("aaa-two-years", 2024, 8840, invoiced_on=INVOICED),
        due("aaa-dollars", 2024, 8840, invoiced_on=INVOICED),
        due("aaa-yuan", 2024, 8840),
        due("aaa-charge", 2024, 8840, invoiced_on=INVOICED),
        due("bbb-host", 2024, 10400, waived_eur=10400, waiver_reason="host of the Congress"),
        due("bbb-uclg", 2024, 10400, invoiced_on=INVOICED),
        due("bbb-city", 2024, 10400, discount_eur=2000, invoiced_on=INVOICED),
        due("bbb-metropolis", 2024, 10400, invoiced_on=INVOICED),
        due("bbb-suspended", 2024, 10400, invoiced_on=INVOICED),
        due("bbb-refunded", 2024, 10400, invoiced_on=INVOICED),
        due("bbb-overpaid", 2024, 10400),
        due("bbb-resigned", 2024, 10400, invoiced_on=INVOICED),
        due("xxx-nowhere", 2024, None, invoiced_on=INVOICED),
    ],
    "receipts": [
        receipt("bbb-uclg", 2023, "2023-03-01", 10000, channel="uclg"),
        receipt("bbb-metropolis", 2023, "2023-04-01", 9000),
        receipt("aaa-december", 2024, "2023-12-15", 8840),
        receipt("aaa-two-years", 2023, "2024-02-10", 8000),
        receipt("aaa-two-years", 2024, "2024-02-10", 8840),
        receipt("aaa-dollars", 2024, "2024-03-04", "9608.70", currency="USD", rate="0.92"),
        receipt("aaa-yuan", 2024, "2024-03-05", "67224.33", currency="CNY", rate="0.1315"),
        receipt("aaa-charge", 2024, "2024-03-06", 8815, bank_charge_eur=25),
        receipt("bbb-november", 2024, "2024-03-01", 10400),
        receipt("bbb-uclg", 2024, "2024-03-07", 10400, channel="uclg"),
        receipt("bbb-city", 2024, "2024-03-08", 8400),
        receipt("bbb-suspended", 2022, "2024-04-15", 10000),
        receipt("bbb-refunded", 2024, "2024-02-01", 10400),
        receipt("bbb-refunded", 2024, "2024-05-01", -10400),
        receipt("bbb-overpaid", 2024, "2024-03-09", 12000),
        receipt("bbb-resigned", 2024, "2024-02-01", 10400),
        receipt("xxx-nowhere", 2024, "2024-02-02", 3000),
    ],
    "prospects": [
        {"city_id": "aaa-prospect", "name": "Prospect", "stage": "intent_expressed", "provenance": "uploaded"}
    ],
    "stage_history": [
        stage("aaa-prospect", "2024-01-10", "identified"),
        stage("aaa-prospect", "2024-05-10", "intent_expressed"),
    ],
    "events": [
        {"event_id": "meeting", "name": "Meeting", "starts_on": "2024-05-10", "provenance": "uploaded"}
    ],
    "participation": [
        {
            "event_id": "meeting",
            "city_id": "aaa-prospect",
            "mode": "in_person",
            "delegates": 3,
            "provenance": "uploaded",
        }
    ],
    "followups": [
        {
            "followup_id": "f-1",
            "city_id": "aaa-prospect",
            "what": "Send the form",
            "due_on": "2024-06-29",
            "provenance": "uploaded",
        }
    ],
    "tariff": GRIDS,
    "income_levels": [
        {"country": "AAA", "fiscal_year": 2021, "income_level": "upper-middle", "provenance": "public"},
        {"country": "BBB", "fiscal_year": 2021, "income_level": "high", "provenance": "public"},
    ],
    "focus_groups": [
        {"group": group, "city_id": f"aaa-{city}", "provenance": "uploaded"}
        for group, cities in {
            "rivers": ["december", "two-years", "dollars", "yuan", "charge", "silent", "prospect"],
            "seekers": ["prospect"],
        }.items()
        for city in cities
    ],
}


# By lot: everything that a real dataset may hold, of any size


def generated(members: int, seed: int) -> Tables:
    """A dataset of so many members, the same for the same seed. Its day is GENERATED_DESCRIPTION's."""
    lot = random.Random(seed)  # noqa: S311  nothing secret is drawn
    cities = [f"{lot.choice(_COUNTRIES)[0].lower()}-{number:05d}" for number in range(members)]
    waiting = [f"aaa-w{number:04d}" for number in range(members // 10 + 2)]
    return {
        "members": [_drawn_member(city, lot) for city in cities],
        "dues": [row for city in cities for year in _YEARS for row in _drawn_dues(city, year, lot)],
        "receipts": [row for city in cities for year in _YEARS for row in _drawn_receipts(city, year, lot)],
        "prospects": [_drawn_prospect(city, lot) for city in waiting],
        "stage_history": [row for city in [*waiting, *cities[:20]] for row in _drawn_stages(city, lot)],
        "followups": [row for city in waiting for row in _drawn_followups(city, lot)],
        "tariff": _drawn_tariff(lot),
        "income_levels": [
            {"country": country, "fiscal_year": year, "income_level": level, "provenance": "public"}
            for country, by_year in _COUNTRIES
            for year, level in by_year.items()
        ],
        "focus_groups": [
            {"group": group, "city_id": city, "provenance": "uploaded"}
            for group in ("china", "few")
            for city in lot.sample(
                [*cities, *waiting], (members + len(waiting)) // (4 if group == "china" else 60)
            )
        ],
    }


GENERATED_DESCRIPTION = {
    "as_of": date(2024, 6, 30),
    "first_roll_on": date(2021, 6, 1),
    "receipts_complete": [2021, 2022, 2024],
}
_YEARS = (2021, 2022, 2023, 2024)
_COUNTRIES = [
    ("AAA", {2020: "upper-middle"}),
    ("BBB", {2020: "high"}),
    ("CCC", {2020: "lower-middle", 2023: "upper-middle"}),
    ("DDD", {2022: "low"}),
    ("EEE", {}),
]
_REGIONS = ["Africa", "Asia-Pacific", "Europe", "Latin America & Caribbean", None]
_PROVENANCES = ["uploaded", "uploaded", "uploaded", "illustrative", None]
_RATES = {"EUR": None, "USD": "0.9230", "CNY": "0.1315"}


def _drawn_member(city: str, lot: random.Random) -> dict[str, object]:
    status = lot.choices(["member", "suspended", "resigned", "cancelled"], [20, 2, 2, 1])[0]
    left = status in ("resigned", "cancelled") and lot.random() < 0.8
    return member(
        city,
        country=city[:3].upper() if lot.random() < 0.95 else None,
        world_region=lot.choice(_REGIONS),
        category=lot.choices(["active", "associate", "honorary"], [20, 2, 1])[0],
        status=status,
        joined_on=lot.choice([None, "1999", "2022", str(_drawn_day(lot)), "2015-03-01"]),
        left_on=lot.choice(["2023", str(_drawn_day(lot))]) if left else None,
        state_capital=lot.choice(["true", "false", None]),
        scheme=lot.choice(["joint", "joint", "exclusive", None]),
        provenance=lot.choice(_PROVENANCES),
    )


def _drawn_dues(city: str, year: int, lot: random.Random) -> list[dict[str, object]]:
    if lot.random() < 0.25:
        return []
    amount = lot.choice([8840, 10400, "3320.50", None])
    waived = lot.choices([None, amount, "1000.10"], [20, 1, 1])[0]
    invoiced = lot.choice([None, f"{year}-01-20", str(_drawn_day(lot))]) if year != 2022 else None
    discount = lot.choice([None, None, None, "250.25"])
    return [
        due(city, year, amount, waived_eur=waived, discount_eur=discount, invoiced_on=invoiced,
            provenance=lot.choice(_PROVENANCES))
    ]  # fmt: skip


def _drawn_receipts(city: str, year: int, lot: random.Random) -> list[dict[str, object]]:
    """Nothing, a full or a part payment, two part payments, one in foreign money, perhaps a refund."""
    if year == 2021 or lot.random() < 0.4:
        return []
    amounts = lot.choice([["8840"], ["8815"], ["8663.20"], ["8663.19"], ["10400.00"], ["12000"], ["0.01"],
                          ["4000.10", "4840.20"], ["3254.09"], ["9000.30", "-9000.30"],
                          ["100.10", "200.20", "-300.30"], ["5000", "-12.34"]])  # fmt: skip
    first = date(year - 1, 12, 1) + timedelta(days=lot.randrange(500))
    currency = lot.choices(["EUR", "USD", "CNY"], [6, 1, 1])[0]
    return [
        receipt(
            city,
            year,
            first + timedelta(days=20 * number),
            amount,
            receipt_id=f"{city}/{year}/{number}",
            currency=currency,
            rate=_RATES[currency],
            amount_eur=_some_eur(amount, currency, lot),
            bank_charge_eur=lot.choice([None, None, "25"]),
            channel=lot.choice(["bank", "uclg", None]),
            provenance=lot.choice(_PROVENANCES),
        )
        for number, amount in enumerate(amounts)
    ]


def _some_eur(amount: str, currency: str, lot: random.Random) -> str | None:
    """Left to the row's own rate now and then, unless that would end on half a cent."""
    exact = Decimal(amount) * Decimal(_RATES[currency] or 1)
    half_a_cent = (exact * 1000) % 10 in (5, -5)
    return str(round(exact, 2)) if half_a_cent or lot.random() < 0.5 else None


def _drawn_prospect(city: str, lot: random.Random) -> dict[str, object]:
    step = lot.random() < 0.3
    return {
        "city_id": city,
        "name": city,
        "stage": lot.choice(STAGES),
        "next_step": "Call" if step else None,
        "next_step_due": _drawn_day(lot) if step else None,
        "provenance": lot.choice(_PROVENANCES),
    }


def _drawn_stages(city: str, lot: random.Random) -> list[dict[str, object]]:
    """Some stays, two of them now and then on one day."""
    days = [_drawn_day(lot) for _ in range(lot.randrange(5))]
    days += days[:1] if lot.random() < 0.3 else []
    seen: dict[date, int] = {}
    rows = []
    for entered_on in days:
        seen[entered_on] = seen.get(entered_on, 0) + 1
        rows.append(stage(city, entered_on, lot.choice(STAGES), seen[entered_on]))
    return rows


def _drawn_followups(city: str, lot: random.Random) -> list[dict[str, object]]:
    return [
        {
            "followup_id": f"{city}/{number}",
            "city_id": city,
            "what": f"Step {number}",
            "due_on": lot.choice([None, _drawn_day(lot)]),
            "done_on": lot.choice([None, None, _drawn_day(lot)]),
            "provenance": lot.choice(_PROVENANCES),
        }
        for number in range(lot.randrange(3))
    ]


def _drawn_tariff(lot: random.Random) -> list[dict[str, object]]:
    levels = ("low", "lower-middle", "upper-middle", "high")
    return [
        fee(period, level, lot.randrange(1000, 20000), state_capital=capital, scheme=scheme)
        for period in ((2021, 2023), (2024, 2026))
        for level in levels[lot.randrange(2) :]
        for capital in ("true", "false")
        for scheme in ("joint", "exclusive")
    ]


def _drawn_day(lot: random.Random) -> date:
    return date(2021, 1, 1) + timedelta(days=lot.randrange(1400))
