"""What one member owed and paid, year by year, as known at a date."""

from __future__ import annotations

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.dates import receipts_by
from analysis.core.definitions import paid_in_full
from analysis.core.frames import first_match
from analysis.core.ledger import Ledger
from data.dataset import Dataset

FEE_STATES = ("paid", "part", "some", "not_paid", "waived", "unknown")


def fee_history(dataset: Dataset, ledger: Ledger, basis: Basis, city_id: str) -> pd.DataFrame:
    """One row a fee year on record up to that of the basis, oldest first; none for who is on no roll.

    Columns: fee_year; fee_state (one of FEE_STATES: 'paid' in full as docs/definitions.md has it, 'part' of a
    known fee, 'some' of a fee that is not known, 'unknown' where nothing tells); due_eur (missing where
    unknown) and due_from ('file', 'grid', or missing); invoiced_on; received_eur (missing, not 0, where it is
    unknown whether anything came); received_on (of the last receipt); waived_eur (missing where no waiver is
    recorded); receipts (their number); illustrative. Years before the city joined are left out where nothing
    is recorded for them.
    """
    if city_id not in ledger.cities:
        return _empty()
    at = ledger.cities.get_loc(city_id)
    years = [year for year in ledger.recorded_years if year <= (basis.fee_year or basis.as_of.year)]
    column = [ledger.column(year) for year in years]
    rows = pd.DataFrame(
        {
            "fee_year": pd.array(years, dtype="Int64"),
            "due_eur": ledger.due_eur[at, column],
            "in_file": ledger.fee_in_file[at, column],
            "invoiced_on": ledger.invoiced_on[at, column],
            "received_eur": ledger.received_eur[at, column],
            "waived_eur": ledger.waived_eur[at, column],
            "receipts": ledger.receipts[at, column],
            "illustrative": ledger.illustrative[at, column],
            "full": paid_in_full(ledger)[at, column],
            "recorded": ledger.recorded[at, column],
            "complete": ledger.is_complete[column],
        }
    )
    states = _states(rows)
    known = (states == "not_paid") | (rows["receipts"] > 0)
    rows = rows.assign(
        fee_state=states,
        due_from=_sources(rows),
        received_on=_last_receipts(dataset, basis, city_id, years),
        received_eur=rows["received_eur"].where(known),
        waived_eur=rows["waived_eur"].where(rows["waived_eur"] > 0),
    )
    joined = dataset.table("members").iloc[at]["joined_on"]
    touched = rows["recorded"] | (rows["receipts"] > 0)
    inside = touched | pd.isna(joined) | (rows["fee_year"] >= (0 if pd.isna(joined) else joined.year))
    return rows.loc[inside.astype(bool), list(_COLUMNS)].reset_index(drop=True)


_COLUMNS = {
    "fee_year": "Int64",
    "fee_state": "str",
    "due_eur": "float64",
    "due_from": "str",
    "invoiced_on": "datetime64[s]",
    "received_eur": "float64",
    "received_on": "datetime64[s]",
    "waived_eur": "float64",
    "receipts": "int64",
    "illustrative": "bool",
}


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in _COLUMNS.items()})


def _sources(rows: pd.DataFrame) -> pd.Series:
    cases = {"file": rows["in_file"], "grid": rows["due_eur"].notna()}
    return first_match(cases, "", rows.index).replace("", pd.NA).astype("str")


def _states(rows: pd.DataFrame) -> pd.Series:
    """The first state that fits."""
    came = rows["received_eur"] > 0
    cases = {
        "waived": (rows["due_eur"] == 0) & (rows["waived_eur"] > 0),
        "paid": rows["full"],
        "part": came & rows["due_eur"].notna(),
        "some": came,
        "not_paid": rows["complete"],
    }
    return first_match(cases, "unknown", rows.index)


def _last_receipts(dataset: Dataset, basis: Basis, city_id: str, years: list[int]) -> pd.Series:
    rows = receipts_by(dataset, basis.as_of)
    last = rows[rows["city_id"] == city_id].groupby("fee_year")["received_on"].max()
    return last.reindex(pd.Index(years, dtype="Int64")).reset_index(drop=True)
