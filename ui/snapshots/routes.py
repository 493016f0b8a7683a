"""Links to snapshots: where they begin, and the routes that answer them with the store of this process.

What answers is imported with the first request: the port does not wait for it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from config import settings
from security.compression import accepts_gzip, gzipped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from sharing.links.serving import Site

_LARGEST_FORM: Final = 2048
"""Bytes: a passcode needs far fewer."""


def routes(opened: Callable[[], Awaitable[None]]) -> list[Route]:
    """`/s/TOKEN` and `/s/TOKEN/PART`. opened: returns when the store is ready, as far as it will be."""

    async def open_link(request: Request) -> Response:
        await opened()
        from sharing.links import serving

        link_request = serving.LinkRequest(
            verb=request.method,
            token=request.path_params["token"],
            part=request.path_params.get("part"),
            headers=request.headers,
            proof=request.cookies.get(serving.COOKIE, ""),
            passcode=await _passcode(request) if request.method == "POST" else None,
        )
        return await run_in_threadpool(serving.answer, _site(), link_request)

    verbs = ["GET", "POST"]
    return [
        Route("/s/{token}", open_link, methods=verbs),
        Route("/s/{token}/{part}", open_link, methods=verbs),
    ]


async def _passcode(request: Request) -> str:
    """What the form brought; "" where it is none or too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return ""
    return parse_qs(body.decode("utf-8", "replace")).get("passcode", [""])[0]


@cache
def _site() -> Site:
    from sharing.links.serving import Site
    from ui.core import store

    return Site(store.opened, settings().links_begin, gzipped, accepts_gzip)
