"""The reader of files without its child process, for tests of values: the same code, the same messages.

What the process itself is for (limits, deaths, neighbours) is tested with the real child: tests/slow,
tests/server, tests/browser and the tests marked `child_process`.
"""

import io
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import orjson
import pytest

from data.reading import process, worker
from data.reading.child import messages
from data.reading.child.limits import Limits
from data.reading.child.refusal import Refusal

_sent = threading.local()


class _Stdout:
    """Keeps what is sent by the thread that reads a file."""

    def write(self, line: bytes) -> None:
        _sent.lines.append(line)

    @property
    def buffer(self) -> "_Stdout":
        return self


def _asked(content: bytes, request: process.Request, _folder: str) -> Iterator[process.Message]:
    """What the child would answer, read from its lines by the code that reads the real ones."""
    lines = io.BytesIO(b"".join(_answered(content, request)))
    if not (yield from process._lines(SimpleNamespace(stdout=lines, wait=lambda: None))):
        raise Refusal("unreadable", "failed")


def _answered(content: bytes, request: process.Request) -> list[bytes]:
    told = orjson.loads(request.line(len(content)))
    lines: list[bytes] = []
    _sent.lines = lines
    try:
        worker._read(told["name"], content, told, Limits(**told["limits"]))
        messages.send({"is": "end"})
    except Refusal as refusal:
        messages.send({"is": "refused", "code": refusal.code, "facts": refusal.facts})
    return lines


@pytest.fixture
def reading_in_process(request, monkeypatch) -> None:
    """Files are read in this process, unless the test is marked `child_process`."""
    if request.node.get_closest_marker("child_process") is None:
        monkeypatch.setattr(process, "_asked", _asked)
        monkeypatch.setattr(messages, "sys", SimpleNamespace(stdout=_Stdout()))
