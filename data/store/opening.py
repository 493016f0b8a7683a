"""Opening a link by its token: what whoever has the address gets to see, and how often that happened.

A token that opens nothing, one that has expired, one that was revoked: the same question to the database, the
same answer, None.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, select, update

from data.errors import DashboardError
from data.store import passcodes
from data.store.columns import now
from data.store.links import hash_token
from data.store.tables import LINKS, SNAPSHOTS

FREE_MISSES: Final = 5
"""Wrong passcodes in a row before one has to wait: a minute, then twice as long each time, a day at most."""
LONGEST_WAIT: Final = timedelta(days=1)
PROOF_HOLDS: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class OpenedLink:
    """A live link and the manifest of its snapshot. passcode: its argon2 hash, None without one."""

    link_id: str
    snapshot_id: str
    manifest: Mapping[str, Any]
    passcode: str | None = field(repr=False)
    token_sha256: str = field(repr=False)
    wait_until: datetime | None


class TooManyGuessesError(DashboardError):
    """There were too many wrong passcodes; until: the moment from which another one is accepted."""

    def __init__(self, until: datetime) -> None:
        super().__init__("passcode_wait", until=until)
        self.until = until


def open_link(connection: Connection, token: str, at: datetime | None = None) -> OpenedLink | None:
    """The live link of a token, None where there is none. The caller has to check `passcode` first."""
    row = connection.execute(
        select(LINKS, SNAPSHOTS.c.manifest)
        .join(SNAPSHOTS, SNAPSHOTS.c.snapshot_id == LINKS.c.snapshot_id)
        .where(LINKS.c.token_sha256 == hash_token(token))
    ).first()
    if row is None or row.revoked_at is not None or (at or now()) >= row.expires_at:
        return None
    return OpenedLink(
        row.link_id, row.snapshot_id, row.manifest, row.passcode, row.token_sha256, row.wait_until
    )


def check_passcode(
    connection: Connection, link: OpenedLink, passcode: str, at: datetime | None = None
) -> bool:
    """Whether this is the passcode of a link that has one. A part of a write: a miss is remembered, for every
    process. TooManyGuessesError with the moment from which another try is accepted."""
    at = at or now()
    this = LINKS.c.link_id == link.link_id
    row = connection.execute(select(LINKS.c.misses, LINKS.c.wait_until).where(this)).first()
    if row is None or link.passcode is None:
        return False
    if row.wait_until is not None and at < row.wait_until:
        raise TooManyGuessesError(row.wait_until)
    if passcodes.is_correct(link.passcode, passcode):
        connection.execute(update(LINKS).where(this).values(misses=0, wait_until=None))
        return True
    misses = row.misses + 1
    connection.execute(update(LINKS).where(this).values(misses=misses, wait_until=_wait(misses, at)))
    return False


def issue_proof(link: OpenedLink, at: datetime | None = None) -> str:
    """A proof that somebody knew the passcode, good for half an hour. It is sealed with what the store knows
    of the link, so that every process can check it, and ends with the token or the link."""
    until = str(int(((at or now()) + PROOF_HOLDS).timestamp()))
    return f"{until}.{_seal(link, until)}"


def is_valid_proof(link: OpenedLink, proof: str, at: datetime | None = None) -> bool:
    """Whether a proof is genuine and has not expired."""
    until, _, seal = proof.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(link, until).encode()):
        return False
    return int(until) > (at or now()).timestamp()


def count_visit(connection: Connection, link_id: str, at: datetime | None = None) -> None:
    """Count one more visit by a person."""
    values = {"opens": LINKS.c.opens + 1, "last_opened_at": at or now()}
    connection.execute(update(LINKS).where(LINKS.c.link_id == link_id).values(**values))


def _wait(misses: int, at: datetime) -> datetime | None:
    if misses < FREE_MISSES:
        return None
    return at + min(timedelta(minutes=2 ** min(misses - FREE_MISSES, 20)), LONGEST_WAIT)


def _seal(link: OpenedLink, until: str) -> str:
    key = (link.passcode or "").encode()
    return hmac.new(key, f"{link.token_sha256}.{until}".encode(), hashlib.sha256).hexdigest()
