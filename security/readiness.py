"""The work a server does once before its first reader, beside its start and not in front of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

logger = logging.getLogger(__name__)

LOADING: Final = "The dashboard is still loading its data; ask again in a moment."
FAILED: Final = "The dashboard could not load its data; the server's log says why."
AGAIN_AFTER: Final = 15.0
"""Seconds until a failed preparation is tried again: a corrected file needs no restart."""
READERS_FIRST: Final = 2.0
"""Seconds the check gives way to readers who already waited for the data."""

Step = Callable[[], Awaitable[None]]


class CannotServeError(Exception):
    """A step found that the dashboard cannot serve. The message is a sentence for `/readyz`."""


class Readiness:
    """Loads, then checks, and remembers how that went."""

    def __init__(self) -> None:
        self._problem: str | None = LOADING
        self._open = asyncio.Event()
        self._waited = False

    def problem(self) -> str | None:
        """Why the dashboard cannot serve, as a sentence; None when it can."""
        return self._problem

    async def prepare(self, load: Step, check: Step) -> None:
        """Runs `load` and `check` until both succeed. A failure is logged and stays the problem meanwhile.

        Sessions are let in after the first `load`, even a failed one: the app says best what is wrong.
        """
        while not await self._attempt(load, check):
            await asyncio.sleep(AGAIN_AFTER)

    async def opened(self) -> None:
        """Returns when sessions may begin."""
        self._waited = self._waited or not self._open.is_set()
        await self._open.wait()

    async def _attempt(self, load: Step, check: Step) -> bool:
        """One run of both steps, and whether it succeeded. A problem that stays is logged once."""
        before = self._problem
        try:
            await self._load(load)
            await check()
            self._problem = None
        except CannotServeError as error:
            self._problem = str(error)
            if self._problem != before:
                logger.error("Not ready: %s", error)  # noqa: TRY400  the sentence is all there is to say
        except Exception:
            self._problem = FAILED
            if self._problem != before:
                logger.exception("Not ready")
        return self._problem is None

    async def _load(self, load: Step) -> None:
        try:
            await load()
        finally:
            self._open.set()
        if self._waited:
            self._waited = False
            await asyncio.sleep(READERS_FIRST)


class SessionsWait:
    """ASGI middleware: a session begins only when the data are loaded.

    It would otherwise import the same libraries at the same moment in another thread, where each waits for
    the other's locks and, at worst, sees a half-imported module.
    """

    def __init__(self, app: ASGIApp, readiness: Readiness) -> None:
        self._app = app
        self._readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._readiness.opened()
        await self._app(scope, receive, send)
