"""Tables as docs/schema.md describes them, read as *Reading the files* in docs/definitions.md says."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
NAMES = (
    "members",
    "dues",
    "receipts",
    "prospects",
    "stage_history",
    "events",
    "participation",
    "networks",
    "tariff",
    "income_levels",
    "focus_groups",
)
CENT = Decimal("0.01")


@dataclass
class Tables:
    """All rows of a folder, and the dates of its dataset.toml."""

    rows: dict[str, list[Row]]
    as_of: date
    first_roll_on: date
    complete: dict[int, date]


def read(folder: Path) -> Tables:
    """A folder of data; a missing file is an empty table."""
    facts = tomllib.loads((folder / "dataset.toml").read_text(encoding="utf-8"))
    rows = {name: _rows(folder / f"{name}.csv") for name in NAMES}
    declared = facts.get("receipts_complete", {})
    if isinstance(declared, list):
        declared = {str(year): facts["as_of"] for year in declared}
    complete = {int(year): until for year, until in declared.items()}
    return Tables(rows, facts["as_of"], facts.get("first_roll_on", facts["as_of"]), complete)


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str | None) -> date | None:
    """*Dates*: a date of which only the year is known counts from 1 January."""
    if not text:
        return None
    return date.fromisoformat(text if "-" in text else f"{text}-01-01")


def money(text: str | None) -> Fraction | None:
    """Money or any other number; a blank is unknown."""
    return Fraction(text) if text else None


def euros(receipt: Row) -> Fraction:
    """*Currencies*: amount_eur, otherwise amount × rate to the cent, half to even, or amount in EUR."""
    if receipt.get("amount_eur"):
        return Fraction(receipt["amount_eur"])
    if receipt["currency"] == "EUR":
        return Fraction(receipt["amount"])
    product = Decimal(receipt["amount"]) * Decimal(receipt["rate"])
    return Fraction(product.quantize(CENT, rounding=ROUND_HALF_EVEN))


def invented(row: Row | None) -> bool:
    """*Illustrative*: the row is invented."""
    return row is not None and row.get("provenance") == "illustrative"
