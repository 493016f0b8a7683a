"""Known contacts in the free text of tables: names and addresses belong among the contacts, nowhere else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from data.schema import TABLES
from data.store.person_terms import Term, folded
from data.store.tables import CONTACTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd
    from sqlalchemy import Connection

_CITY_NAMES: Final = ("name", "name_zh")
"""Columns in which a cell that is exactly somebody's name is the name of a city."""


@dataclass(frozen=True)
class Mention:
    """A cell that names a contact. row: position in the frame, from 0."""

    table: str
    column: str
    row: int
    contact_id: str


def known_people(connection: Connection) -> dict[str, tuple[Term, ...]]:
    """contact_id → what to look for: the person's name and address, where they are long enough."""
    rows = connection.execute(select(CONTACTS.c.contact_id, CONTACTS.c.person, CONTACTS.c.address))
    return {row.contact_id: terms_of([row.person, row.address]) for row in rows}


def terms_of(spellings: Collection[str | None]) -> tuple[Term, ...]:
    """The usable terms among some spellings, each once."""
    terms = (Term(written) for written in dict.fromkeys(spellings) if written)
    return tuple(term for term in terms if term.usable)


def mentions(frames: Mapping[str, pd.DataFrame], people: Mapping[str, tuple[Term, ...]]) -> Iterator[Mention]:
    """Every cell of free text that names one of the people."""
    for table, frame in frames.items():
        for name in free_text(table):
            column = SearchedColumn(name, frame[name])
            for contact_id, terms in people.items():
                for text in column.texts_with(terms):
                    for row in (frame[name] == text).to_numpy().nonzero()[0]:
                        yield Mention(table, name, int(row), contact_id)


def free_text(table: str) -> list[str]:
    """The columns of a table that hold whatever somebody wrote, not one of a list of codes."""
    fields = TABLES[table].fields
    return [field.name for field in fields if field.kind in {"text", "code"} and not field.codes]


class SearchedColumn:
    """The different texts of a column, prepared once for many searches."""

    def __init__(self, name: str, column: pd.Series) -> None:
        self._name = name
        self._texts = [str(text) for text in column.dropna().unique()]
        self._plain = folded("\n".join(self._texts))

    def texts_with(self, terms: Collection[Term]) -> dict[str, list[tuple[int, int]]]:
        """Text → where one of the terms stands in it."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for term in terms:
            if not term.possible_in(self._plain):
                continue
            for text in self._texts:
                spans = term.spans(text) if term.possible_in(folded(text)) else []
                if spans and not (self._name in _CITY_NAMES and spans == [(0, len(text))]):
                    found[text] += spans
        return found
