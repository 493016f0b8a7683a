"""Links: ways to open a snapshot. The store knows the hash of a token, never the token.

`at` is the moment that counts, now where it is left out.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, insert, select, update

from data.errors import DashboardError
from data.store import audit, passcodes, snapshots
from data.store.authors import author_id
from data.store.columns import now
from data.store.tables import AUTHORS, LINKS

DAYS: Final = 30
MOST_DAYS: Final = 365


@dataclass(frozen=True)
class Link:
    """A link without its token. opens: by people, as far as robots say that they are robots."""

    link_id: str
    snapshot_id: str
    label: str
    author: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    has_passcode: bool
    opens: int
    last_opened_at: datetime | None

    def state(self, at: datetime | None = None) -> str:
        """'live', 'expired' or 'revoked'."""
        if self.revoked_at is not None:
            return "revoked"
        return "live" if (at or now()) < self.expires_at else "expired"


def create(  # noqa: PLR0913  what a link is, each by its name
    connection: Connection,
    snapshot_id: str,
    *,
    label: str,
    days: int = DAYS,
    passcode: str | None = None,
    author: str,
    at: datetime | None = None,
) -> tuple[Link, str]:
    """A new link, and its token, which cannot be read from the store again.

    DashboardError 'unknown_bundle', 'link_label_missing', 'link_days' (1 to 365), 'passcode_length'.
    """
    snapshots.find(connection, snapshot_id)
    if not label.strip():
        raise DashboardError("link_label_missing")
    if not 1 <= days <= MOST_DAYS:
        raise DashboardError("link_days", most=MOST_DAYS)
    at, link_id, token = at or now(), secrets.token_hex(6), _new_token()
    values = {
        "link_id": link_id,
        "snapshot_id": snapshot_id,
        "label": label.strip(),
        "token_sha256": hash_token(token),
        "passcode": None if passcode is None else passcodes.hash_passcode(passcode),
        "made_at": at,
        "expires_at": at + timedelta(days=days),
        "author_id": author_id(connection, author),
    }
    connection.execute(insert(LINKS).values(**values, opens=0, misses=0))
    audit.record(
        connection, author, "make_link", link_id, bundle=snapshot_id, days=days, passcode=passcode is not None
    )
    return find(connection, link_id), token


def find(connection: Connection, link_id: str) -> Link:
    """One link by its id. DashboardError 'unknown_link'."""
    row = connection.execute(_query().where(LINKS.c.link_id == link_id)).mappings().first()
    if row is None:
        raise DashboardError("unknown_link", link=link_id)
    return _link(dict(row))


def list_links(connection: Connection, snapshot_id: str | None = None) -> list[Link]:
    """The links of one snapshot, or of all, newest first; ended ones too."""
    query = _query() if snapshot_id is None else _query().where(LINKS.c.snapshot_id == snapshot_id)
    rows = connection.execute(query.order_by(LINKS.c.made_at.desc(), LINKS.c.link_id))
    return [_link(dict(row)) for row in rows.mappings()]


def revoke(connection: Connection, link_id: str, *, author: str, at: datetime | None = None) -> Link:
    """End a link for good, for every process with its next request. Twice is as good as once.

    DashboardError 'unknown_link'.
    """
    if find(connection, link_id).revoked_at is None:
        connection.execute(update(LINKS).where(LINKS.c.link_id == link_id).values(revoked_at=at or now()))
        audit.record(connection, author, "revoke_link", link_id)
    return find(connection, link_id)


def revoke_all(
    connection: Connection, *, author: str, snapshot_id: str | None = None, at: datetime | None = None
) -> int:
    """End all live links, of one snapshot or of all. Returns how many."""
    live = [each for each in list_links(connection, snapshot_id) if each.state(at) == "live"]
    for each in live:
        revoke(connection, each.link_id, author=author, at=at)
    return len(live)


def rotate(
    connection: Connection, link_id: str, *, author: str, at: datetime | None = None
) -> tuple[Link, str]:
    """Another token for a link; the old one opens nothing any more. The rest stays as it was.

    DashboardError 'unknown_link', 'link_ended' where it has expired or was revoked.
    """
    if find(connection, link_id).state(at) != "live":
        raise DashboardError("link_ended")
    token = _new_token()
    values = {"token_sha256": hash_token(token), "misses": 0, "wait_until": None}
    connection.execute(update(LINKS).where(LINKS.c.link_id == link_id).values(**values))
    audit.record(connection, author, "rotate_link", link_id)
    return find(connection, link_id), token


def without_live_link(
    connection: Connection, at: datetime | None = None
) -> list[tuple[snapshots.StoredSnapshot, int]]:
    """Snapshots that no live link opens, with their age in days, oldest first."""
    at = at or now()
    live = {each.snapshot_id for each in list_links(connection) if each.state(at) == "live"}
    idle = [
        stored for stored in reversed(snapshots.list_snapshots(connection)) if stored.snapshot_id not in live
    ]
    return [(stored, (at - stored.made_at).days) for stored in idle]


def hash_token(token: str) -> str:
    """The digest under which the store knows a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _new_token() -> str:
    return secrets.token_urlsafe(32)  # 256 bits


def _query() -> Select[Any]:
    columns = (
        LINKS.c.link_id,
        LINKS.c.snapshot_id.label("snapshot_id"),
        LINKS.c.label,
        AUTHORS.c.name.label("author"),
        LINKS.c.made_at,
        LINKS.c.expires_at,
        LINKS.c.revoked_at,
        LINKS.c.passcode.is_not(None).label("has_passcode"),
        LINKS.c.opens,
        LINKS.c.last_opened_at,
    )
    return select(*columns).join(AUTHORS, AUTHORS.c.author_id == LINKS.c.author_id)


def _link(row: dict[str, Any]) -> Link:
    return Link(**(row | {"has_passcode": bool(row["has_passcode"])}))
