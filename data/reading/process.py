"""Runs the child for one file: two at a time, under a clock and a byte limit. Its death is an answer."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from data.reading.child.limits import MB, Limits
from data.reading.child.refusal import Refusal

_WORKER = Path(__file__).with_name("worker.py")
_AT_ONCE = 2
_SECONDS = 90.0
_CPU_AT_LEAST, _CPU_A_MEGABYTE = 3, 4  # seconds; 100 000 rows are four megabytes and take two seconds
_MOST_ANSWERED = 150 * MB
_MOST_SAID = 40 * MB  # of one message: this process holds it twice, as bytes and as values
_MOST_GIVEN = 50 * MB

# how the operating system ends a child → why, for the sentence
_DEATHS = {
    -signal.SIGXCPU: ("too_large", "time"),
    -signal.SIGKILL: ("too_large", "time"),
    -signal.SIGABRT: ("too_large", "memory"),
    -signal.SIGSEGV: ("too_large", "memory"),
}

Message = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """What the child is given besides the bytes. Files inside an archive have names of their own."""

    name: str
    encodings: Mapping[str, str] = field(default_factory=dict)
    delimiters: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[tuple[str, str], ...] = ()
    limits: Limits = field(default_factory=Limits)
    seconds: float = _SECONDS

    def line(self, size: int) -> bytes:
        """The request as the child reads it. size: bytes of the file. A small one has little time: nothing
        in it can take long unless it was made to."""
        cpu = min(self.limits.cpu, _CPU_AT_LEAST + _CPU_A_MEGABYTE * size // MB)
        fields = {"name": self.name, "limits": asdict(self.limits) | {"cpu": cpu}, "hidden": self.hidden}
        texts = {"encodings": self.encodings, "delimiters": self.delimiters, "quotes": self.quotes}
        return orjson.dumps(fields | texts) + b"\n"


class Queue:
    """Lets so many children run at once; the others wait in order of coming, and can be counted."""

    def __init__(self, at_once: int) -> None:
        self._free = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many readings wait for their turn."""
        return self._waiting

    @contextlib.contextmanager
    def turn(self, on_wait: Callable[[int], None] | None) -> Iterator[None]:
        """Holds a place while the body runs. `on_wait` is told once how many were waiting before."""
        if not self._free.acquire(blocking=False):
            with self._lock:
                before, self._waiting = self._waiting, self._waiting + 1
            if on_wait:
                on_wait(before)
            self._free.acquire()
            with self._lock:
                self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


queue = Queue(_AT_ONCE)


def messages(
    content: bytes, request: Request, on_wait: Callable[[int], None] | None = None
) -> Iterator[Message]:
    """What the child says of the file, message by message.

    Looks at size and first bytes only. Raises Refusal where the file is empty or too large to be handed
    over, or the child ended without an answer.
    """
    if not content:
        raise Refusal("empty")
    if len(content) > _MOST_GIVEN:
        raise Refusal("too_large", "file", most=_MOST_GIVEN // MB)
    with queue.turn(on_wait), tempfile.TemporaryDirectory() as folder:
        yield from _asked(content, request, folder)


def _asked(content: bytes, request: Request, folder: str) -> Iterator[Message]:
    with subprocess.Popen(  # noqa: S603  our own program; nothing of the file is on its command line
        [sys.executable, "-I", str(_WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={},
        close_fds=True,
    ) as child:
        too_slow = threading.Event()

        def stop() -> None:
            too_slow.set()
            child.kill()

        clock = threading.Timer(request.seconds, stop)
        writer = threading.Thread(
            target=_give, args=(child.stdin, request.line(len(content)), content), daemon=True
        )
        clock.start()
        writer.start()
        try:
            ended = yield from _lines(child)
        finally:
            clock.cancel()
            child.kill()
            child.wait()
            writer.join()
    if too_slow.is_set():
        raise Refusal("too_large", "time")
    if not ended:
        code, why = _DEATHS.get(child.returncode, ("unreadable", "failed"))
        raise Refusal(code, why)


def _give(pipe: IO[bytes] | None, line: bytes, content: bytes) -> None:
    """Hand over the file. A child that ends early closes its end; how it ended is told elsewhere."""
    if pipe is None:
        return
    with contextlib.suppress(BrokenPipeError), pipe:
        pipe.write(line)
        pipe.write(content)


def _lines(child: subprocess.Popen[bytes]) -> Generator[Message, None, bool]:
    """Messages until the child says that it is done; returns whether it did."""
    if child.stdout is None:
        return False
    size = 0
    while line := child.stdout.readline(_MOST_SAID + 1):
        size += len(line)
        if size > _MOST_ANSWERED or len(line) > _MOST_SAID:
            raise Refusal("too_large", "answer", most=_MOST_ANSWERED // MB)
        if not line.endswith(b"\n"):
            break  # it ended in the middle of a word
        message = orjson.loads(line)
        if message["is"] == "refused":
            raise Refusal(message["code"], **message["facts"])
        if message["is"] == "end":
            return True
        yield message
    child.wait()
    return False
