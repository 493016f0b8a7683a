"""The real server as a child process: `streamlit run app.py` on a free port, ended by its own pid.

    with running() as server:
        httpx.get(server.url + "/healthz")

The fixture `server` keeps one for all tests of a module that only read; import it by name.
"""

import asyncio
import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

import httpx
import pytest
from starlette.types import ASGIApp

T = TypeVar("T")
Headers = Sequence[tuple[str, str]]
ROOT: Final = Path(__file__).resolve().parents[2]
STARTS_WITHIN: Final = 60.0
"""Seconds: generous, because a test machine may be busy; a start takes about two."""

PROBE: Final = """
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit.file_util import get_static_dir

from security import front, headers, health
from security.readiness import Readiness
from ui.core import assets, errors

STATIC = Path(get_static_dir())
PAGE = (STATIC / "index.html").read_text()
POLICY = headers.content_security_policy(PAGE)
readiness = Readiness()

async def nothing():
    pass

@asynccontextmanager
async def lifespan(_):
    await readiness.prepare(nothing, nothing)
    yield

app = st.App(
    "main.py",
    routes=[*health.routes(readiness.problem), assets.route()],
    middleware=front.middleware(STATIC, PAGE, POLICY, readiness),
    lifespan=lifespan,
    on_script_error=errors.log_and_show,
)
"""


@dataclass(frozen=True)
class Server:
    """A server that runs. `log` holds everything it has written to stdout and stderr so far."""

    url: str
    port: int
    pid: int
    log: Path


@contextmanager
def running(
    *options: str,
    script: Path = ROOT / "app.py",
    env: Mapping[str, str] | None = None,
    ready: bool = True,
) -> Iterator[Server]:
    """A server for the time of the `with` block; `options` are Streamlit's own, `env` adds variables.

    It has a DATA_DIR of its own, and so makes a first start, unless `env` names one.

    With `ready` the block begins once `/readyz` says yes (data read, script run once), otherwise as soon
    as the process answers at all. AssertionError with the log where the server ends early or is too slow.
    """
    with TemporaryDirectory(prefix="server-") as folder:
        log = Path(folder) / "server.log"
        process = _start(script, options, {"DATA_DIR": f"{folder}/var", **(env or {})}, log)
        try:
            port = _port(process, log)
            url = f"http://localhost:{port}"
            _wait_for(f"{url}/readyz" if ready else f"{url}/healthz", process, log)
            yield Server(url, port, process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The real app, ready, for tests that leave nothing behind in it."""
    with running() as started:
        yield started


def probe(folder: Path, main: str) -> Path:
    """An app in `folder` with the script `main` behind the real gate, for what the real pages cannot show.

    Start it with `running(script=probe(folder, "..."), env=PROBE_ENV)`.
    """
    (folder / "main.py").write_text(main)
    (folder / "app.py").write_text(PROBE)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    return folder / "app.py"


PROBE_ENV: Final = {"PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Answer:
    """An answer as it came over the wire; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str


def ask(port: int, verb: str, path: str, headers: Headers) -> Answer:
    """One request with exactly these headers, which no client library would send: none added, none merged."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest(verb, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        upgraded = response.status == http.client.SWITCHING_PROTOCOLS  # then what follows is no body
        text = "" if upgraded else response.read().decode(errors="replace")
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)
    finally:
        connection.close()


def finished(work: Coroutine[object, object, T]) -> T:
    """What asynchronous work comes to. In a thread of its own: a browser keeps a loop in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def ask_app(
    app: ASGIApp, path: str = "/", headers: Headers = (), *, client: str = "127.0.0.1"
) -> httpx.Response:
    """The answer of an ASGI app without a server around it, to a client of that address."""

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=(client, 50000), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as session:
            return await session.get(path, headers=list(headers))

    return finished(get())


def _start(
    script: Path, options: tuple[str, ...], env: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Port 0 lets the kernel choose, so that test runs side by side never fight over a number."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "0", *options]
    with log.open("wb") as output:
        return subprocess.Popen(
            command, cwd=script.parent, env={**os.environ, **env}, stdout=output, stderr=subprocess.STDOUT
        )


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """The port the kernel chose, from the address Streamlit prints once it has bound it."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        printed = re.search(r"URL: https?://\S+:(\d+)", log.read_text(errors="replace"))
        if printed:
            return int(printed[1])
        assert process.poll() is None, f"the server ended before it had a port:\n{log.read_text()}"
        time.sleep(0.02)
    raise AssertionError(f"no port after {STARTS_WITHIN} s:\n{log.read_text()}")


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    said = "nothing"
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended before it answered:\n{log.read_text()}"
        try:
            answer = httpx.get(url, timeout=5)
        except httpx.TransportError as error:
            said = repr(error)
        else:
            if answer.is_success:
                return
            said = answer.text
        time.sleep(0.02)
    raise AssertionError(f"{url} after {STARTS_WITHIN} s still says: {said}\n{log.read_text()}")
