"""What the association has to offer (data/reference/offers.csv)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

_FILE = Path(__file__).parent / "reference" / "offers.csv"


@cache
def reference_offers() -> pd.DataFrame:
    """One row an offer: offer_id, kind, title, topics and needs (tuples of codes), asks (what it asks of a
    city; missing where nobody said), source, provenance."""
    rows = pd.read_csv(_FILE, dtype="str", keep_default_na=False, na_values=[""])
    lists = {name: rows[name].fillna("").map(_codes) for name in ("topics", "needs")}
    return rows.assign(**lists)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
