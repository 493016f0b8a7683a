"""The list of erasures beside the database: one that must be recovered may be one that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import orjson
from sqlalchemy import Engine

from data.store.columns import format_time, parse_time
from data.store.database import reading
from data.store.erasure import Erasure, erasures

NAME: Final = "erasures.jsonl"


def write(engine: Engine, folder: Path) -> None:
    """Write the list of a store into its folder: hashes of ids, and places. It never gets shorter."""
    with reading(engine) as connection:
        known = merge(read(folder), erasures(connection))
    lines = [
        orjson.dumps(
            {"contact_sha256": done.contact_sha256, "at": format_time(done.at), "removed": done.removed}
        )
        for done in known
    ]
    folder.mkdir(parents=True, exist_ok=True)  # with DATABASE_URL nothing else may have made it
    part = folder / f"{NAME}.part"
    with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(b"".join(line + b"\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / NAME)


def read(folder: Path) -> list[Erasure]:
    """The list as it stands in the folder; empty where there is none."""
    path = folder / NAME
    if not path.exists():
        return []
    entries = [orjson.loads(line) for line in path.read_bytes().splitlines() if line]
    return [Erasure(each["contact_sha256"], parse_time(each["at"]), each["removed"]) for each in entries]


def merge(*lists: Iterable[Erasure]) -> list[Erasure]:
    """Every erasure of any list once, oldest first."""
    known = {(done.contact_sha256, done.at): done for each in lists for done in each}
    return sorted(known.values(), key=lambda done: done.at)
