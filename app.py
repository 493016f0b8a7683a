"""The server: the app of `ui/main.py` behind the gate; `python app.py` or `streamlit run app.py` starts it.

From the outside in: headers on every answer, the gate, compressed static files, sessions that wait until
the data are loaded, Streamlit.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.file_util import get_static_dir
from streamlit.runtime import Runtime

import config
from data.errors import UnusableDataError
from security import health, index_page
from security.gate import Gate
from security.headers import SecurityHeaders, content_security_policy, hardened
from security.readiness import CannotServeError, Readiness, SessionsWait
from security.static_files import StaticFiles
from ui import assets, errors

SETTINGS: Final = config.settings_or_exit()
STATIC: Final = Path(get_static_dir())
INDEX: Final = index_page.adapted(
    (STATIC / "index.html").read_text(),
    title="Membership dashboard",
    noscript="This dashboard needs JavaScript. Please switch it on for this address.",
)
POLICY: Final = content_security_policy(INDEX)

logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
logger = logging.getLogger("dashboard")
readiness = Readiness()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Prepares the first session beside the start, so that the port answers at once."""
    preparing = asyncio.create_task(readiness.prepare(load_data, run_script_once))
    yield
    preparing.cancel()


async def load_data() -> None:
    """Imports what the pages need and reads the data, in a thread: the server answers meanwhile."""
    await asyncio.to_thread(_warm)


def _warm() -> None:
    from ui import services  # pandas, plotly and pyarrow come with it; the port is not to wait for them

    try:
        services.warm()
    except UnusableDataError as error:
        count = len(error.report.errors)
        raise CannotServeError(f"The data cannot be read (problems: {count}); see the first page.") from error


async def run_script_once() -> None:
    """Runs the first page as a session would, which loads whatever Streamlit imports only then."""
    runs, _ = await Runtime.instance().does_script_run_without_error()
    if not runs:
        raise CannotServeError("The first page fails; the server's log says why.")


def on_script_error(error: Exception) -> bool:
    """Logs `error` under a number and shows the reader that number; True keeps Streamlit's own box away."""
    error_id = _logged(error)
    errors.show(error_id)
    return True


async def on_server_error(_: Request, error: Exception) -> Response:
    """The answer when a route itself fails; made outside of every middleware, so it is hardened here."""
    sentence = f"Something failed here; the data are as they were. The error number is {_logged(error)}."
    return hardened(PlainTextResponse(f"{sentence}\n", status_code=500), POLICY)


def _logged(error: Exception) -> str:
    error_id = uuid4().hex[:8]
    logger.error("Error %s", error_id, exc_info=error)
    return error_id


app = st.App(
    "ui/main.py",
    routes=[*health.routes(readiness.problem), assets.route()],
    middleware=[
        Middleware(SecurityHeaders, policy=POLICY),
        Middleware(Gate),
        Middleware(StaticFiles, folder=STATIC, index_page=INDEX),
        Middleware(SessionsWait, readiness=readiness),
    ],
    lifespan=lifespan,
    on_script_error=on_script_error,
    exception_handlers={Exception: on_server_error},
)

if __name__ == "__main__":
    app.run(config={"server.port": SETTINGS.port, "server.address": SETTINGS.host})
elif st.get_option("server.address") not in config.LOOPBACK_NAMES:
    config.exit_with(
        f"server.address must be {', '.join(config.LOOPBACK_NAMES)} while no sign-in is set up; "
        f"it is '{st.get_option('server.address')}'."
    )
