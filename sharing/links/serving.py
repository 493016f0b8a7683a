"""Answering a link: the bytes that were frozen, or a page that says nothing of why there are none.

No session and nothing remembered of the visitor. A GET changes nothing; that it was opened is counted after
the answer, and not at all where that fails.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.background import BackgroundTask
from starlette.responses import Response

from data.errors import DashboardError
from data.store import opening, snapshots
from data.store.columns import now
from data.store.database import reading, writing
from sharing.links import pages, tokens
from sharing.links.visitors import is_person, makes_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Engine

    from data.store.opening import Opened
    from sharing.links.pages import Words

COOKIE: Final = "opened"
PREVIEW: Final = "preview.png"
_TAKEN_ALONG: Final = (".html", ".pdf", ".pptx", ".xlsx", ".txt", ".png")
"""Endings of the parts that a link hands out."""
_SHOWN: Final = (".png", ".txt")
"""Those that a browser shows; the others it saves."""
_HTML: Final = "text/html; charset=utf-8"
_KEPT_READY: Final = 16

logger = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Site:
    """What serving needs to know. engine: the store, as soon as it can be used. begin: how links begin."""

    engine: Callable[[], Engine]
    words: Words
    begin: str
    gzipped: Callable[[bytes], bytes | None]
    takes_gzip: Callable[[str], bool]


@dataclass(frozen=True)
class Asked:
    """A request. part: None for the report itself. passcode: what a form brought, None where none did."""

    verb: str
    token: str
    part: str | None
    headers: Mapping[str, str]
    proof: str
    passcode: str | None

    @property
    def name(self) -> str:
        """The part that is asked for."""
        return self.part or snapshots.PAGE


@dataclass(frozen=True)
class _Ready:
    content: bytes
    compressed: bytes | None
    policy: str


_ready: Final[dict[str, _Ready]] = {}
"""Pages by the hash of their bytes, compressed once. A link is looked up each time all the same."""


def answer(site: Site, asked: Asked) -> Response:
    """The answer to a request, in a thread of its own: it waits for the store."""
    try:
        if asked.verb == "POST" and asked.passcode is not None:
            return _with_passcode(site, asked, asked.passcode)
        with reading(site.engine()) as connection:
            found = opening.opened(connection, asked.token)
            if found is None or not _is_handed_out(found, asked.name):
                return _gone(site)
            if found.passcode is not None and not opening.is_proven(found, asked.proof):
                return _form(site, 200 if asked.part is None else 403)
            return _report(site, asked, connection, found)
    except DashboardError as error:
        logger.error("A link could not be answered: %s", error.code)  # noqa: TRY400  the code says it all
        return _page(pages.unavailable(site.words), 503, {"retry-after": "60"})


def _with_passcode(site: Site, asked: Asked, passcode: str) -> Response:
    """The report in answer to the right passcode, with a proof for what else is asked for."""
    with writing(site.engine()) as connection:
        found = opening.opened(connection, asked.token)
        if found is None or not _is_handed_out(found, asked.name):
            return _gone(site)
        if found.passcode is not None:
            try:
                fits = opening.fits(connection, found, passcode)
            except opening.TooManyGuessesError as wait:
                return _wait(site, wait)
            if not fits:
                return _form(site, 403, site.words.wrong)
        report = _report(site, asked, connection, found)
    if found.passcode is not None:
        report.set_cookie(
            COOKIE,
            opening.proof(found),
            max_age=int(opening.PROOF_HOLDS.total_seconds()),
            path=f"{tokens.PREFIX}{asked.token}",
            secure=site.begin.startswith("https:"),
            httponly=True,
            samesite="lax",
        )
    return report


def _report(site: Site, asked: Asked, connection: Connection, found: Opened) -> Response:
    """The part that was asked for; a robot that makes a preview gets title and picture instead."""
    if asked.part is None and found.passcode is None and makes_preview(asked.headers):
        return _page(_preview(site, asked, found), 200, {"vary": "User-Agent"})
    sha256 = found.manifest["parts"][asked.name]["sha256"]
    response = (
        _html(site, asked, connection, sha256)
        if asked.part is None
        else _file(connection, asked.name, found, sha256)
    )
    if asked.verb != "HEAD" and asked.part != PREVIEW and is_person(asked.headers):
        response.background = BackgroundTask(_count, site, found.link_id)
    return response


def _html(site: Site, asked: Asked, connection: Connection, sha256: str) -> Response:
    if sha256 not in _ready:
        content = snapshots.read_part(connection, sha256)
        while len(_ready) >= _KEPT_READY:
            _ready.pop(next(iter(_ready)), None)
        _ready[sha256] = _Ready(content, site.gzipped(content), pages.policy(content))
    ready = _ready[sha256]
    headers = {"vary": "Accept-Encoding, User-Agent", **_headers(ready.policy)}
    if ready.compressed is not None and site.takes_gzip(asked.headers.get("accept-encoding", "")):
        headers["content-encoding"] = "gzip"
        return Response(ready.compressed, media_type=_HTML, headers=headers)
    return Response(ready.content, media_type=_HTML, headers=headers)


def _file(connection: Connection, name: str, found: Opened, sha256: str) -> Response:
    """A part to take along, under a name that says what it is and of which day."""
    manifest = found.manifest
    kind = "inline" if name.endswith(_SHOWN) else "attachment"
    stem, _, ending = name.rpartition(".")
    called = f"{manifest['kind']}-{manifest['as_of']}{stem.removeprefix('report')}.{ending}"
    headers = {"content-disposition": f'{kind}; filename="{called}"', **_headers(pages.policy(b""))}
    content = snapshots.read_part(connection, sha256)
    return Response(content, media_type=manifest["parts"][name]["media_type"], headers=headers)


def _is_handed_out(found: Opened, name: str) -> bool:
    return name in found.manifest["parts"] and name.endswith(_TAKEN_ALONG)


def _preview(site: Site, asked: Asked, found: Opened) -> bytes:
    here = tokens.address(site.begin, asked.token)
    picture = f"{here}/{PREVIEW}" if PREVIEW in found.manifest["parts"] else ""
    return pages.preview(found.manifest["language"], found.manifest["title"], here, picture)


def _gone(site: Site) -> Response:
    return _page(pages.gone(site.words), 404)


def _form(site: Site, status: int, problem: str = "", headers: Mapping[str, str] | None = None) -> Response:
    return _page(pages.passcode_form(site.words, problem), status, headers, form=True)


def _wait(site: Site, wait: opening.TooManyGuessesError) -> Response:
    seconds = max(1, int((wait.until - now()).total_seconds()))
    return _form(site, 429, site.words.wait(wait.until), {"retry-after": str(seconds)})


def _page(
    content: bytes, status: int, headers: Mapping[str, str] | None = None, *, form: bool = False
) -> Response:
    named = _headers(pages.policy(content, form=form)) | dict(headers or {})
    return Response(content, status_code=status, media_type=_HTML, headers=named)


def _headers(policy: str) -> dict[str, str]:
    return {
        "content-security-policy": policy,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex, nofollow",
    }


def _count(site: Site, link_id: str) -> None:
    """One more opening. Where the store is busy or closed to writes, it is not counted."""
    try:
        with writing(site.engine()) as connection:
            opening.count(connection, link_id)
    except DashboardError as error:
        logger.warning("An opening was not counted: %s", error.code)
