"""The server: the app of `ui/shell/main.py` behind the gate. Start it with `python app.py`."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.file_util import get_static_dir
from streamlit.runtime import Runtime

import config
from security import front, health, index_page
from security.headers import content_security_policy, hardened
from security.readiness import CannotServeError, Readiness
from sharing.links import tokens
from ui.core import assets, errors
from ui.snapshots import routes as snapshots_routes

SETTINGS: Final = config.settings_or_exit()
STATIC: Final = Path(get_static_dir())
PAGE: Final = index_page.adapted(
    (STATIC / "index.html").read_text(),
    title="Membership",
    noscript="This dashboard needs JavaScript. Please switch it on for this address.",
)
POLICY: Final = content_security_policy(PAGE)

logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
tokens.hide_in_logs()
readiness = Readiness()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Prepares the first session beside the start, so that the port answers at once."""
    preparing = asyncio.create_task(readiness.prepare(load_data, run_script_once))
    yield
    preparing.cancel()


async def load_data() -> None:
    """Imports what the pages need and reads the data, in a thread: the server answers meanwhile.

    Nothing of it ever is garbage. To look for garbage meanwhile would take a sixth of the time, and to look
    at it again after each run of the script, as Streamlit does, 70 ms each; frozen, it is not looked at.
    """
    gc.disable()
    try:
        await asyncio.to_thread(_warm)
    finally:
        gc.freeze()
        gc.enable()


def _warm() -> None:
    from ui.core import queries, store  # pandas, plotly and more come along; the port is not to wait for them

    problem = store.problem()
    if problem is not None:
        raise CannotServeError(problem)
    queries.warm()


def problem() -> str | None:
    """Why the dashboard cannot serve, as a sentence; None when it can. Asks the store anew each time."""
    if readiness.problem() is not None:
        return readiness.problem()
    from ui.core import store  # imported by now: the preparing steps did it

    return store.problem()


async def run_script_once() -> None:
    """Runs the first page as a session would, which also loads whatever is imported only then."""
    runs, _ = await Runtime.instance().does_script_run_without_error()
    if not runs:
        raise CannotServeError("The first page fails; the server's log says why.")
    gc.freeze()


async def on_server_error(_: Request, error: Exception) -> Response:
    """The answer when a route itself fails; made outside of every middleware, so it is hardened here."""
    sentence = f"Something failed here; the data are as they were. The error number is {errors.log(error)}."
    return hardened(PlainTextResponse(f"{sentence}\n", status_code=500), POLICY)


app = st.App(
    "ui/shell/main.py",
    routes=[*health.routes(problem), assets.route(), *snapshots_routes.routes(readiness.opened)],
    middleware=front.middleware(STATIC, PAGE, POLICY, readiness),
    lifespan=lifespan,
    on_script_error=errors.log_and_show,
    exception_handlers={Exception: on_server_error},
)

if __name__ == "__main__":
    app.run(config={"server.port": SETTINGS.port, "server.address": SETTINGS.host})
elif st.get_option("server.address") not in config.LOOPBACK_NAMES:
    config.exit_with(
        f"server.address must be {config.LOCAL_ONLY}; it is '{st.get_option('server.address')}'."
    )
