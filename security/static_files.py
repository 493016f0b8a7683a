"""Streamlit's own files (26 MB of scripts, sent as they are) compressed once and kept in memory.

Why not a library, and why gzip: decision 2 in `docs/decisions/`.
"""

import asyncio
import hashlib
import mimetypes
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from security.addresses import is_page
from security.compression import accepts_gzip, gzipped

IMMUTABLE: Final = "public, max-age=31536000, immutable"
COMPRESSIBLE: Final = frozenset({".js", ".css", ".svg", ".wasm"})


class StaticFiles:
    """ASGI middleware that answers for the first page and for every file under `/static/` worth compressing.

    Names under `/static/` carry a hash of their content, so they are kept for good. Pictures, fonts and
    clients without gzip go on to Streamlit. Every page is the same `index_page`, asked for again each time.
    """

    def __init__(self, app: ASGIApp, folder: Path, index_page: str) -> None:
        self._app = app
        self._paths = {
            f"/{file.relative_to(folder).as_posix()}": file
            for file in folder.glob("static/**/*")
            if file.suffix in COMPRESSIBLE
        }
        self._copies: dict[str, asyncio.Task[bytes | None]] = {}
        self._index = _Index(index_page)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(scope)
        await (response or self._app)(scope, receive, send)

    async def _response(self, scope: Scope) -> Response | None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return None
        headers = Headers(scope=scope)
        if is_page(scope["path"]):
            return self._index.response(headers)
        if scope["path"] in self._paths and accepts_gzip(headers.get("accept-encoding", "")):
            return await self._compressed(scope["path"])
        return None

    async def _compressed(self, path: str) -> Response | None:
        """The compressed copy, made in a thread for the first who asks; others wait for the same one."""
        if path not in self._copies:
            self._copies[path] = asyncio.create_task(asyncio.to_thread(_read_compressed, self._paths[path]))
        try:
            copy = await asyncio.shield(self._copies[path])
        except (
            OSError
        ):  # too many open files, say: Streamlit answers this once, and the next who asks tries again
            self._copies.pop(path, None)
            return None
        if copy is None:
            return None
        media_type = mimetypes.guess_type(path)[0]
        return Response(copy, media_type=media_type, headers=_encoded({"cache-control": IMMUTABLE}))


def _read_compressed(file: Path) -> bytes | None:
    return gzipped(file.read_bytes())


def _encoded(headers: dict[str, str]) -> dict[str, str]:
    return {**headers, "content-encoding": "gzip", "vary": "Accept-Encoding"}


class _Index:
    """The frame of every page, with its compressed copy."""

    def __init__(self, page: str) -> None:
        self._plain = page.encode()
        self._compressed = gzipped(self._plain)
        self._etag = f'W/"{hashlib.sha256(self._plain).hexdigest()[:16]}"'

    def response(self, request: Headers) -> Response:
        headers = {"cache-control": "no-cache", "etag": self._etag, "vary": "Accept-Encoding"}
        if self._etag in request.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if self._compressed is not None and accepts_gzip(request.get("accept-encoding", "")):
            return Response(self._compressed, media_type="text/html", headers=_encoded(headers))
        return Response(self._plain, media_type="text/html", headers=headers)
