"""An upload into the store: version, contacts and what the reader learned, all in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from data.reading.upload import ReadFile, Upload
from data.store.commit import Source, commit
from data.store.contact_upload import save_uploaded
from data.store.decisions import save_memory
from data.store.versions import Version, current


@dataclass(frozen=True)
class StoredUpload:
    """What became of an upload. version: the newest one, which is a new one where `is_new`.
    contacts: how many were added or changed or found as they are."""

    version: Version
    is_new: bool
    contacts: int


def store_upload(  # noqa: PLR0913  as `commit`
    connection: Connection,
    upload: Upload,
    *,
    author: str,
    note: str,
    parent: str | None,
    headline: Mapping[str, Any],
    shown: str | None = None,
) -> StoredUpload:
    """Commit an upload. Where it changes no table there is no new version. Raises as `commit`."""
    contacts = save_uploaded(connection, upload.contacts, author=author) if len(upload.contacts) else []
    if upload.memory is not None:
        save_memory(connection, upload.memory, author=author)
    newest = current(connection)
    if newest is not None and newest.version_id == parent and not upload.changes:
        return StoredUpload(newest, is_new=False, contacts=len(contacts))
    made = commit(
        connection,
        upload.candidate,
        author=author,
        note=note,
        parent=parent,
        headline=headline,
        source=source_of(upload.files),
        shown=shown,
    )
    return StoredUpload(made, is_new=True, contacts=len(contacts))


def source_of(files: tuple[ReadFile, ...]) -> Source | None:
    """The files of an upload as one source: their names, and a hash that several files share."""
    outer = [file for file in files if file.sha256]
    if not outer:
        return None
    names = ", ".join(dict.fromkeys(file.name for file in outer))
    hashes = sorted({file.sha256 for file in outer})
    if len(hashes) == 1:
        return Source(names, hashes[0])
    return Source(names, hashlib.sha256("".join(hashes).encode()).hexdigest())
