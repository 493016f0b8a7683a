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


class CannotServeError(Exception):
    """A step found that the dashboard cannot serve. The message is a sentence for `/readyz`."""


class Readiness:
    """Runs the preparing steps one after the other and remembers how that went."""

    def __init__(self) -> None:
        self._problem: str | None = LOADING
        self._finished = asyncio.Event()

    def problem(self) -> str | None:
        """Why the dashboard cannot serve, as a sentence; None when it can."""
        return self._problem

    async def prepare(self, *steps: Callable[[], Awaitable[None]]) -> None:
        """Runs `steps` until they all succeed. A failure is logged and is the problem until the next attempt.

        Sessions are let in after the first attempt, even a failed one: the app says best what is wrong.
        """
        await self._attempt(steps)
        while self._problem is not None:
            await asyncio.sleep(AGAIN_AFTER)
            await self._attempt(steps)

    async def _attempt(self, steps: tuple[Callable[[], Awaitable[None]], ...]) -> None:
        """One run of the steps; the first that fails ends it. A problem that stays is logged once."""
        before = self._problem
        try:
            for step in steps:
                await step()
            self._problem = None
        except CannotServeError as error:
            self._problem = str(error)
            if self._problem != before:
                logger.error("Not ready: %s", error)  # noqa: TRY400  the sentence is all there is to say
        except Exception:
            self._problem = FAILED
            if self._problem != before:
                logger.exception("Not ready")
        finally:
            self._finished.set()

    async def finished(self) -> None:
        """Returns when the first attempt is over, well or badly."""
        await self._finished.wait()


class SessionsWait:
    """ASGI middleware: a session begins only when the preparing steps are over.

    It would otherwise import the same libraries at the same moment in another thread, where each waits for
    the other's locks and, at worst, sees a half-imported module.
    """

    def __init__(self, app: ASGIApp, readiness: Readiness) -> None:
        self._app = app
        self._readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._readiness.finished()
        await self._app(scope, receive, send)
