"""What a browser says to a server while somebody changes the filter, kept so that many can say it again.

Replaying real frames needs no knowledge of widget ids or callbacks and stays true when an app changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.browser import cold_page
from bench.measures import choose, wait_until_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, WebSocket

    from bench.servers import Server

DASH_ROUTE = "/_dash-update-component"
TURN = (1, 2, 3, 0)


@dataclass(frozen=True)
class Conversation:
    """One reader's messages: the one that opens the page, and one for each definition in turn."""

    path: str
    opening: bytes
    changes: tuple[bytes, ...]

    @property
    def over_http(self) -> bool:
        """Return whether the messages are posts to Dash rather than frames to Streamlit."""
        return self.path.startswith(DASH_ROUTE)


def overhear(page: Page) -> tuple[list[str], list[bytes]]:
    """Return two lists that grow with the page: where it talks to, and what it says there."""
    paths: list[str] = []
    said: list[bytes] = []

    def frame(payload: str | bytes) -> None:
        if isinstance(payload, bytes) and BackMsg.FromString(payload).WhichOneof("type") == "rerun_script":
            said.append(payload)

    def websocket(socket: WebSocket) -> None:
        paths.append("/" + socket.url.split("/", 3)[3])
        socket.on("framesent", frame)

    def request(sent: Request) -> None:
        if DASH_ROUTE in sent.url:
            paths.append("/" + sent.url.split("/", 3)[3])
            said.append(sent.post_data_buffer or b"")

    page.on("websocket", websocket)
    page.on("request", request)
    return paths, said


def recorded(browser: Browser, server: Server) -> Conversation:
    """Return what one reader said while taking all definitions in turn, the first round as practice."""
    with cold_page(browser, server.target) as page:
        paths, said = overhear(page)
        page.goto(server.url, wait_until="commit")
        wait_until_drawn(page, server)
        for index in (*TURN, *TURN):
            choose(page, server, index)
    return Conversation(paths[0], said[0], tuple(said[-len(TURN) :]))
