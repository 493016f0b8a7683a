"""Grids of text → typed tables + Report. One row in, one row out; nothing is repaired in silence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from data.cleaning.canonical import (
    TRUTH,
    parse_booleans,
    parse_days,
    parse_decimals,
    parse_integers,
    parse_partial_dates,
)
from data.dataset import empty_table
from data.report import Issue, Report, Severity
from data.rules import check_plausibility, check_references
from data.schema import TABLES, Field, Table, precision_of

FIRST_ROW = 2  # the header is row 1 of the file
_PLAUSIBLE = ("members", "events", "receipts")  # tables whose dates are held against each other
_MANY = 50  # problems of one kind in one column that are listed one by one

_PARSERS: dict[str, tuple[Callable[[pd.Series], tuple[pd.Series, pd.Series]], str]] = {
    "date": (parse_days, "bad_date"),
    "year": (parse_integers, "bad_number"),
    "integer": (parse_integers, "bad_number"),
    "number": (parse_decimals, "bad_number"),
    "money": (parse_decimals, "bad_number"),
    "boolean": (parse_booleans, "bad_value"),
}


def check_tables(
    grids: Mapping[str, pd.DataFrame], today: date | None = None, unread: Collection[str] = ()
) -> tuple[dict[str, pd.DataFrame], Report]:
    """Type and check every table.

    grids: table → text cells with canonical column names, blank as ''. A missing table comes out empty.
    today: the as-of date; members who joined and receipts that arrived later get a warning.
    unread: sheets that are missing because they could not be read; nothing is said of references to them.

    Returns all tables of the schema and every issue found; the tables are complete even where there are
    errors (the bad cell is missing), so that all problems can be shown in one go.
    """
    tables: dict[str, pd.DataFrame] = {}
    issues: list[Issue] = []
    for name, table in TABLES.items():
        if name in grids:
            tables[name], found = _check_table(table, grids[name])
            issues += found
        else:
            tables[name] = empty_table(name)
    tables["receipts"], found = _convert_receipts(tables["receipts"])
    issues += found
    unread = {*unread, *(issue.sheet for issue in issues if issue.code == "missing_column")}
    issues += [issue for name in TABLES for issue in _check_across(TABLES[name], tables, today, unread)]
    return tables, Report(in_order(issues))


def _check_across(
    table: Table, tables: Mapping[str, pd.DataFrame], today: date | None, unread: Collection[str]
) -> Iterator[Issue]:
    """Rows that name a city or an event on no list (error), and implausible dates (warning)."""
    sheet, frame = f"{table.name}.csv", tables[table.name]
    unsure = {f.name for f in table.fields if any(f"{other}.csv" in unread for other in f.refers_to)}
    for breach in check_references(table, frame, tables):
        if breach.column not in unsure:
            cells = frame.loc[breach.rows, breach.column]
            yield from _at(sheet, breach.column, breach.code, cells, breach.facts)
    if table.name in _PLAUSIBLE:
        for breach in check_plausibility(table, frame, today):
            days = frame.loc[breach.rows, breach.column].dt.strftime("%Y-%m-%d")
            yield from _at(sheet, breach.column, breach.code, days, breach.facts, severity=breach.severity)


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """By sheet, row and column. After fifty of one kind in one column comes one that counts the rest."""
    kinds: dict[tuple[str, str | None, str], list[Issue]] = {}
    for issue in issues:
        kinds.setdefault((issue.sheet, issue.column, issue.code), []).append(issue)
    listed: list[Issue] = []
    for (sheet, column, code), found in kinds.items():
        listed += found[:_MANY]
        if len(found) > _MANY:
            facts: dict[str, object] = {"count": len(found) - _MANY, "of": code}
            listed.append(Issue(sheet, None, column, "and_more", found[0].severity, facts))
    return tuple(sorted(listed, key=_place))


def _place(issue: Issue) -> tuple[int, float, int]:
    """Where an issue stands: what concerns a whole sheet before its rows, what counts the rest after them."""
    sheets = [f"{name}.csv" for name in TABLES]
    if issue.sheet not in sheets:
        return -1, 0, 0
    sheet = sheets.index(issue.sheet)
    columns = TABLES[list(TABLES)[sheet]].columns
    column = columns.index(issue.column) if issue.column in columns else -1
    return sheet, float("inf") if issue.code == "and_more" else issue.row or 0, column


def _check_table(table: Table, grid: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    sheet = f"{table.name}.csv"
    grid = grid.set_axis(_told_apart(grid.columns), axis="columns")
    issues = [
        Issue(sheet, 1, header, "unmapped_column", "warning")
        for header in grid.columns
        if header not in table.columns
    ]
    columns: dict[str, pd.Series] = {}
    for field in table.fields:
        if field.name not in grid.columns:
            columns |= _missing_column(field, grid)
            if field.required:
                issues.append(Issue(sheet, 1, field.name, "missing_column"))
            continue
        text = grid[field.name].str.strip()
        typed, found = _check_column(field, text, sheet, is_key=field.name in table.key)
        columns |= typed
        issues += found
    frame = pd.DataFrame(columns, index=grid.index)[list(table.dtypes)].astype(table.dtypes)
    issues += _duplicate_keys(table, frame, sheet)
    # pandas cannot join what its text functions leave of a column without rows
    return frame.reset_index(drop=True) if len(frame) else empty_table(table.name), issues


def _missing_column(field: Field, grid: pd.DataFrame) -> dict[str, pd.Series]:
    """A column without any value, with its precision column if it has one."""
    blank = pd.Series("", index=grid.index, dtype="str")
    return _check_column(replace(field, required=False), blank, "", is_key=False)[0]


def _told_apart(headers: Iterable[object]) -> list[str]:
    """Headers without blanks around them; one that stands a second time gets a number, and so is unknown."""
    names = [str(header).strip() for header in headers]
    before = [names[:place].count(name) for place, name in enumerate(names)]
    return [f"{name}.{number}" if number else name for name, number in zip(names, before, strict=True)]


def _check_column(
    field: Field, text: pd.Series, sheet: str, *, is_key: bool
) -> tuple[dict[str, pd.Series], list[Issue]]:
    """Typed column (with its precision column, if any) and the issues of its cells."""
    if field.kind == "partial_date":
        values, precision, bad = parse_partial_dates(text)
        columns, code = {field.name: values, precision_of(field.name): precision}, "bad_date"
    elif field.kind in _PARSERS:
        parse, code = _PARSERS[field.kind]
        values, bad = parse(text)
        columns = {field.name: values}
    else:
        values, code = text.where(text != ""), "bad_value"
        bad = ~values.isin(field.codes) & values.notna() if field.codes else values.isna() & False
        columns = {field.name: values}
    expected = ", ".join(TRUTH if field.kind == "boolean" else field.codes)
    issues = list(_at(sheet, field.name, code, text[bad], {"expected": expected}))
    if field.required:
        missing_code = "missing_key" if is_key else "missing_required"
        issues += _at(sheet, field.name, missing_code, text[text == ""])
    if field.low is not None or field.high is not None:
        outside = _outside(values, field)
        facts = {
            "low": "−∞" if field.low is None else field.low,
            "high": "∞" if field.high is None else field.high,
        }
        issues += _at(sheet, field.name, "out_of_range", text[outside], facts)
    return columns, issues


def _outside(values: pd.Series, field: Field) -> pd.Series:
    low = -float("inf") if field.low is None else field.low
    high = float("inf") if field.high is None else field.high
    return values.notna() & ~values.between(low, high).fillna(value=False).astype(bool)


def _duplicate_keys(table: Table, frame: pd.DataFrame, sheet: str) -> list[Issue]:
    key = list(table.key)
    twice = frame.duplicated(key, keep="first") & frame[key].notna().all(axis=1)
    values = (
        frame.loc[twice, key].astype("str").agg(" · ".join, axis=1) if twice.any() else pd.Series(dtype="str")
    )
    return list(_at(sheet, key[0], "duplicate_key", values))


def _convert_receipts(receipts: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Fill amount_eur where it follows from the row itself. A conversion rate is never invented."""
    rate = receipts["rate"].where(receipts["currency"] != "EUR", 1.0)
    amount_eur = receipts["amount_eur"].fillna((receipts["amount"] * rate).round(2))
    no_rate = amount_eur.isna() & receipts["amount"].notna() & receipts["currency"].notna()
    issues = list(_at("receipts.csv", "amount_eur", "missing_rate", receipts.loc[no_rate, "currency"]))
    return receipts.assign(amount_eur=amount_eur), issues


def _at(  # noqa: PLR0913  what makes an issue
    sheet: str,
    column: str,
    code: str,
    cells: pd.Series,
    facts: Mapping[str, object] | None = None,
    *,
    severity: Severity = "error",
) -> Iterator[Issue]:
    """One issue a cell."""
    for row, value in cells.items():
        all_facts = {"value": value} | dict(facts or {})
        yield Issue(sheet, int(str(row)) + FIRST_ROW, column, code, severity, all_facts)
