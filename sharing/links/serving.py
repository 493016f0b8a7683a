"""Answering a link: the bytes of the snapshot, or a page that says nothing of why there are none.

No session and nothing remembered of the visitor. A GET changes nothing; that it was opened is counted after
the answer, and not at all where that fails.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine
from starlette.background import BackgroundTask
from starlette.responses import Response

from data.errors import DashboardError
from data.store import opening, snapshots
from data.store.columns import now
from data.store.database import reading, writing
from data.store.opening import OpenedLink
from sharing.formats.media_types import FORMATS
from sharing.links import pages, tokens
from sharing.links.visitors import is_person, makes_preview
from text import say

COOKIE: Final = "opened"
PREVIEW: Final = "preview.png"
_DOWNLOADS: Final = tuple(f".{ending}" for ending in FORMATS)
"""Endings of the parts that a link hands out."""
_SHOWN: Final = (".png", ".txt")
"""Those that a browser shows; the others it saves."""
_HTML: Final = "text/html; charset=utf-8"
_CACHED_MOST: Final = 16

logger = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Site:
    """What serving needs to know. engine: the store, as soon as it can be used. begin: how links begin."""

    engine: Callable[[], Engine]
    begin: str
    gzipped: Callable[[bytes], bytes | None]
    takes_gzip: Callable[[str], bool]


@dataclass(frozen=True)
class LinkRequest:
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
class _CachedPage:
    content: bytes
    compressed: bytes | None
    policy: str


_cached_pages: Final[dict[str, _CachedPage]] = {}
"""Pages by the hash of their bytes, compressed once. A link is looked up each time all the same."""


def answer(site: Site, request: LinkRequest) -> Response:
    """The answer to a request, in a thread of its own: it waits for the store."""
    try:
        if request.verb == "POST" and request.passcode is not None:
            return _with_passcode(site, request, request.passcode)
        with reading(site.engine()) as connection:
            link = opening.open_link(connection, request.token)
            if link is None or not _is_handed_out(link, request.name):
                return _gone()
            if link.passcode is not None and not opening.is_valid_proof(link, request.proof):
                return _form(200 if request.part is None else 403)
            return _report(site, request, connection, link)
    except DashboardError as error:
        logger.error("A link could not be answered: %s", error.code)  # noqa: TRY400  the code says it all
        return _page(pages.unavailable(), 503, {"retry-after": "60"})


def _with_passcode(site: Site, request: LinkRequest, passcode: str) -> Response:
    """The report in answer to the right passcode, with a proof for what else is asked for."""
    with writing(site.engine()) as connection:
        link = opening.open_link(connection, request.token)
        if link is None or not _is_handed_out(link, request.name):
            return _gone()
        if link.passcode is not None:
            try:
                fits = opening.check_passcode(connection, link, passcode)
            except opening.TooManyGuessesError as wait:
                return _wait(wait)
            if not fits:
                return _form(403, say("link.wrong"))
        report = _report(site, request, connection, link)
    if link.passcode is not None:
        report.set_cookie(
            COOKIE,
            opening.issue_proof(link),
            max_age=int(opening.PROOF_HOLDS.total_seconds()),
            path=f"{tokens.PREFIX}{request.token}",
            secure=site.begin.startswith("https:"),
            httponly=True,
            samesite="lax",
        )
    return report


def _report(site: Site, request: LinkRequest, connection: Connection, link: OpenedLink) -> Response:
    """The part that was asked for; a robot that makes a preview gets title and picture instead."""
    if request.part is None and link.passcode is None and makes_preview(request.headers):
        return _page(_preview(site, request, link), 200, {"vary": "User-Agent"})
    sha256 = link.manifest["parts"][request.name]["sha256"]
    response = (
        _html(site, request, connection, sha256)
        if request.part is None
        else _file(connection, request.name, link, sha256)
    )
    if request.verb != "HEAD" and request.part != PREVIEW and is_person(request.headers):
        response.background = BackgroundTask(_count, site, link.link_id)
    return response


def _html(site: Site, request: LinkRequest, connection: Connection, sha256: str) -> Response:
    if sha256 not in _cached_pages:
        content = snapshots.read_part_by_hash(connection, sha256)
        while len(_cached_pages) >= _CACHED_MOST:
            _cached_pages.pop(next(iter(_cached_pages)), None)
        _cached_pages[sha256] = _CachedPage(content, site.gzipped(content), pages.policy(content))
    page = _cached_pages[sha256]
    headers = {"vary": "Accept-Encoding, User-Agent", **_headers(page.policy)}
    if page.compressed is not None and site.takes_gzip(request.headers.get("accept-encoding", "")):
        headers["content-encoding"] = "gzip"
        return Response(page.compressed, media_type=_HTML, headers=headers)
    return Response(page.content, media_type=_HTML, headers=headers)


def _file(connection: Connection, name: str, link: OpenedLink, sha256: str) -> Response:
    """A part to take along, under a name that says what it is and of which day."""
    manifest = link.manifest
    kind = "inline" if name.endswith(_SHOWN) else "attachment"
    stem, _, ending = name.rpartition(".")
    called = f"{manifest['kind']}-{manifest['as_of']}{stem.removeprefix('report')}.{ending}"
    headers = {"content-disposition": f'{kind}; filename="{called}"', **_headers(pages.policy(b""))}
    content = snapshots.read_part_by_hash(connection, sha256)
    return Response(content, media_type=manifest["parts"][name]["media_type"], headers=headers)


def _is_handed_out(link: OpenedLink, name: str) -> bool:
    return name in link.manifest["parts"] and name.endswith(_DOWNLOADS)


def _preview(site: Site, request: LinkRequest, link: OpenedLink) -> bytes:
    here = tokens.address(site.begin, request.token)
    picture = f"{here}/{PREVIEW}" if PREVIEW in link.manifest["parts"] else ""
    return pages.preview(link.manifest["language"], link.manifest["title"], here, picture)


def _gone() -> Response:
    return _page(pages.gone(), 404)


def _form(status: int, problem: str = "", headers: Mapping[str, str] | None = None) -> Response:
    return _page(pages.passcode_form(problem), status, headers, form=True)


def _wait(wait: opening.TooManyGuessesError) -> Response:
    seconds = max(1, int((wait.until - now()).total_seconds()))
    problem = say("link.wait", until=f"{wait.until:%H:%M} UTC, {wait.until:%Y-%m-%d}")
    return _form(429, problem, {"retry-after": str(seconds)})


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
            opening.count_visit(connection, link_id)
    except DashboardError as error:
        logger.warning("An opening was not counted: %s", error.code)
