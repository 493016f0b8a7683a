"""The account of a sheet's cells: each one that is filled belongs to a table, a title, a total or a note, or
was not read. The five add up to all of them, and what was not read is named by its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

import numpy as np

from data.folder import DESCRIPTION
from data.reading.child.sheet_metadata import column_letters, column_number
from data.reading.grid import BLANK, NUMBER, Grid
from data.reading.upload import Area, CellAccount, ReadTable
from data.report import Issue, Severity

_NONE, _TABLE, _TITLE, _TOTAL, _NOTE, _NO_HEADING, _NOT_READ = range(7)
_IGNORED = {"total_row": _TOTAL, "note_row": _NOTE}

_WIDEST_TITLE = 2  # cells of a row above a table that is a title, a date or a letterhead
_FIGURES_OF_A_TABLE = 3  # rows of a name and a number one below the other are no title


def account_of_cells(grid: Grid, tables: Iterable[ReadTable], *, is_about: bool = False) -> CellAccount:
    """The account of one sheet. tables: those that were found on it. is_about: it describes a workbook that
    this program wrote, and is read as such. The file beside the tables of an exported folder is a remark."""
    filled = grid.kinds != BLANK
    whole = _TABLE if is_about else _NOTE if grid.file.rpartition("/")[2] == DESCRIPTION else _NONE
    owners = np.where(filled, whole, _NONE).astype(np.uint8)
    blocks = [list(found) for _, found in groupby(tables, key=lambda table: table.region)]
    for block in blocks:
        _give_block(owners, block)
    owners[~filled] = _NONE
    _give_remarks(owners, filled)
    _give_titles(owners, grid, min((block[0].region.first_row for block in blocks), default=0) - 1)
    owners[filled & (owners == _NONE)] = _NOT_READ
    counts = np.bincount(owners[filled], minlength=_NOT_READ + 1).tolist()
    return CellAccount(
        file=grid.file,
        sheet=grid.sheet,
        cells=int(filled.sum()),
        tables=counts[_TABLE],
        titles=counts[_TITLE],
        totals=counts[_TOTAL],
        notes=counts[_NOTE],
        not_read=counts[_NO_HEADING] + counts[_NOT_READ],
        areas=tuple(_areas(owners == _NOT_READ, filled)),
    )


def _give_block(owners: np.ndarray, block: list[ReadTable]) -> None:
    """The cells of tables in the same rows."""
    region = block[0].region
    left, right = region.first_column - 1, region.last_column
    rows = slice(region.first_row - 1, region.last_row)
    owners[rows, left:right] = _TABLE
    ignored = set(block[0].ignored_rows).intersection(*(table.ignored_rows for table in block[1:]))
    for row in ignored:
        owners[row - 1, left:right] = _IGNORED.get(block[0].ignored_rows[row], _TABLE)
    for issue in (issue for table in block for issue in table.issues if issue.code == "headless_cells"):
        below = owners[region.header_row : region.last_row, column_number(issue.column or "A")]
        below[(below == _TABLE) | (below == _NONE)] = _NO_HEADING


def _give_remarks(owners: np.ndarray, filled: np.ndarray) -> None:
    """What stands beside a total or a remark, outside of its table, belongs to it. Rows of a table do not
    claim what stands beside them."""
    for kind in (_TOTAL, _NOTE):
        is_kind = (owners == kind).any(axis=1)
        is_only = ~((owners != kind) & (owners != _NONE)).any(axis=1)
        rows = is_kind & is_only
        owners[rows] = np.where(filled[rows] & (owners[rows] == _NONE), kind, owners[rows])


def _give_titles(owners: np.ndarray, grid: Grid, first: int) -> None:
    """Rows of one or two cells above the first table are titles, and a longer one of words and dates that
    stands by itself, such as a letterhead; lone cells elsewhere are remarks.

    first: the first row of a heading, from 0; -1 where the sheet has no table. Then it has no title either.
    """
    free = (owners == _NONE) & (grid.kinds != BLANK)
    free &= ~(owners != _NONE).any(axis=1)[:, np.newaxis]
    counts = free.sum(axis=1)
    above = np.arange(len(counts)) < first
    figures = above & (counts == _WIDEST_TITLE) & ((grid.kinds == NUMBER) & free).any(axis=1)
    widest = 1 if figures.sum() >= _FIGURES_OF_A_TABLE else _WIDEST_TITLE
    is_wide = above & (counts > widest)
    is_alone = ~(np.append(is_wide[1:], False) | np.append(False, is_wide[:-1]))
    is_letterhead = is_wide & is_alone & ~((grid.kinds == NUMBER) & free).any(axis=1)
    owners[free & (above & ((counts <= widest) | is_letterhead))[:, np.newaxis]] = _TITLE
    owners[free & (~above & (counts == 1))[:, np.newaxis]] = _NOTE


def _areas(not_read: np.ndarray, filled: np.ndarray) -> Iterator[Area]:
    """What was not read, row by row together; blank rows between do not part it."""
    rows = np.flatnonzero(filled.any(axis=1))
    is_open = not_read[rows].any(axis=1)
    starts = np.flatnonzero(np.diff(is_open, prepend=False) & is_open)
    ends = np.flatnonzero(np.diff(is_open, append=False) & is_open)
    for start, end in zip(rows[starts].tolist(), rows[ends].tolist(), strict=True):
        cells = not_read[start : end + 1]
        columns = np.flatnonzero(cells.any(axis=0))
        widest = int(cells.sum(axis=1).max())
        yield Area(start + 1, end + 1, int(columns[0]) + 1, int(columns[-1]) + 1, widest)


def unread_issues(
    accounts: Iterable[CellAccount], tables: Iterable[ReadTable], left_out: Collection[tuple[str, str]]
) -> Iterator[Issue]:
    """What was not read on each sheet, and that nothing was kept where that is so.

    left_out: file and name of sheets that the author leaves out. Rows of several cells that stand in no table
    are an error; a lone column or a sheet of remarks beside tables is a warning.
    """
    found = list(tables)
    with_tables = {(table.file, table.sheet) for table in found}
    for account in accounts:
        place = (account.file, account.sheet)
        if place in left_out:
            continue
        if place in with_tables:
            yield from (_of_area(area, account) for area in account.areas)
        elif account.cells > account.tables:
            severity: Severity = "error" if account.areas or not found else "warning"
            yield Issue(account.sheet, None, None, "no_table", severity, file=account.file)
    if found and not any(table.kept or table.held for table in found):
        yield Issue(found[0].sheet, None, None, "nothing_kept", "error", file=found[0].file)


def _of_area(area: Area, account: CellAccount) -> Issue:
    first, last = column_letters(area.first_column - 1), column_letters(area.last_column - 1)
    facts = {
        "first": area.first_row,
        "last": area.last_row,
        "columns": first if first == last else f"{first}–{last}",
        "why": "row" if area.first_row == area.last_row else "",
    }
    severity: Severity = "error" if area.widest > 1 else "warning"
    return Issue(account.sheet, area.first_row, None, "not_read", severity, facts, file=account.file)
