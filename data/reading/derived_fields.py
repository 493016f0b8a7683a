"""Fields derived from the rest of the record: currency, EUR amounts, ids, order, defaults.

Everything that is filled in here is counted and reported. A conversion rate is never invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from data.cleaning.spelling import match_key
from data.keys import key_index, positions
from data.reading.choices import Choices
from data.reading.column_mapping import MappedColumn
from data.reading.column_values import read_column
from data.reading.conversion import ColumnHints
from data.reading.grid import TEXT, Column, Grid
from data.reading.headers import parse_header
from data.reading.records import Records
from data.reading.vocabulary import fields_of

_EUR_FIELDS = {
    "dues": ("due_eur", "discount_eur", "waived_eur"),
    "receipts": ("amount_eur", "bank_charge_eur"),
    "tariff": ("amount_eur",),
}
_OLDEST_RATE = pd.Timedelta(days=31)


def derive_fields(
    records: Records, grid: Grid, tables: Mapping[str, pd.DataFrame], choices: Choices, *, year: int | None
) -> None:
    """Fill in what follows.

    tables: the current data with what the upload brought so far. year: from the sheet's name or title.
    """
    _author_said(records, grid, choices)
    if records.table in {"dues", "receipts"} and "fee_year" not in records.stated and year is not None:
        _fill(records, "fee_year", pd.Series(year, index=records.frame.index), "year_from_title", year=year)
    _refuse_foreign_money(records)
    if records.table == "receipts":
        _drop_unpaid(records)
        _receipts(records, tables["rates"])
        _receipt_ids(records, tables["receipts"])
    if records.table == "members":
        _fill_default(records, "status", "member")
        _describe_new(records, tables["members"])
    if records.table == "prospects":
        _fill_default(records, "stage", "identified")
        _describe_new(records, tables["prospects"])
    if records.table == "stage_history":
        _order(records)
    if records.table == "followups":
        _followup_ids(records, tables["followups"])
    if records.table == "events":
        _event_ids(records, tables["events"])


def _author_said(records: Records, grid: Grid, choices: Choices) -> None:
    """One value for all rows of a field that no column has, as the author gave it."""
    for (file, sheet, name), text in choices.filled.items():
        table, _, field_name = name.partition(".")
        if (file, sheet, table) != (grid.file, grid.sheet, records.table) or field_name not in records.frame:
            continue
        cell = Column(np.array([TEXT], dtype=np.uint8), np.array([np.nan]), pa.array([text]))
        mapped = MappedColumn(0, name, parse_header(name), fields_of(table)[field_name], "chosen")
        converted = read_column(
            Grid(file, sheet, (cell,)), table, mapped, np.array([0]), ColumnHints(order="day", mark=".")
        )
        values = pd.Series(
            [converted.values.iloc[0]] * len(records.frame), dtype=records.frame[field_name].dtype
        )
        _fill(records, field_name, values, "filled_by_author", value=text)


def _describe_new(records: Records, current: pd.DataFrame) -> None:
    """Names and country: of cities that the table has already as they stand there, of new ones from the list
    of cities, which is counted."""
    ids = records.frame["city_id"]
    at = positions(key_index(records.frame, ("city_id",)), key_index(current, ("city_id",)))
    for field in ("name", "name_zh", "country"):
        frame = records.frame
        standing = _at(current[field], at, frame.index)
        records.frame = frame.assign(**{field: frame[field].fillna(standing)})
        known = {city_id: getattr(city, field) or None for city_id, city in records.cities.items()}
        values = ids.map(known, na_action="ignore").where(at < 0).astype("str")
        _fill(records, field, values, "filled_from_reference")


def _fill(records: Records, field: str, values: pd.Series, code: str, **facts: object) -> None:
    """Put values where the field is blank, and count them."""
    frame = records.frame
    blank = frame[field].isna() & values.notna()
    filled = frame[field].where(~blank, values.astype(frame[field].dtype))
    records.frame = frame.assign(**{field: filled})
    records.count(code, field, blank.to_numpy(), **facts)
    records.stated.add(field)


def _fill_default(records: Records, field: str, value: str) -> None:
    """A list of members is of members, a list of prospects is of identified ones: if no column says else."""
    if field not in records.stated:
        _fill(records, field, pd.Series(value, index=records.frame.index), "assumed", value=value)


def _refuse_foreign_money(records: Records) -> None:
    """Columns in EUR whose cells or header name another currency: without a rate they say nothing."""
    for field in _EUR_FIELDS.get(records.table, ()):
        header, beside = records.money.get(field), records.currencies.get(field)
        usual = (header.currency if header else None) or "EUR"
        if beside is None and usual == "EUR":
            continue
        filled = records.frame[field].notna().to_numpy()
        signs = pd.Series(beside, index=records.frame.index, dtype="str").fillna(usual)
        for currency in sorted(set(signs[filled]) - {"EUR"}):
            here = filled & (signs == currency).to_numpy(dtype=bool)
            records.find("missing_rate", field, here, value=currency)


def _drop_unpaid(records: Records) -> None:
    """Where a row holds what is due as well, a payment of 0 is no payment."""
    if records.is_unfolded and "amount" in records.stated:
        records.keep((records.frame["amount"] != 0).to_numpy())


def _receipts(records: Records, rates: pd.DataFrame) -> None:
    frame = records.frame
    if "amount" not in records.stated and "amount_eur" in records.stated:
        records.frame = frame.assign(amount=frame["amount_eur"], currency="EUR")
        records.stated |= {"amount", "currency"}
    _currency(records)
    _rate(records, rates)
    frame = records.frame
    rate = frame["rate"].where(frame["currency"] != "EUR", 1.0)
    in_eur = (frame["amount"] * rate).round(2)
    known = frame["amount"].notna() & frame["currency"].notna()
    lacking = known & frame["amount_eur"].isna() & in_eur.isna()
    for currency in sorted(frame.loc[lacking, "currency"].unique()):
        here = lacking & (frame["currency"] == currency)
        records.find("missing_rate", "amount_eur", here.to_numpy(), value=currency)
    apart = (frame["amount_eur"] - in_eur).abs() > 0.01 * in_eur.abs() + 0.02
    records.find("implausible", "amount_eur", apart.to_numpy(), "warning", other="rate")
    is_foreign = frame["amount_eur"].isna() & in_eur.notna() & (frame["currency"] != "EUR")
    records.count("converted", "amount", is_foreign.to_numpy(dtype=bool))
    records.frame = frame.assign(amount_eur=frame["amount_eur"].fillna(in_eur))


def _currency(records: Records) -> None:
    """The currency column, else the sign beside the amount, else the header's, else EUR, which is counted.

    In a column where some amounts carry a foreign sign, one without a sign is not taken for EUR.
    """
    frame = records.frame
    beside = records.currencies.get("amount")
    if beside is not None:
        signs = pd.Series(beside, index=frame.index, dtype="str")
        conflict = frame["currency"].notna() & signs.notna() & (frame["currency"] != signs)
        records.find("bad_value", "currency", conflict.to_numpy(), why="currency", expected="")
        records.frame = frame = frame.assign(currency=frame["currency"].fillna(signs))
    header = records.money.get("amount")
    if header is not None and header.currency:
        _fill(records, "currency", pd.Series(header.currency, index=frame.index), "currency_of_header")
    elif "currency" not in records.stated and set(frame["currency"].dropna()) <= {"EUR"}:
        has_amount = frame["amount"].notna()
        euro = pd.Series("EUR", index=frame.index, dtype="str").where(has_amount)
        _fill(records, "currency", euro, "currency_assumed")
    records.stated.add("currency")


def _rate(records: Records, rates: pd.DataFrame) -> None:
    """A rate of the rate table, at most a month old on the day; invented rates of the sample do not count."""
    frame = records.frame
    real = rates[rates["provenance"] != "illustrative"].dropna(subset=["currency", "on", "eur_per_unit"])
    lacking = frame["rate"].isna() & frame["amount_eur"].isna() & (frame["currency"] != "EUR")
    wanted = frame.loc[lacking & frame["currency"].notna() & frame["received_on"].notna()]
    if real.empty or wanted.empty:
        return
    left = wanted[["currency", "received_on"]].reset_index().sort_values("received_on")
    right = real[["currency", "on", "eur_per_unit"]].sort_values("on")
    found = pd.merge_asof(
        left, right, left_on="received_on", right_on="on", by="currency", tolerance=_OLDEST_RATE
    ).set_index("index")["eur_per_unit"]
    _fill(records, "rate", found.reindex(frame.index), "rate_from_table")


def _receipt_ids(records: Records, current: pd.DataFrame) -> None:
    """The id of the same payment where it is on record, else one of city, fee year and day."""
    frame = records.frame
    if frame["receipt_id"].notna().all():
        return
    same = ("city_id", "fee_year", "received_on", "amount", "currency")
    blank = frame["receipt_id"].isna().to_numpy()
    lacking = frame.loc[blank]
    ids = _at(
        current["receipt_id"], positions(_numbered(lacking, same), _numbered(current, same)), lacking.index
    )
    day = lacking["received_on"].dt.strftime("%Y-%m-%d")
    base = lacking["city_id"] + "-" + lacking["fee_year"].astype("str") + "-" + day
    order = base.groupby(base).cumcount()
    generated = base.where(order == 0, base + "-" + (order + 1).astype("str"))
    _fill(records, "receipt_id", ids.fillna(generated).reindex(frame.index), "ids_made")


def _numbered(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Index:
    """A key for rows that are alike in some columns; the second of two twins is not the first."""
    keys = pd.Series(key_index(frame, columns))
    return pd.Index(keys + "\x1f" + keys.groupby(keys).cumcount().astype("str"))


def _order(records: Records) -> None:
    """1, 2, … for several stages of a city on one day, in the order of the sheet."""
    frame = records.frame
    order = frame.groupby(["city_id", "entered_on"], dropna=False).cumcount() + 1
    _fill(records, "seq", order.astype("Int64"), "ids_made")


def _followup_ids(records: Records, current: pd.DataFrame) -> None:
    frame = records.frame
    words = (
        frame["what"]
        .map(lambda text: hashlib.sha256(match_key(text).encode()).hexdigest()[:8], na_action="ignore")
        .astype("str")
    )
    known = _same_as(frame, current, ("city_id", "what"), "followup_id")
    _fill(
        records, "followup_id", known.fillna("f-" + frame["city_id"].str.slice(4) + "-" + words), "ids_made"
    )


def _event_ids(records: Records, current: pd.DataFrame) -> None:
    frame = records.frame
    known = _same_as(frame, current, ("name",), "event_id")
    words = frame["name"].str.lower().str.replace(r"[^\w]+", "-", regex=True).str.strip("-").str.slice(0, 60)
    year = frame["starts_on"].dt.strftime("-%Y").fillna("")
    generated = words + year
    of_another = generated.isin(current["event_id"]) & known.isna()
    _fill(records, "event_id", known.fillna(generated.where(~of_another, generated + "-2")), "ids_made")


def _same_as(frame: pd.DataFrame, current: pd.DataFrame, columns: tuple[str, ...], wanted: str) -> pd.Series:
    """The id that the current data have for the same texts; missing where they have none."""
    at = positions(_match_keys(frame, columns), _match_keys(current, columns))
    return _at(current[wanted], at, frame.index)


def _at(values: pd.Series, places: np.ndarray, index: pd.Index) -> pd.Series:
    """The values at some places, missing where the place is -1."""
    known = values.reset_index(drop=True).reindex(pd.Index(np.where(places < 0, len(values), places)))
    return pd.Series(known.array, index=index, dtype="str")


def _match_keys(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Index:
    plain = {name: frame[name].map(match_key, na_action="ignore").astype("str") for name in columns}
    return key_index(pd.DataFrame(plain, index=frame.index), columns)
