"""Two questions for whoever watches the process: is it alive, and can it serve?"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


def routes(problem: Callable[[], str | None]) -> list[Route]:
    """`/healthz` says that the process answers; `/readyz` is a 503 with the sentence of `problem`, if any."""

    async def alive(_: Request) -> PlainTextResponse:
        return PlainTextResponse("alive\n")

    def ready(_: Request) -> PlainTextResponse:  # no coroutine: `problem` may wait, and waits in a thread
        sentence = problem()
        return PlainTextResponse(f"{sentence or 'ready'}\n", status_code=200 if sentence is None else 503)

    return [Route("/healthz", alive), Route("/readyz", ready)]
