"""The real server as a child process: `streamlit run app.py` on a free port, ended by its own pid.

    with running() as server:
        httpx.get(server.url + "/healthz")

The fixture `server` keeps one for all tests of a module that only read; import it by name.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx
import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
STARTS_WITHIN: Final = 60.0
"""Seconds: generous, because a test machine may be busy; a start takes about two."""


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

    With `ready` the block begins once `/readyz` says yes (data read, script run once), otherwise as soon
    as the process answers at all. AssertionError with the log where the server ends early or is too slow.
    """
    with TemporaryDirectory(prefix="server-") as folder:
        log = Path(folder) / "server.log"
        process = _start(script, options, env or {}, log)
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
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended before it answered:\n{log.read_text()}"
        try:
            if httpx.get(url, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise AssertionError(f"{url} did not say yes after {STARTS_WITHIN} s:\n{log.read_text()}")
