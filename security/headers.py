"""The headers every answer carries: what a browser may load, and what others may do with the answer.

"Every" includes refusals, errors and WebSocket handshakes that are turned down, so the middleware stands
outermost; `hardened` serves the one answer that is made even further out, the 500 of last resort.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_UNUSED_FEATURES: Final = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_FIXED: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
}


def content_security_policy(index_page: str) -> str:
    """The policy under which the app runs: nothing from elsewhere, no script but files and `index_page`'s.

    The inline scripts of that page are allowed by their hashes, so that no other inline script is. Styles
    stay open ('unsafe-inline'): Streamlit writes them at run time. WebAssembly decodes its tables.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "base-uri 'none'",
            "object-src 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            " ".join(("script-src 'self'", *_hashes(index_page), "'wasm-unsafe-eval'")),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
        )
    )


def _hashes(page: str) -> Iterable[str]:
    for script in _INLINE_SCRIPT.findall(page):
        digest = hashlib.sha256(script.encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"


class SecurityHeaders:
    """ASGI middleware that adds the headers. An answer that brings one of its own keeps it (a snapshot may be
    stricter); an answer that says nothing about caching is not to be kept anywhere."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = _headers(policy)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = False

        async def send_with_headers(message: Message) -> None:
            nonlocal accepted
            if message["type"] == "websocket.close" and not accepted:
                await self._turn_down(send)
                return
            accepted = accepted or message["type"] == "websocket.accept"
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                self._add(message)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    async def _turn_down(self, send: Send) -> None:
        """A closed handshake is a bare 403 of the server's own; said as an answer it carries the headers."""
        start: Message = {"type": "websocket.http.response.start", "status": 403, "headers": []}
        self._add(start)
        await send(start)
        await send({"type": "websocket.http.response.body", "body": b""})

    def _add(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self._headers.items():
            headers.setdefault(name, value)


def _headers(policy: str) -> dict[str, str]:
    return {**_FIXED, "content-security-policy": policy, "cache-control": "no-store"}


def hardened(response: Response, policy: str) -> Response:
    """`response` with the same headers, for the error page that is made outside of every middleware."""
    for name, value in _headers(policy).items():
        response.headers.setdefault(name, value)
    return response
