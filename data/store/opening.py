"""Opening a link by its token: what whoever has the address gets to see, and how often that happened.

A token that opens nothing, one that has expired, one that was revoked: the same question to the database, the
same answer, None.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from data.errors import DashboardError
from data.store import passcodes
from data.store.columns import now
from data.store.links import hash_of
from data.store.tables import BUNDLES, LINKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

FREE_MISSES: Final = 5
"""Wrong passcodes in a row before one has to wait: a minute, then twice as long each time, a day at most."""
LONGEST_WAIT: Final = timedelta(days=1)
PROOF_HOLDS: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class Opened:
    """A live link and the manifest of its bundle. passcode: what argon2 made of it, None without one."""

    link_id: str
    bundle_id: str
    manifest: Mapping[str, Any]
    passcode: str | None = field(repr=False)
    token_sha256: str = field(repr=False)
    wait_until: datetime | None


class TooManyGuessesError(DashboardError):
    """There were too many wrong passcodes; until: from then on another one is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__("passcode_wait", until=until)
        self.until = until


def opened(connection: Connection, token: str, at: datetime | None = None) -> Opened | None:
    """What a token opens at a moment, None where nothing. Whoever asks has to look at `passcode` first."""
    row = connection.execute(
        select(LINKS, BUNDLES.c.manifest)
        .join(BUNDLES, BUNDLES.c.bundle_id == LINKS.c.bundle_id)
        .where(LINKS.c.token_sha256 == hash_of(token))
    ).first()
    if row is None or row.revoked_at is not None or (at or now()) >= row.expires_at:
        return None
    return Opened(row.link_id, row.bundle_id, row.manifest, row.passcode, row.token_sha256, row.wait_until)


def fits(connection: Connection, found: Opened, passcode: str, at: datetime | None = None) -> bool:
    """Whether this is the passcode of a link that has one. A part of a write: a miss is remembered, for every
    process. TooManyGuessesError with the moment from which on another try is looked at."""
    at = at or now()
    this = LINKS.c.link_id == found.link_id
    row = connection.execute(select(LINKS.c.misses, LINKS.c.wait_until).where(this)).first()
    if row is None or found.passcode is None:
        return False
    if row.wait_until is not None and at < row.wait_until:
        raise TooManyGuessesError(row.wait_until)
    if passcodes.fits(found.passcode, passcode):
        connection.execute(update(LINKS).where(this).values(misses=0, wait_until=None))
        return True
    misses = row.misses + 1
    connection.execute(update(LINKS).where(this).values(misses=misses, wait_until=_wait(misses, at)))
    return False


def proof(found: Opened, at: datetime | None = None) -> str:
    """What shows for half an hour that somebody knew the passcode. It is sealed with what the store knows of
    the link, so that every process can check it, and ends with the token or the link."""
    until = str(int(((at or now()) + PROOF_HOLDS).timestamp()))
    return f"{until}.{_seal(found, until)}"


def is_proven(found: Opened, shown: str, at: datetime | None = None) -> bool:
    """Whether what somebody shows is a proof that still holds."""
    until, _, seal = shown.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(found, until).encode()):
        return False
    return int(until) > (at or now()).timestamp()


def count(connection: Connection, link_id: str, at: datetime | None = None) -> None:
    """One more opening by a person."""
    values = {"opens": LINKS.c.opens + 1, "last_opened_at": at or now()}
    connection.execute(update(LINKS).where(LINKS.c.link_id == link_id).values(**values))


def _wait(misses: int, at: datetime) -> datetime | None:
    if misses < FREE_MISSES:
        return None
    return at + min(timedelta(minutes=2 ** min(misses - FREE_MISSES, 20)), LONGEST_WAIT)


def _seal(found: Opened, until: str) -> str:
    key = (found.passcode or "").encode()
    return hmac.new(key, f"{found.token_sha256}.{until}".encode(), hashlib.sha256).hexdigest()
