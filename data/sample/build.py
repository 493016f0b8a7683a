"""Writes the tables of the default dataset: `python -m data.sample.build`. Same input, same bytes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.sample.fees import RATES, build_dues, build_receipts, invoiced_before_paid
from data.sample.membership import build_members, recent_joiners
from data.sample.relations import (
    build_events,
    build_focus_groups,
    build_followups,
    build_networks,
    build_participation,
    build_prospects,
    build_stage_history,
    build_topics,
)
from data.schema import TABLES

SAMPLE = Path(__file__).parent
REFERENCE = SAMPLE.parent / "reference"
# Income levels that price illustrative members only; levels of the others are in data/reference.
_ASSUMED_LEVELS = {
    "AGO": "lower-middle",
    "AUS": "high",
    "BGD": "lower-middle",
    "COD": "low",
    "IRQ": "upper-middle",
    "KEN": "lower-middle",
    "MMR": "lower-middle",
    "NGA": "lower-middle",
    "PAK": "lower-middle",
    "PER": "upper-middle",
    "PHL": "lower-middle",
    "SAU": "high",
    "SGP": "high",
    "TZA": "lower-middle",
    "VNM": "lower-middle",
}


def build_tables() -> dict[str, pd.DataFrame]:
    """Every table of the default dataset, cells as they are written."""
    cities = _read(REFERENCE / "cities.csv")
    members = build_members(cities)
    income = _income_levels(members)
    tariff = _read(REFERENCE / "tariff.csv")
    dues = build_dues(members, tariff, income)
    receipts = build_receipts(members, dues)
    chinese = members.loc[members["country"] == "CHN", "city_id"].tolist()
    joined = recent_joiners(members)
    prospects = build_prospects(cities)
    return {
        "members": members,
        "dues": invoiced_before_paid(dues, receipts),
        "receipts": receipts,
        "prospects": prospects,
        "stage_history": build_stage_history(joined),
        "events": build_events(),
        "participation": build_participation(cities),
        "networks": build_networks(cities, [*chinese, *prospects["city_id"]]),
        "topics": build_topics(),
        "followups": build_followups(),
        "tariff": tariff,
        "income_levels": income,
        "rates": _rates(),
        "focus_groups": build_focus_groups(chinese),
    }


def write_tables(folder: Path) -> None:
    """Write each table as UTF-8 CSV with the columns of the schema, in a fixed order of rows."""
    for name, table in build_tables().items():
        rows = table.reindex(columns=TABLES[name].columns).sort_values(list(TABLES[name].key))
        rows.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", float_format="%.10g")


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def _income_levels(members: pd.DataFrame) -> pd.DataFrame:
    public = _read(REFERENCE / "income_levels.csv")
    needed = sorted(set(members["country"]) - set(public["country"]))
    assumed = pd.DataFrame(
        {
            "country": needed,
            "fiscal_year": "2023",
            "income_level": [_ASSUMED_LEVELS[country] for country in needed],
            "source": "assumed for the sample, prices illustrative members only",
            "provenance": "illustrative",
        }
    )
    return pd.concat([public, assumed], ignore_index=True)


def _rates() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "currency": list(RATES),
            "on": "2023-03-31",
            "eur_per_unit": list(RATES.values()),
            "source": "invented for the sample",
            "provenance": "illustrative",
        }
    )


if __name__ == "__main__":
    write_tables(SAMPLE)
    print(f"wrote {len(TABLES)} tables to {SAMPLE.name}/")
