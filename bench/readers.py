"""Thirty readers at once: one asyncio loop repeats what a browser said; nothing is drawn."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from statistics import quantiles
from typing import TYPE_CHECKING, Protocol

import psutil
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bench.conversation import Conversation
    from bench.servers import Server

READERS = 30
FIRST_READERS = 5
BUSY_SECONDS = 5.0
PACE_PER_SECOND = 10
PACED_TURNS = 3


class Reader(Protocol):
    """Somebody with the page open."""

    async def say(self, message: bytes) -> None:
        """Send one message and return when the server has answered all of it."""


class StreamlitReader:
    """A websocket session; an answer is complete when the script has finished."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def say(self, message: bytes) -> None:
        """Run the script once and take in all it sends."""
        await self.socket.send(message)
        async for frame in self.socket:
            if ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
                return


class DashReader:
    """Posts to Dash, each on a connection of its own: Flask's server closes it; an answer is one response."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, path

    async def say(self, message: bytes) -> None:
        """Post one callback and read the response to its end."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Connection: close\r\nContent-Length: {len(message)}\r\n\r\n".encode() + message)
        answer = await reader.read()
        writer.close()
        if b" 200 " not in answer[:20]:
            raise ConnectionError(answer[:200].decode(errors="replace"))


@asynccontextmanager
async def reader(server: Server, conversation: Conversation) -> AsyncIterator[Reader]:
    """Yield a reader who has opened the page."""
    async with AsyncExitStack() as stack:
        who: Reader
        if conversation.over_http:
            who = DashReader(server.port, conversation.path)
        else:
            address = f"ws://127.0.0.1:{server.port}{conversation.path}"
            origin, protocol = server.url.rstrip("/"), ["streamlit"]
            socket = connect(address, origin=origin, subprotocols=protocol, max_size=None, compression=None)
            who = StreamlitReader(await stack.enter_async_context(socket))
        await who.say(conversation.opening)
        yield who


def memory(process: psutil.Process) -> float:
    """Return the megabytes that only the process tree uses."""
    total = 0
    for member in (process, *process.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += member.memory_full_info().uss
    return total / 1e6


async def busy(crowd: list[Reader], changes: tuple[bytes, ...]) -> float:
    """Return changes a second while everyone changes the filter again as soon as it is answered."""
    until = time.perf_counter() + BUSY_SECONDS

    async def insist(who: Reader, turn: int) -> int:
        done = 0
        while time.perf_counter() < until:
            await who.say(changes[(turn + done) % len(changes)])
            done += 1
        return done

    began = time.perf_counter()
    counts = await asyncio.gather(*(insist(who, turn) for turn, who in enumerate(crowd)))
    return sum(counts) / (time.perf_counter() - began)


async def paced(crowd: list[Reader], changes: tuple[bytes, ...]) -> float:
    """Return the 95th percentile in ms at ten changes a second in all, the wait for the server included."""
    began = time.perf_counter() + 0.1

    async def take_turns(who: Reader, place: int) -> list[float]:
        times = []
        for turn in range(PACED_TURNS):
            due = began + (place + turn * len(crowd)) / PACE_PER_SECOND
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await who.say(changes[(place + turn) % len(changes)])
            times.append((time.perf_counter() - due) * 1000)
        return times

    series = await asyncio.gather(*(take_turns(who, place) for place, who in enumerate(crowd)))
    return quantiles([took for times in series for took in times], n=20)[-1]


async def crowded(server: Server, conversation: Conversation) -> dict[str, float]:
    """Return changes a second, and p95 (ms) at ten changes a second."""
    async with AsyncExitStack() as stack:
        crowd = [await stack.enter_async_context(reader(server, conversation)) for _ in range(READERS)]
        p95 = await paced(crowd, conversation.changes)
        rate = await busy(crowd, conversation.changes)
    return {"p95": p95, "rate": rate}


async def idle(server: Server, conversation: Conversation) -> dict[str, float]:
    """Return memory (MB) of one more idle reader; wants a fresh server, or free memory is used again."""
    async with AsyncExitStack() as stack:
        for _ in range(FIRST_READERS):
            await stack.enter_async_context(reader(server, conversation))
        await asyncio.sleep(1)
        before = memory(server.process)
        for _ in range(READERS):
            await stack.enter_async_context(reader(server, conversation))
        await asyncio.sleep(1)
        return {"memory": (memory(server.process) - before) / READERS}


def in_a_thread(work: Coroutine[None, None, dict[str, float]]) -> dict[str, float]:
    """Run in a thread of its own: Playwright keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
