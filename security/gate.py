"""The gate: every request passes here first, and what is not allowed is answered here.

Deny by default. A caller whom `caller.refusal` has something against learns nothing else; then unknown
addresses and verbs are refused. Public addresses ask for no caller at all.
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from security import addresses, caller


class Gate:
    """ASGI middleware that lets through what `addresses` and `caller` allow."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = None if scope["type"] == "lifespan" else _answer(scope)
        if answer is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(answer)
        else:
            await answer(scope, receive, send)


def _answer(scope: Scope) -> PlainTextResponse | None:
    """The refusal this request gets, or None where it may pass."""
    path = scope["path"]
    public = addresses.is_public(path)
    reason = None if public else caller.refusal(scope)
    if reason is not None:
        return _text(reason, 403)
    verbs = addresses.verbs_at(path)
    if not verbs:
        return _text("There is nothing at this address.", 404)
    verb = addresses.LIVE if scope["type"] == "websocket" else scope["method"]
    if verb not in verbs:
        allowed = ", ".join(sorted(verbs - {addresses.LIVE}))
        return _text("This address does not take this verb.", 405, {"allow": allowed})
    return None


def _text(sentence: str, status: int, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{sentence}\n", status_code=status, headers=headers)
