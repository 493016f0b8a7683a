"""Taking somebody's name or address out of versions: the text stays, a mark stands where the name stood.

A version never changes otherwise. The log says that it did, with the digest it has from then on.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import pandas as pd
from sqlalchemy import Connection, select, update

from data.store import audit, blobs
from data.store.frames import from_parquet, to_parquet
from data.store.mentions import SearchedColumn, free_text, known_people
from data.store.person_terms import Term
from data.store.tables import VERSION_TABLES, VERSIONS
from data.store.versions import Version, history, version

MARK: Final = "[removed]"
_TEXTS: Final = ("note", "title", "source_name")
"""What a version says of itself in somebody's words."""
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class RedactedCell:
    """One cell of a file. row: from 0. spans: where the name stood, in the text as it was."""

    column: str
    row: int
    spans: Spans


@dataclass(frozen=True)
class RedactedBlob:
    """A file that another one replaces: the hash it had, the hash it has, and what was taken out."""

    table: str
    was: str
    now: str
    cells: list[RedactedCell]


@dataclass(frozen=True)
class RedactedText:
    """A text of a version. was: a salted hash of it, so that it can be told from other texts later."""

    version_id: str
    field: str
    was: str
    spans: Spans


@dataclass(frozen=True)
class Redaction:
    """What was taken out of which versions."""

    blobs: list[RedactedBlob]
    texts: list[RedactedText]
    versions: list[str]

    @property
    def places(self) -> dict[str, list[dict[str, object]]]:
        """What was taken out and where, without what it was, ready for JSON."""
        return {
            "blobs": [asdict(blob) for blob in self.blobs],
            "texts": [asdict(text) for text in self.texts],
        }


def redact_people(connection: Connection, terms: Collection[Term], author: str) -> Redaction:
    """Take the terms out of all versions. What was done can be done again with `redact_places`."""
    redacted = [
        redact_blob(connection, table, name, cells)
        for table, name in _files(connection)
        if (cells := list(_cells(table, from_parquet(table, blobs.read(connection, [name])[name]), terms)))
    ]
    texts = [found for each in history(connection) for found in _texts(each, terms)]
    return Redaction(redacted, texts, _record(connection, redacted, texts, author))


def redact_places(
    connection: Connection, places: Sequence[RedactedBlob], texts: Sequence[RedactedText], author: str
) -> None:
    """Take out again what was taken out before, in versions that came back from a backup."""
    there = set(_files(connection))
    redacted = [
        redact_blob(connection, place.table, place.was, place.cells)
        for place in places
        if (place.table, place.was) in there
    ]
    held = {each.version_id: each for each in history(connection)}
    again = [
        text
        for text in texts
        if text.version_id in held and text.was == _salted(held[text.version_id], text.field)
    ]
    _record(connection, redacted, again, author)


def redact_blob(connection: Connection, table: str, was: str, cells: Sequence[RedactedCell]) -> RedactedBlob:
    """Put a redacted file in the place of a file, in every version that has it as this table."""
    frame = from_parquet(table, blobs.read(connection, [was])[was])
    for column in {cell.column for cell in cells}:
        texts = frame[column].tolist()
        for cell in cells:
            if cell.column == column:
                texts[cell.row] = without(texts[cell.row], cell.spans)
        frame = frame.assign(**{column: pd.Series(texts, index=frame.index, dtype="str")})
    content = to_parquet(table, frame)
    now = blobs.sha256_of(content)
    blobs.keep(connection, {now: content})
    connection.execute(
        update(VERSION_TABLES)
        .where(VERSION_TABLES.c.sha256 == was, VERSION_TABLES.c.table_name == table)
        .values(sha256=now)
    )
    return RedactedBlob(table, was, now, list(cells))


def without_people(connection: Connection, texts: pd.Series) -> pd.Series:
    """Texts that leave the dashboard, with the mark in place of each name and address of a contact."""
    terms = [term for found in known_people(connection).values() for term in found]
    spans = SearchedColumn(str(texts.name), texts).texts_with(terms)
    return texts.map(lambda text: without(text, spans[text]) if text in spans else text, na_action="ignore")


def without(text: str, spans: Spans) -> str:
    """The text with the mark in place of each span; spans that touch or overlap count as one."""
    kept: list[str] = []
    end = 0
    for start, stop in sorted(spans):
        if not kept or start > end:
            kept += [text[end:start], MARK]
        end = max(end, stop)
    return "".join([*kept, text[end:]])


def _files(connection: Connection) -> list[tuple[str, str]]:
    """Table and hash of every file that a version has."""
    rows = connection.execute(select(VERSION_TABLES.c.table_name, VERSION_TABLES.c.sha256).distinct())
    return sorted((row.table_name, row.sha256) for row in rows)


def _cells(table: str, frame: pd.DataFrame, terms: Collection[Term]) -> Iterator[RedactedCell]:
    for column in free_text(table):
        for text, spans in SearchedColumn(column, frame[column]).texts_with(terms).items():
            for row in (frame[column] == text).to_numpy().nonzero()[0]:
                yield RedactedCell(column, int(row), spans)


def _texts(each: Version, terms: Collection[Term]) -> Iterator[RedactedText]:
    for field in _TEXTS:
        text = getattr(each, field)
        spans = [span for term in terms for span in term.spans(text)] if text else []
        if spans:
            yield RedactedText(each.version_id, field, _salted(each, field), spans)


def _salted(each: Version, field: str) -> str:
    return hashlib.sha256(f"{each.salt}:{field}:{getattr(each, field)}".encode()).hexdigest()


def _record(
    connection: Connection, redacted: Sequence[RedactedBlob], texts: Sequence[RedactedText], author: str
) -> list[str]:
    """Write the texts, give every version touched a new salt, and tell the log its new digest. Which ones."""
    touched = []
    replaced = {(blob.table, blob.now): blob.was for blob in redacted}
    for each in history(connection):
        mine = [text for text in texts if text.version_id == each.version_id]
        tables = {
            table: [replaced[table, content.sha256], content.sha256]
            for table, content in each.tables.items()
            if (table, content.sha256) in replaced
        }
        if not mine and not tables:
            continue
        values = {text.field: without(getattr(each, text.field), text.spans) for text in mine}
        connection.execute(
            update(VERSIONS)
            .where(VERSIONS.c.version_id == each.version_id)
            .values(**values, salt=secrets.token_hex(16))
        )
        digest = version(connection, each.version_id).digest
        audit.record(connection, author, "redact", each.version_id, digest=digest, tables=tables)
        touched.append(each.version_id)
    blobs.drop_unused(connection)
    return touched
