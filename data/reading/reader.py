"""The way of an upload, from files to a candidate dataset. Preview and commit both come through here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.changes import between
from data.cleaning.city_names import CityNames, city_names
from data.cleaning.spelling import compared
from data.dataset import Dataset, empty_table
from data.keys import key_index
from data.merge import Statement, merged
from data.reading.about import About, described, is_about
from data.reading.accounts import Place, account
from data.reading.checks import check
from data.reading.choices import LEFT_OUT, Choices, Sheet
from data.reading.choosing import choose_tables
from data.reading.derive import derive
from data.reading.files import Contents, read_files
from data.reading.fixes import with_fixes
from data.reading.fresh import fresh_dataset
from data.reading.headers import year_of
from data.reading.headless import tell_headless
from data.reading.layout import find_blocks, first_texts
from data.reading.learned_decisions import remembered_layout
from data.reading.learning import learned
from data.reading.merged import MergedCells, fill_merged, tell_merged
from data.reading.records import Records, Source, read_records
from data.reading.rows import Rows, sort_rows, unlabelled_totals
from data.reading.upload import FoundTable, Upload
from data.report import Issue, Report
from data.schema import UPLOADED
from data.stage_entries import with_stage_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.reading.grid import Grid

_FIRST = ("members", "prospects", "events", "rates")  # others refer to them


@dataclass
class _Reading:
    """What grows while the tables are read one after the other."""

    base: Dataset
    choices: Choices
    tables: dict[str, pd.DataFrame]
    names: CityNames
    contacts: pd.DataFrame
    seen: dict[str, pd.Index] = field(default_factory=dict)
    found: list[FoundTable] = field(default_factory=list)


def read(
    files: list[tuple[str, bytes]],
    current: Dataset,
    choices: Choices,
    on_wait: Callable[[int], None] | None = None,
) -> Upload:
    """See data.reading.read_upload."""
    contents = read_files(files, choices, on_wait)
    base = fresh_dataset(current) if choices.from_empty else current
    grids = [with_fixes(sheet.grid, choices) for sheet in contents.sheets if sheet.grid is not None]
    places, issues = _places(grids, choices, contents)
    reading = _Reading(
        base, choices, dict(base.tables), _names(base.tables, choices), empty_table("contacts")
    )
    for place in sorted(places, key=_turn):
        _read_table(reading, place)
    order = {(place.grid.file, place.grid.sheet): number for number, place in enumerate(places)}
    tables = tuple(
        sorted(reading.found, key=lambda table: (order[table.file, table.sheet], table.header_row))
    )
    issues += [issue for table in tables for issue in table.issues]
    candidate = _candidate(reading, described(grids), tuple(issues))
    return Upload(
        files=tuple(contents.files),
        sheets=tuple(contents.sheets),
        tables=tables,
        candidate=candidate,
        contacts=reading.contacts,
        changes=between(current, candidate),
        issues=tuple(issues),
        memory=learned(places, choices),
    )


def _turn(place: Place) -> int:
    """Tables that others refer to are read before those."""
    return _FIRST.index(place.fit.table) if place.fit.table in _FIRST else len(_FIRST)


def _names(tables: Mapping[str, pd.DataFrame], choices: Choices) -> CityNames:
    decisions = {**choices.memory.cities, **choices.cities}
    return city_names([tables["members"], tables["prospects"]], decisions)


def _places(grids: list[Grid], choices: Choices, contents: Contents) -> tuple[list[Place], list[Issue]]:
    """The tables on all sheets, and what is to be said of sheets without one."""
    places: list[Place] = []
    issues = list(contents.issues)
    for grid in grids:
        if is_about(grid) or not grid.height:
            continue
        here = _on_sheet(grid, choices)
        if not here and choices.tables.get(Sheet(grid.file, grid.sheet)) != LEFT_OUT:
            issues.append(Issue(grid.sheet, None, None, "no_table", "warning", file=grid.file))
        places += here
    if not places:
        issues = [replace(issue, severity="error") if issue.code == "no_table" else issue for issue in issues]
    silent = {file.name for file in contents.files if file.format} - {
        grid.file for grid in grids if grid.height
    }
    issues += [Issue("", None, None, "empty", "error", file=name) for name in sorted(silent)]
    return places, issues


def _on_sheet(grid: Grid, choices: Choices) -> list[Place]:
    sheet = Sheet(grid.file, grid.sheet)
    told = choices.header_rows.get(sheet)
    blocks = find_blocks(grid, told - 1 if told else None)
    if not blocks and (choices.table or sheet in choices.tables) and (row := first_texts(grid)) is not None:
        blocks = find_blocks(grid, row)
    return [
        Place(grid, block, fit, reading)
        for block in blocks
        for reading in [choose_tables(grid, block, choices)]
        for fit in reading.fits
    ]


def _read_table(reading: _Reading, place: Place) -> None:
    """Read one table, check it, account for it, and put what is kept into the candidate's tables."""
    rows, cells = _rows(reading, place)
    place = replace(place, grid=cells.grid)
    records = _records(reading, place, rows)
    tell_merged(records, place.fit, cells)
    tell_headless(records, place.grid, place.block, rows.data)
    name = place.fit.table
    check(records, reading.tables, reading.seen.get(name), reading.base.as_of)
    found = account(place, rows, records)
    reading.found.append(found)
    kept = found.records.reset_index(drop=True)
    keys = key_index(kept, UPLOADED[name].key)
    reading.seen[name] = keys.append(reading.seen[name]) if name in reading.seen else keys
    if name == "contacts":
        reading.contacts = pd.concat([reading.contacts, kept], ignore_index=True).astype(
            kept.dtypes.to_dict()
        )
        return
    is_first = sum(table.table == name for table in reading.found) == 1
    is_whole = name in reading.choices.whole and is_first
    statement = Statement(name, kept, records.stated, _source(found), is_whole)
    reading.tables[name] = merged(reading.tables[name], statement)
    if name in {"members", "prospects"}:
        reading.names = _names(reading.tables, reading.choices)


def _source(found: FoundTable) -> str:
    """File and sheet, for rows that do not say where they come from."""
    return found.file if found.file.startswith(f"{found.sheet}.") else f"{found.file}, {found.sheet}"


def _rows(reading: _Reading, place: Place) -> tuple[Rows, MergedCells]:
    """What each row is. Merged cells are filled before rows without a name are taken for sums."""
    grid, block = place.grid, place.block
    regions = {
        compared(region) for region in reading.base.tables["members"]["world_region"].dropna().unique()
    }
    left_out = {
        row - 1 for file, sheet, row in reading.choices.left_out if (file, sheet) == (grid.file, grid.sheet)
    }
    rows = sort_rows(grid, block, is_city=reading.names.knows, regions=regions, left_out=left_out)
    cells = fill_merged(grid, block, place.fit, rows.data)
    labels = [use.column for use in place.fit.uses if use.field.name in {"city_id", "name", "name_zh"}]
    totals = unlabelled_totals(cells.grid, block, rows.data, labels)
    data = np.setdiff1d(rows.data, totals) if totals else rows.data
    return Rows(data, rows.ignored | dict.fromkeys(totals, "total_row")), cells


def _records(reading: _Reading, place: Place, rows: Rows) -> Records:
    is_shared = len(place.reading.fits) > 1 and place.fit.table != "members"
    layout = remembered_layout(place.block.headers, reading.choices.memory)
    source = Source(place.grid, place.fit, rows.data, layout, is_shared)
    records = read_records(source, reading.names, reading.choices)
    year = year_of(place.grid.sheet) or year_of(place.block.title) or year_of(place.grid.file)
    derive(records, place.grid, reading.tables, reading.choices, year=year)
    return records


def _candidate(reading: _Reading, said: About, issues: tuple[Issue, ...]) -> Dataset:
    """The dataset as it would be; it has no version before it is committed."""
    choices, base = reading.choices, reading.base
    told = said if choices.from_empty else About()
    complete = told.receipts_complete if choices.receipts_complete is None else choices.receipts_complete
    as_of = choices.as_of or told.as_of or base.as_of
    tables = reading.tables | {"stage_history": with_stage_entries(base.tables, reading.tables, as_of)}
    return replace(
        base,
        tables=MappingProxyType(tables),
        report=Report(tuple(issue for issue in issues if issue.severity == "warning")),
        as_of=as_of,
        first_roll_on=choices.first_roll_on or told.first_roll_on or base.first_roll_on,
        title=choices.title or told.title or base.title,
        receipts_complete=base.receipts_complete if complete is None else complete,
        version="",
    )
