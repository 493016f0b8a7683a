"""Uploads drawn by lot, with what a plain reading of them makes of the tables.

A roll and payments; then a file with joins, leavers, renamed cities, duplicates and corrections. What follows
from the file is worked out here with dicts of text, by docs/uploads.md: a file changes what it mentions;
a blank says nothing unless the list is whole; of two rows with the same key the first holds.
"""

import csv
import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.support.datasets import Tables, due, member, receipt
from tests.support.uploads import book, text

_REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
AS_OF = dt.date(2024, 6, 30)
DESCRIPTION = {"as_of": AS_OF, "first_roll_on": dt.date(2022, 1, 1), "receipts_complete": [2023]}
_JOINED = [None, "2001", "2023", "2010-05-01", "2023-11-15", "2024-06-30", "2024-07-01"]
_LEFT = ["2023-12-31", "2024-06-30", "2024-07-01", "2024"]
_WORDS = {  # headings of the two sheets, and words for codes, by language
    "en": (
        ["City", "Country", "Category", "Status", "Joined on", "Left on"],
        ["Payment number", "City", "Fee year", "Amount received", "Currency", "Received on"],
        {"active": "full member", "associate": "associate", "member": "member", "suspended": "suspended",
         "resigned": "resigned", "cancelled": "cancelled"},
    ),
    "zh": (
        ["城市", "国家", "会员类别", "状态", "加入日期", "退出日期"],
        ["付款编号", "城市", "会费年度", "实收金额", "币种", "收款日期"],
        {"active": "正式会员", "associate": "准会员", "member": "会员", "suspended": "暂停",
         "resigned": "退会", "cancelled": "除名"},
    ),
    "fr": (
        ["Ville", "Pays", "Catégorie", "Statut", "Date d'adhésion", "Date de départ"],
        ["Numéro de paiement", "Ville", "Année de cotisation", "Montant reçu", "Devise", "Reçu le"],
        {"active": "membre actif", "associate": "membre associé", "member": "membre", "suspended": "suspendu",
         "resigned": "démissionnaire", "cancelled": "radié"},
    ),
    "es": (
        ["Ciudad", "País", "Categoría", "Estado", "Fecha de ingreso", "Fecha de salida"],
        ["Número de pago", "Ciudad", "Año de la cuota", "Importe recibido", "Moneda", "Recibido el"],
        {"active": "miembro activo", "associate": "asociado", "member": "miembro", "suspended": "suspendido",
         "resigned": "baja", "cancelled": "anulado"},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class GeneratedUpload:
    """before, after: tables as rows of text. file, content: what is uploaded. whole: tables that the file
    holds in full. done: how often each kind of change is in it; held: rows that repeat a key."""

    before: Tables
    after: Tables
    file: str
    content: bytes
    whole: frozenset[str]
    done: dict[str, int]
    held: int


def generated_upload(seed: int) -> GeneratedUpload:
    """The same for the same seed."""
    lot = random.Random(seed)  # noqa: S311  nothing secret is drawn
    names = _names()
    pool = lot.sample(sorted(names), 36)
    before = _before(pool[:26], pool, lot)
    whole = lot.random() < 0.3
    language = lot.choice(list(_WORDS))
    done: defaultdict[str, int] = defaultdict(int)
    rows, after = _changed_roll(before, pool, names, lot, done, whole=whole)
    payments, receipts = _changed_payments(before, sorted(after), names, lot, done)
    heads, of_payments, words = _WORDS[language]
    roll = [heads, *([name, country, *_told([category, status], words), *map(_cell, days)]
                     for name, country, category, status, *days in rows)]  # fmt: skip
    fees = [of_payments, *([*cells, _cell(day)] for *cells, day in payments)]
    if lot.random() < 0.25:
        file, content = "members.csv", text(roll, lot.choice(",;"))
        receipts = {row["receipt_id"]: row for row in before["receipts"]}
        done = defaultdict(int, {kind: n for kind, n in done.items() if "payment" not in kind})
    else:
        file, content = "update.xlsx", book({"Members": roll, "Payments": fees})
    tables = {**before, "members": list(after.values()), "receipts": list(receipts.values())}
    held = done["duplicate"] + done["duplicate payment"]
    return GeneratedUpload(
        before, tables, file, content, frozenset({"members"} if whole else ()), dict(done), held
    )


def _before(roll: list[str], pool: list[str], lot: random.Random) -> Tables:
    members = [
        member(
            city,
            category=lot.choice(["active", "active", "active", "associate", None]),
            status=(status := lot.choices(["member", "suspended", "resigned"], [12, 1, 2])[0]),
            joined_on=lot.choice(_JOINED),
            left_on=lot.choice([None, *_LEFT]) if status == "resigned" else None,
        )
        for city in roll
    ]
    dues = [due(city, year, 8840) for city in roll for year in (2023, 2024) if lot.random() < 0.6]
    receipts = [
        receipt(city, year, _day(lot, year), lot.choice([8840, 4000, "0.01"]), receipt_id=f"P-{city}-{year}")
        for city in roll
        for year in (2023, 2024)
        if lot.random() < 0.6
    ]
    group = [{"group": "china", "city_id": city} for city in lot.sample(pool, 14)]
    return {"members": members, "dues": dues, "receipts": receipts, "focus_groups": group}


def _changed_roll(before, pool, names, lot, done, *, whole):
    """Rows of the file as (name, country, category, status, joined, left), and the roll after it."""
    roll = {row["city_id"]: dict(row) for row in before["members"]}
    mentioned = [city for city in roll if lot.random() < (0.85 if whole else 0.4)]
    joining = [city for city in pool if city not in roll and lot.random() < 0.4]
    rows, after = [], {} if whole else dict(roll)
    for city in lot.sample([*mentioned, *joining], len(mentioned) + len(joining)):
        row = _row(roll.get(city), lot, done)
        name = lot.choice(names[city])
        done["renamed"] += name != names[city][0]
        rows.append((name, city[:3].upper(), *row))
        said = dict(zip(("category", "status", "joined_on", "left_on"), row, strict=True))
        known = roll.get(city, member(city, scheme=None, state_capital=None, category=None, joined_on=None))
        after[city] = known | (said if whole else {key: value for key, value in said.items() if value})
        if lot.random() < 0.12:
            done["duplicate"] += 1
            rows.append((lot.choice(names[city]), city[:3].upper(), None, "cancelled", None, "2020-01-01"))
    done["removed"] += len(set(roll) - set(after))
    return rows, after


def _row(known, lot, done):
    """category, status, joined, left of one row: a join, a leaver, a correction, or the same again."""
    if known is None:
        done["join"] += 1
        return lot.choice(["active", "associate", None]), "member", lot.choice(_JOINED), None
    kind = lot.choice(["leaver", "correction", "same"])
    done[kind] += 1
    if kind == "leaver":
        return None, lot.choice(["resigned", "cancelled"]), None, lot.choice([None, *_LEFT])
    if kind == "correction":
        return (
            lot.choice(["active", "associate"]),
            lot.choice(["member", "suspended"]),
            lot.choice(_JOINED),
            None,
        )
    return known["category"], known["status"], known["joined_on"], known["left_on"]


def _changed_payments(before, roll, names, lot, done):
    """Rows of the file as cells, and receipts by number after it."""
    receipts = {row["receipt_id"]: dict(row) for row in before["receipts"]}
    payments = []
    for city in roll:
        for year in (2023, 2024):
            number = f"P-{city}-{year}"
            if lot.random() > 0.2:
                continue
            done["payment"] += number not in receipts
            done["corrected payment"] += number in receipts
            day, amount = _day(lot, year), lot.choice([8840, 250])
            payments.append((number, lot.choice(names[city]), year, amount, "EUR", day))
            receipts[number] = receipt(city, year, day, amount, receipt_id=number)
            if lot.random() < 0.1:
                done["duplicate payment"] += 1
                payments.append((number, names[city][0], year, 1, "EUR", day))
    return payments, receipts


def _day(lot: random.Random, year: int) -> str:
    return str(dt.date(year - 1, 12, 1) + dt.timedelta(days=lot.randrange(400)))


def _told(codes, words):
    return [words.get(code, code) for code in codes]


def _cell(day):
    """A cell of a date: a real date, a year as a number, blank."""
    if day is None:
        return None
    return int(day) if len(day) == 4 else dt.date.fromisoformat(day)


def _names() -> dict[str, list[str]]:
    """city_id → ways to write its name, the English one first, of cities with several."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with (_REFERENCE / "cities.csv").open(encoding="utf-8", newline="") as file:
        cities = {row["city_id"]: row["name"] for row in csv.DictReader(file)}
    with (_REFERENCE / "namesakes.csv").open(encoding="utf-8", newline="") as file:
        elsewhere = {row["city_id"] for row in csv.DictReader(file)}
    with (_REFERENCE / "aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["city_id"]].append(row["alias"])
    return {
        city: [cities[city], *names]
        for city, names in found.items()
        if len(names) >= 4 and city not in elsewhere and city[:3] not in {"hkg", "mac"}
    }
