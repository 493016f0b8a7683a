"""The words people use, from the files beside: names of columns, tables and special rows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.cleaning.spelling import match_key
from data.schema import PAYMENT_STATUSES, UPLOADED, Field

_FOLDER = Path(__file__).with_name("words")


@dataclass(frozen=True)
class Meaning:
    """What a header can mean in a table. rank: 0 for the most telling names of the field, then up."""

    field: str
    rank: int


_AIDS = {"name": Field("name"), "name_zh": Field("name_zh"), "country": Field("country", "code")}
_AIDS_OF_RECEIPTS = {"payment_status": Field("payment_status", "code", PAYMENT_STATUSES)}
_NAMES_OF_OTHERS = {"contacts", "events"}  # there, "Name" is a person's or an event's


@cache
def fields_of(table: str) -> Mapping[str, Field]:
    """Name → field, of everything that a sheet of this table may hold.

    Besides the table's own fields these are a city's names and country, which help to find its id, and the
    status of a payment, which says whether money was received.
    """
    own = {field.name: field for field in UPLOADED[table].fields}
    if "city_id" not in own:
        return own
    aids = {name: field for name, field in _AIDS.items() if name != "name" or table not in _NAMES_OF_OTHERS}
    return aids | own | (_AIDS_OF_RECEIPTS if table == "receipts" else {})


@cache
def column_names(table: str) -> Mapping[str, tuple[Meaning, ...]]:
    """Compared header → meanings in this table, the most telling first."""
    found: dict[str, dict[str, int]] = {}
    for field in fields_of(table):
        for rank, word in _words(table, field):
            ranks = found.setdefault(word, {})
            ranks[field] = min(rank, ranks.get(field, rank))
    return {
        word: tuple(Meaning(field, rank) for field, rank in sorted(ranks.items(), key=lambda entry: entry[1]))
        for word, ranks in found.items()
    }


def _words(table: str, field: str) -> Iterator[tuple[int, str]]:
    """Rank and match key: the canonical name, the table's own words, then those of every table."""
    yield 0, match_key(field)
    for section, least in ((table, 1), ("any", 2)):
        for words in _catalogue("headers").get(section, {}).get(field, {}).values():
            for rank, word in enumerate(words):
                yield least + rank, match_key(word)


@cache
def all_column_names() -> frozenset[str]:
    """The match key of every word that is a header of some table."""
    return frozenset(word for table in UPLOADED for word in column_names(table)) | frozenset(channel_names())


@cache
def fields_called(word: str) -> frozenset[str]:
    """The fields, of any table, that a compared header can mean; none of ''."""
    found = (meaning for table in UPLOADED for meaning in column_names(table).get(word, ()))
    return frozenset(meaning.field for meaning in found)


@cache
def channel_names() -> Mapping[str, str]:
    """Compared header → channel: sheets of contacts with one column a channel."""
    return {
        match_key(word): channel
        for channel, languages in _catalogue("headers")["channel"].items()
        for words in languages.values()
        for word in words
    }


@cache
def ignored_names() -> frozenset[str]:
    """Compared headers of columns from which nothing is read, and nothing said."""
    words = {word for words in _catalogue("headers")["ignored"]["column"].values() for word in words}
    return frozenset(match_key(word) or word for word in words)


@cache
def province_names() -> frozenset[str]:
    """Compared headers of a column of provinces, which is no field of any table."""
    return frozenset(
        match_key(word) for words in _catalogue("headers")["hint"]["province"].values() for word in words
    )


@cache
def table_names() -> Mapping[str, str]:
    """Compared name of a sheet, file or title → table."""
    names = {
        match_key(word): table
        for table, languages in _catalogue("tables").items()
        for words in languages.values()
        for word in words
    }
    return names | {match_key(table): table for table in UPLOADED}


@cache
def row_words(kind: str) -> tuple[str, ...]:
    """Compared words that begin a row of this kind (total, note, example), the longest first."""
    words = {match_key(word) for words in _catalogue("rows")[kind].values() for word in words}
    return tuple(sorted(words - {""}, key=len, reverse=True))


@cache
def row_labels(kind: str) -> tuple[str, ...]:
    """The same words as they are written."""
    words = {word for words in _catalogue("rows")[kind].values() for word in words}
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _catalogue(name: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
