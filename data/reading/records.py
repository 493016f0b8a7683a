"""The rows of a block as records of one table: columns read, years unfolded, cities resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from data.cleaning.city_names import City, CityNames
from data.reading.choices import Choices, Layout
from data.reading.column_cities import CityColumn, read_cities
from data.reading.column_mapping import ColumnMapping, MappedColumn
from data.reading.column_values import column_hints, read_column
from data.reading.conversion import Conversion, Converted, Fault, OpenQuestion
from data.reading.grid import BLANK, Grid
from data.reading.headers import ParsedHeader
from data.reading.heading_meaning import Constants
from data.report import Severity
from data.schema import UPLOADED, precision_of

# a row has a record of these tables only if one of these fields is filled in: other rows say nothing of them
_OWN_FIELDS = {
    "dues": ("due_eur", "discount_eur", "waived_eur", "invoiced_on"),
    "receipts": ("amount", "amount_eur"),
    "contacts": ("person", "address"),
}


@dataclass(frozen=True)
class Finding:
    """Something about some records. column: header as in the file, or the field's name where no column has
    it. records: positions in the frame. severity: an error holds the rows. place: column of the sheet, from
    0, where no heading names it; then `column` is its letter."""

    code: str
    column: str
    records: np.ndarray
    severity: Severity = "error"
    facts: dict[str, object] = field(default_factory=dict)
    place: int | None = None


@dataclass
class Records:
    """Records of one table, still being worked on.

    frame: a column a field of the schema, typed. rows: row of the sheet (from 0) of each record. stated:
    fields that the file speaks of. silent: rows of the sheet without a record of this table. passed_over: row
    → the code that says why its record was dropped. headers: field → header. money: field → its header taken
    apart. cities: what is known of the cities named. currencies: of the amounts of a field, where a sign
    stood beside them. is_unfolded: a row may hold several records, or records of several tables.
    """

    table: str
    frame: pd.DataFrame
    rows: np.ndarray
    stated: set[str]
    silent: np.ndarray
    headers: dict[str, str]
    money: dict[str, ParsedHeader]
    cities: dict[str, City]
    currencies: dict[str, np.ndarray]
    is_unfolded: bool
    passed_over: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    conversions: list[tuple[str, Conversion]] = field(default_factory=list)
    asked: list[tuple[str, OpenQuestion]] = field(default_factory=list)

    def held(self, field_name: str | None = None) -> np.ndarray:
        """Mask of the records with an error, in one field where it is named."""
        column = None if field_name is None else self.headers.get(field_name, field_name)
        mask = np.zeros(len(self.frame), dtype=bool)
        for finding in self.findings:
            if finding.severity == "error" and column in (None, finding.column):
                mask[finding.records] = True
        return mask

    def find(
        self, code: str, field_name: str, mask: np.ndarray, severity: Severity = "error", **facts: object
    ) -> None:
        """Note something about the records of a mask."""
        records = np.flatnonzero(mask)
        if len(records):
            column = self.headers.get(field_name, field_name)
            self.findings.append(Finding(code, column, records, severity, facts))

    def keep(self, mask: np.ndarray, reason: str = "nothing_stated") -> None:
        """Drop the records outside a mask; a row that has no record left is silent, for this reason."""
        place = np.cumsum(mask) - 1
        rows = self.rows
        self.frame = self.frame.loc[mask].reset_index(drop=True)
        self.rows = rows[mask]
        dropped = np.setdiff1d(rows, self.rows)
        self.silent = np.union1d(self.silent, dropped)
        self.passed_over |= dict.fromkeys(dropped.tolist(), reason)
        self.currencies = {name: values[mask] for name, values in self.currencies.items()}
        kept = (replace(f, records=place[f.records[mask[f.records]]]) for f in self.findings)
        self.findings = [finding for finding in kept if len(finding.records)]

    def count(self, code: str, field_name: str, mask: np.ndarray, **facts: object) -> None:
        """Note a conversion of the records of a mask."""
        count = int(np.count_nonzero(mask))
        if count:
            self.conversions.append(
                (self.headers.get(field_name, field_name), Conversion(code, count, facts))
            )


@dataclass(frozen=True)
class Source:
    """Rows of a block that are to be read as one table.

    rows: of the sheet, from 0. layout: what is remembered of a sheet with the same headers. is_unfolded: the
    rows hold other tables too, so that a row without this table's own values has no record of it.
    """

    grid: Grid
    mapping: ColumnMapping
    rows: np.ndarray
    layout: Layout | None = None
    is_unfolded: bool = False


def read_records(source: Source, names: CityNames, choices: Choices) -> Records:
    """Read the columns of a fit, unfold its years, resolve its cities."""
    grid, mapping, rows = source.grid, source.mapping, source.rows
    columns = [mapped for mapped in mapping.columns if mapped.field.name in UPLOADED[mapping.table].columns]
    read = {
        mapped: read_column(
            grid, mapping.table, mapped, rows, column_hints(grid, mapped, choices, source.layout, rows)
        )
        for mapped in columns
        if mapped.field.name != "city_id"
    }
    city = read_cities(grid, mapping, rows, names) if "city_id" in UPLOADED[mapping.table].columns else None
    parts = [_part(source, read, constants) for constants in _groups([*columns, *mapping.doubled])]
    taken = np.concatenate([part.positions for part in parts])
    frame = pd.concat([part.frame for part in parts], ignore_index=True)
    if city is not None:
        frame["city_id"] = city.ids.take(taken).reset_index(drop=True)
    headers = {mapped.field.name: mapped.header for mapped in reversed(columns)}
    if city is not None and city.mapped is not None:
        headers["city_id"] = city.mapped.header
    records = Records(
        table=mapping.table,
        frame=_typed(mapping.table, frame),
        rows=rows[taken],
        stated={mapped.field.name for mapped in columns}
        | {name for mapped in columns for name, _ in mapped.constants},
        silent=np.delete(rows, taken),
        headers=headers,
        money={mapped.field.name: mapped.text for mapped in reversed(columns)},
        cities=city.cities if city else {},
        currencies=_currencies(read, parts),
        is_unfolded=source.is_unfolded or len(parts) > 1,
    )
    _collect(records, read, parts)
    _ask_which_column(records, source)
    if city is not None:
        _collect_cities(records, city, parts)
    return records


def _groups(columns: Iterable[MappedColumn]) -> list[Constants]:
    """What columns say of themselves, once each: the years of a sheet with one column a year."""
    constants = dict.fromkeys(mapped.constants for mapped in columns if mapped.constants)
    return list(constants) or [()]


@dataclass(frozen=True)
class _Part:
    """The records of one group of columns. positions: of their rows among the rows read."""

    constants: Constants
    frame: pd.DataFrame
    positions: np.ndarray

    def holds(self, mapped: MappedColumn) -> bool:
        """Whether a column belongs to this group or to all."""
        return mapped.constants in ((), self.constants)


def _part(source: Source, read: dict[MappedColumn, Converted], constants: Constants) -> _Part:
    own = {mapped: converted for mapped, converted in read.items() if mapped.constants in ((), constants)}
    columns: dict[str, pd.Series] = {}
    for mapped, converted in sorted(own.items(), key=lambda entry: len(entry[0].constants)):
        columns[mapped.field.name] = converted.values
        if converted.precision is not None and mapped.field.kind == "partial_date":
            columns[precision_of(mapped.field.name)] = converted.precision
    frame = pd.DataFrame(columns, index=range(len(source.rows)))
    for name, value in constants:
        frame[name] = pd.Series([value] * len(frame))
    if not constants and not source.is_unfolded:
        return _Part(constants, frame, np.arange(len(frame)))
    marks = [
        mapped.column
        for mapped in (*own, *source.mapping.doubled)
        if mapped.field.name in _OWN_FIELDS.get(source.mapping.table, ()) and mapped.constants == constants
    ]
    is_said = (source.grid.kinds[source.rows][:, marks] != BLANK).any(axis=1)
    positions = np.flatnonzero(is_said)
    return _Part(constants, frame.take(positions), positions)


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    dtypes = UPLOADED[table].dtypes
    missing = {
        name: pd.Series(index=frame.index, dtype=dtype) for name, dtype in dtypes.items() if name not in frame
    }
    return frame.assign(**missing)[list(dtypes)].astype(dtypes)


def _ask_which_column(records: Records, source: Source) -> None:
    """Records wait in which one of several columns, of which nothing says which one counts, is filled in."""
    for name, columns in source.mapping.rivals.items():
        places = [mapped.column for mapped in columns]
        is_filled = (source.grid.kinds[records.rows][:, places] != BLANK).any(axis=1)
        headers = tuple(mapped.header for mapped in columns)
        records.find("ambiguous_columns", name, is_filled, field=name, headers=", ".join(headers))
        question = OpenQuestion("ambiguous_columns", int(is_filled.sum()), headers)
        records.asked.append((f"{records.table}.{name}", question))


def _currencies(read: dict[MappedColumn, Converted], parts: list[_Part]) -> dict[str, np.ndarray]:
    """Currency that stood beside each amount, by field, one a record; None where none did."""
    found: dict[str, np.ndarray] = {}
    for mapped, converted in read.items():
        if converted.currencies is None:
            continue
        here = np.concatenate(
            [
                converted.currencies[part.positions]
                if part.holds(mapped)
                else np.full(len(part.positions), None)
                for part in parts
            ]
        )
        before = found.get(mapped.field.name, np.full(len(here), None))
        found[mapped.field.name] = np.where([entry is None for entry in before], here, before)
    return found


def _collect(records: Records, read: dict[MappedColumn, Converted], parts: list[_Part]) -> None:
    """Carry faults of rows over to their records, with the header of the column they are in."""
    for mapped, converted in read.items():
        records.findings += _findings(converted.faults, "error", parts, mapped.header, mapped)
        records.findings += _findings(converted.doubts, "warning", parts, mapped.header, mapped)
        records.conversions += [(mapped.header, done) for done in converted.conversions]
        if converted.asked:
            records.asked.append((mapped.header, converted.asked))


def _collect_cities(records: Records, city: CityColumn, parts: list[_Part]) -> None:
    header = records.headers.get("city_id", "city_id")
    records.findings += _findings(city.faults, "error", parts, header)
    records.findings += _findings(city.notes, "note", parts, header)
    records.conversions += [(header, done) for done in city.conversions]


def _findings(
    faults: tuple[Fault, ...],
    severity: Severity,
    parts: list[_Part],
    header: str,
    mapped: MappedColumn | None = None,
) -> Iterator[Finding]:
    for fault in faults:
        here = _records_of(fault, parts, mapped)
        if len(here):
            yield Finding(fault.code, header, here, severity, dict(fault.facts))


def _records_of(fault: Fault, parts: list[_Part], mapped: MappedColumn | None) -> np.ndarray:
    """The records of the rows at fault. There may be a fault a row: no look at all rows for each."""
    found, first = [], 0
    for part in parts:
        if mapped is None or part.holds(mapped):
            at = np.searchsorted(part.positions, fault.rows)
            is_here = np.append(part.positions, -1)[at] == fault.rows
            found.append(first + at[is_here])
        first += len(part.positions)
    return np.concatenate(found)
