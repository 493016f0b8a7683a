"""Start one server in a process of its own, know when it answers and what CPU it used, end it by its pid."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from bench.targets import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.targets import Target

START_LIMIT = 90.0
LOGS = ROOT / "var" / "bench" / "logs"


class ServerFailedError(RuntimeError):
    """The server ended or never answered; the message names its log."""


@dataclass(frozen=True)
class Server:
    """A running server: its process, its port, and the seconds from spawn to its first answer."""

    target: Target
    port: int
    process: psutil.Popen
    start_seconds: float

    @property
    def url(self) -> str:
        """Return the address of the page that is measured."""
        return f"http://127.0.0.1:{self.port}{self.target.path}"

    def cpu_seconds(self) -> float:
        """Return user and system CPU of the whole process tree so far, ended children included."""
        root = self.process.cpu_times()
        total = root.user + root.system + root.children_user + root.children_system
        for child in self.process.children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                times = child.cpu_times()
                total += times.user + times.system
        return total


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int, path: str) -> bool:
    """Return whether the health route answers 200 now."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def spawn(target: Target, port: int) -> psutil.Popen:
    """Start the target's command on a port; what it prints goes to a log of its own."""
    LOGS.mkdir(parents=True, exist_ok=True)
    command = [part.format(port=port) for part in target.command]
    environment = {**os.environ, **target.environment, "PORT": str(port)}
    with (LOGS / f"{target.name}.log").open("wb") as log:
        return psutil.Popen(
            command, cwd=target.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )


def end(process: psutil.Popen) -> None:
    """End the process and its children: asked first, killed after five seconds."""
    with suppress(psutil.NoSuchProcess):
        family = [*process.children(recursive=True), process]
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.terminate()
        _, alive = psutil.wait_procs(family, timeout=5)
        for member in alive:
            with suppress(psutil.NoSuchProcess):
                member.kill()
    process.wait(timeout=10)


@contextmanager
def running(target: Target) -> Iterator[Server]:
    """Yield the server once its health route answers; end it afterwards whatever happens."""
    port = free_port()
    began = time.perf_counter()
    process = spawn(target, port)
    try:
        while not answers(port, target.health):
            if process.poll() is not None or time.perf_counter() - began > START_LIMIT:
                raise ServerFailedError(f"{target.name} gave no answer; see {LOGS / target.name}.log")
            time.sleep(0.005)
        yield Server(target, port, process, time.perf_counter() - began)
    finally:
        end(process)
