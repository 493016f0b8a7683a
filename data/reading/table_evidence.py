"""Whether anything says that a block is a roll, a pipeline or a list of events, besides columns that lists of
countries, customers or goods have as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from data.cleaning.city_ids import is_city_id
from data.cleaning.codes import code_of
from data.reading.column_mapping import ColumnMapping
from data.reading.grid import BLANK, Grid
from data.reading.headers import parse_header
from data.reading.heading_words import said_by
from data.reading.layout import Block

Evidence = Literal["words", "cities", "none"]
"""words: headings or codes say it. cities: they do not, but the names are those of cities. none: neither."""

_WORDS = {
    "members": frozenset({"membership", "join", "leave", "fee", "due", "received"}),
    "prospects": frozenset({"membership", "join", "prospect"}),
    "events": frozenset({"event"}),
}
_CODES = {"members": "status", "prospects": "stage", "events": "kind"}
_NAMES = ("city_id", "name", "name_zh")
_SAMPLE = 100  # rows
_MOSTLY = 0.5


def evidence_for(
    mapping: ColumnMapping, grid: Grid, block: Block, is_city: Callable[[str], bool]
) -> Evidence:
    """What says that the block is this table. Of other tables nothing is asked: their rows are held where
    they name no city or no event that is known."""
    words = _WORDS.get(mapping.table)
    if words is None:
        return "words"
    said = [said_by(parse_header(header).whole).concepts for _, header in block.headed]
    names_cities = _names_cities(mapping, grid, block, is_city)
    speaks_of_cities = mapping.table != "members" or names_cities  # customers have a status too
    if any(words & concepts for concepts in said) or (
        speaks_of_cities and _holds_codes(mapping, grid, block)
    ):
        return "words"
    says_more = not mapping.fields <= set(_NAMES)  # a mere list of cities is none
    return "cities" if names_cities and says_more else "none"


def _names_cities(mapping: ColumnMapping, grid: Grid, block: Block, is_city: Callable[[str], bool]) -> bool:
    """Whether most of the names in a column are those of cities, or ids of cities."""
    if mapping.table == "events":
        return False
    names = [mapped for name in _NAMES if (mapped := mapping.find(name))]
    columns = [texts for mapped in names if (texts := _texts(grid, block, mapped.column))]
    return any(
        sum(is_city_id(text) or is_city(text) for text in texts) >= _MOSTLY * len(texts) for texts in columns
    )


def _holds_codes(mapping: ColumnMapping, grid: Grid, block: Block) -> bool:
    """Whether the table's own column of codes holds such codes."""
    mapped = mapping.find(_CODES.get(mapping.table, ""))
    if mapped is None:
        return False
    texts = _texts(grid, block, mapped.column)
    known = [code_of(text, mapping.table, mapped.field.name, mapped.field.codes) for text in texts]
    return bool(texts) and sum(code is not None for code in known) >= _MOSTLY * len(texts)


def _texts(grid: Grid, block: Block, column: int) -> list[str]:
    rows = (
        block.header_row
        + 1
        + np.flatnonzero(grid.kinds[block.header_row + 1 : block.last_row, column] != BLANK)
    )
    return [grid.cell_text(row, column) for row in rows[:_SAMPLE].tolist()]
