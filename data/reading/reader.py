"""An upload from its files to the candidate dataset. Preview and commit use this same code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from data.changes import compare_datasets
from data.cleaning.city_names import CityNames, city_names
from data.cleaning.spelling import match_key
from data.closing import close_prospects
from data.completeness import complete_until
from data.dataset import Dataset, empty_table
from data.keys import key_index
from data.merge import Statement, merge_statement
from data.reading.about_sheet import is_about_sheet, read_about
from data.reading.cell_account import account_of_cells, unread_issues
from data.reading.checks import check_records
from data.reading.choices import LEFT_OUT, Choices, Row, Sheet
from data.reading.derived_fields import derive_fields
from data.reading.files import Contents, read_files
from data.reading.grid import Grid
from data.reading.header_rows import first_row_of_words
from data.reading.headers import year_of
from data.reading.known_words import resolve_words
from data.reading.layout import find_blocks
from data.reading.memory_update import updated_memory
from data.reading.merged_cells import MergedCells, fill_merged, note_merged_cells
from data.reading.new_cities import new_cities
from data.reading.payment_status import judge_payments
from data.reading.records import Records, Source, read_records
from data.reading.remembered_layouts import layout_for
from data.reading.roll_changes import CITY_TABLES, joining, not_mentioned, notes_on_the_roll, starting_point
from data.reading.row_outcomes import MappedTable, table_outcome
from data.reading.rows import Rows, classify_rows, unlabelled_totals
from data.reading.stated_day import stated_day
from data.reading.table_detection import detect_tables
from data.reading.unheaded_cells import hold_doubtful_rows, note_unheaded_cells
from data.reading.upload import CellAccount, ReadTable, Upload
from data.report import Issue, Report
from data.schema import UPLOADED
from data.stage_entries import with_stage_entries

_FIRST = ("members", "prospects", "events", "rates")  # others refer to them


@dataclass
class _Progress:
    """What grows while the tables are read one after the other."""

    base: Dataset
    choices: Choices
    tables: dict[str, pd.DataFrame]
    names: CityNames
    contacts: pd.DataFrame
    seen: dict[str, pd.Index] = field(default_factory=dict)
    found: list[ReadTable] = field(default_factory=list)


def read(
    files: list[tuple[str, bytes]],
    current: Dataset,
    choices: Choices,
    on_wait: Callable[[int], None] | None = None,
) -> Upload:
    """See data.reading.read_upload."""
    contents = read_files(files, choices, on_wait)
    grids = [_corrected(sheet.grid, choices) for sheet in contents.sheets if sheet.grid is not None]
    names = _names(current.tables, choices)
    mapped_tables = [table for grid in grids for table in _on_sheet(grid, choices, names)]
    issues = [*contents.issues, *_blank_files(contents, grids)]
    stated = stated_day(mapped_tables)
    base = starting_point(current, choices, mapped_tables, read_about(grids), stated)
    progress = _Progress(
        base, choices, dict(base.tables), _names(base.tables, choices), empty_table("contacts")
    )
    for mapped in sorted(mapped_tables, key=_turn):
        _read_table(progress, mapped)
    order = {(mapped.grid.file, mapped.grid.sheet): number for number, mapped in enumerate(mapped_tables)}
    tables = tuple(
        sorted(progress.found, key=lambda table: (order[table.file, table.sheet], table.header_row))
    )
    accounts = tuple(_account(grid, tables) for grid in grids if grid.height)
    left_out = [place for place, table in choices.tables.items() if table == LEFT_OUT]
    issues += unread_issues(accounts, tables, left_out)
    issues += [issue for table in tables for issue in table.issues]
    candidate = _candidate(progress, tuple(issues))
    proposed = joining(base, candidate)
    closed = [one for one in proposed if one.city_id not in choices.keep_open]
    candidate = close_prospects(candidate, closed)
    missing = not_mentioned(base, tables, choices)
    issues += notes_on_the_roll(base, candidate, tables, closed, missing)
    return Upload(
        files=tuple(contents.files),
        sheets=tuple(contents.sheets),
        tables=tables,
        accounts=accounts,
        candidate=candidate,
        contacts=progress.contacts,
        changes=compare_datasets(current, candidate),
        issues=tuple(issues),
        replaces_invented=base is not current and not choices.from_empty,
        stated_day=stated,
        not_mentioned=missing,
        new_cities=new_cities(base, candidate),
        closings=proposed,
        memory=updated_memory(mapped_tables, choices),
    )


def _corrected(grid: Grid, choices: Choices) -> Grid:
    """The sheet as if the file had held what the author typed instead."""
    cells = {
        (row - 1, column - 1): text
        for (file, sheet, row, column), text in choices.fixes.items()
        if (file, sheet) == (grid.file, grid.sheet)
    }
    return grid.with_cells(cells) if cells else grid


def _turn(table: MappedTable) -> int:
    """Tables that others refer to are read before those."""
    return _FIRST.index(table.mapping.table) if table.mapping.table in _FIRST else len(_FIRST)


def _names(tables: Mapping[str, pd.DataFrame], choices: Choices) -> CityNames:
    decisions = {**choices.memory.cities, **choices.cities}
    return city_names([tables["members"], tables["prospects"]], decisions)


def _blank_files(contents: Contents, grids: list[Grid]) -> list[Issue]:
    """An error for each file that could be read and holds no cell."""
    read = {file.name for file in contents.files if file.format}
    silent = read - {grid.file for grid in grids if grid.height}
    return [Issue("", None, None, "empty", "error", file=name) for name in sorted(silent)]


def _account(grid: Grid, tables: tuple[ReadTable, ...]) -> CellAccount:
    here = [table for table in tables if (table.file, table.sheet) == (grid.file, grid.sheet)]
    return account_of_cells(grid, here, is_about=is_about_sheet(grid))


def _on_sheet(grid: Grid, choices: Choices, names: CityNames) -> list[MappedTable]:
    """The tables of a sheet, none of one that describes the workbook."""
    if is_about_sheet(grid):
        return []
    sheet = Sheet(grid.file, grid.sheet)
    header_row = choices.header_rows.get(sheet)
    data_rows = _of_sheet(choices.data_rows, grid)
    blocks = find_blocks(grid, header_row - 1 if header_row else None, data_rows)
    if not blocks and (choices.table or sheet in choices.tables):
        row = first_row_of_words(grid)
        blocks = [] if row is None else find_blocks(grid, row, data_rows)
    return [
        MappedTable(grid, block, mapping, detection)
        for block in blocks
        for detection in [detect_tables(grid, block, choices, names.knows)]
        for mapping in detection.mappings
    ]


def _of_sheet(rows: Iterable[Row], grid: Grid) -> set[int]:
    """Rows of a sheet, from 0, among those that the author named."""
    return {row - 1 for file, sheet, row in rows if (file, sheet) == (grid.file, grid.sheet)}


def _read_table(progress: _Progress, table: MappedTable) -> None:
    """Read and check one table, and merge the rows that are kept into the candidate's tables."""
    rows, cells = _rows(progress, table)
    table = replace(table, grid=cells.grid)
    records = _records(progress, table, rows)
    note_merged_cells(records, table.mapping, cells)
    hold_doubtful_rows(records, table.grid)
    note_unheaded_cells(records, table.grid, table.block, rows.data)
    name = table.mapping.table
    resolve_words(records, progress.tables, progress.choices.words)
    check_records(
        records, progress.tables, progress.seen.get(name), progress.choices.as_of or progress.base.as_of
    )
    found = table_outcome(table, rows, records)
    progress.found.append(found)
    kept = found.records.reset_index(drop=True)
    keys = key_index(kept, UPLOADED[name].key)
    progress.seen[name] = keys.append(progress.seen[name]) if name in progress.seen else keys
    if name == "contacts":
        progress.contacts = pd.concat([progress.contacts, kept], ignore_index=True).astype(
            kept.dtypes.to_dict()
        )
        return
    is_first = sum(table.table == name for table in progress.found) == 1
    is_whole = name in progress.choices.whole and is_first
    statement = Statement(name, kept, records.stated, _source(found), is_whole)
    progress.tables[name] = merge_statement(progress.tables[name], statement)
    if name in CITY_TABLES:
        progress.names = _names(progress.tables, progress.choices)


def _source(found: ReadTable) -> str:
    """File and sheet, for rows that do not say where they come from."""
    return found.file if found.file.startswith(f"{found.sheet}.") else f"{found.file}, {found.sheet}"


def _rows(progress: _Progress, table: MappedTable) -> tuple[Rows, MergedCells]:
    """What each row is. Merged cells are filled before rows without a name are taken for sums."""
    grid, block = table.grid, table.block
    regions = {
        match_key(region) for region in progress.base.tables["members"]["world_region"].dropna().unique()
    }
    left_out = _of_sheet(progress.choices.left_out, grid)
    rows = classify_rows(grid, block, is_city=progress.names.knows, regions=regions, left_out=left_out)
    cells = fill_merged(grid, block, table.mapping, rows.data)
    labels = [
        mapped.column
        for mapped in table.mapping.columns
        if mapped.field.name in {"city_id", "name", "name_zh"}
    ]
    totals = unlabelled_totals(cells.grid, block, rows.data, labels)
    data = np.setdiff1d(rows.data, totals) if totals else rows.data
    return Rows(data, rows.ignored | dict.fromkeys(totals, "total_row")), cells


def _records(progress: _Progress, table: MappedTable, rows: Rows) -> Records:
    is_shared = len(table.detection.mappings) > 1 and table.mapping.table != "members"
    layout = layout_for(table.block.headers, progress.choices.memory)
    source = Source(table.grid, table.mapping, rows.data, layout, is_shared)
    records = read_records(source, progress.names, progress.choices)
    judge_payments(records, source)
    year = year_of(table.grid.sheet) or year_of(table.block.title) or year_of(table.grid.file)
    derive_fields(records, table.grid, progress.tables, progress.choices, year=year)
    return records


def _candidate(progress: _Progress, issues: tuple[Issue, ...]) -> Dataset:
    """The dataset as it would be; it has no version before it is committed."""
    choices, base = progress.choices, progress.base
    as_of = choices.as_of or base.as_of
    tables = progress.tables | {"stage_history": with_stage_entries(base.tables, progress.tables, as_of)}
    return replace(
        base,
        tables=MappingProxyType(tables),
        report=Report(tuple(issue for issue in issues if issue.severity == "warning")),
        as_of=as_of,
        first_roll_on=choices.first_roll_on or base.first_roll_on,
        title=choices.title or base.title,
        receipts_complete=_complete(base, choices, as_of),
        version="",
    )


def _complete(base: Dataset, choices: Choices, as_of: date) -> Mapping[int, date]:
    """The years chosen are complete until the day of the data; what was declared for earlier days stays."""
    if choices.receipts_complete is None:
        return base.receipts_complete
    earlier = {year: until for year, until in base.receipts_complete.items() if until < as_of}
    return MappingProxyType({**earlier, **complete_until(choices.receipts_complete, as_of)})
