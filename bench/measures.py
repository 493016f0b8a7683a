"""The measures; times are milliseconds of the page's own clock, which starts with the navigation."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as TooLate

from bench.browser import cold_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, CDPSession, Page

    from bench.servers import Server

PATIENCE = 30_000
QUIET = 500
BASE64 = 3 / 4
BINARY_FRAME = 2
NEVER_SHOWN = (2, 3)
SHOWN_BEFORE = (1, 2, 3, 0, 1, 2)


class NotDrawnError(RuntimeError):
    """The page never showed what it is measured by; the message names the selectors that found too little."""


def wait_until_drawn(page: Page, server: Server) -> dict[str, float]:
    """Return text and, where the target has charts, charts: navigation start until they were visible."""
    goals = 2 if server.target.charts else 1
    done = "goals => Object.keys(benchWatch.seen()).length === goals"
    try:
        page.wait_for_function(done, arg=goals, polling=50, timeout=PATIENCE)
    except TooLate as error:
        missing = page.evaluate("benchWatch.missing()")
        raise NotDrawnError(f"{server.target.name} lacks {missing} after {PATIENCE / 1000:.0f} s") from error
    return page.evaluate("benchWatch.seen()")


def cold_open(browser: Browser, server: Server) -> dict[str, float]:
    """Open the page with an empty cache and return text and charts."""
    with cold_page(browser, server.target) as page:
        page.goto(server.url, wait_until="commit")
        return wait_until_drawn(page, server)


def bytes_on_the_wire(browser: Browser, server: Server) -> float:
    """Return megabytes of a cold open: responses as sent, headers included, and websocket payloads."""
    with cold_page(browser, server.target) as page:
        session = page.context.new_cdp_session(page)
        total = count_bytes(session)
        page.goto(server.url, wait_until="commit")
        wait_until_drawn(page, server)
        page.wait_for_timeout(1500)
        return sum(total) / 1e6


def count_bytes(session: CDPSession) -> list[float]:
    """Return a list that grows by one size a response or frame."""
    sizes: list[float] = []

    def frame(event: dict) -> None:
        response = event["response"]
        size = len(response["payloadData"])
        sizes.append(size * BASE64 if response["opcode"] == BINARY_FRAME else size)

    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", frame)
    session.on("Network.webSocketFrameSent", frame)
    return sizes


def choose(page: Page, server: Server, index: int) -> float:
    """Choose another definition and return the time from the click to the last change of what is shown."""
    control = page.locator(server.target.select).first
    control.scroll_into_view_if_needed()
    page.wait_for_timeout(QUIET)  # a list that opens while its column still scrolls closes again
    control.click()
    option = page.get_by_role("option").nth(index)
    option.wait_for()
    page.evaluate("selectors => benchWatch.arm(selectors)", list(server.target.watched))
    option.click()
    settled = "quiet => benchWatch.redrawn(quiet)"
    return page.wait_for_function(settled, arg=QUIET, polling=50, timeout=PATIENCE).json_value()


def changes(page: Page, server: Server, indexes: Iterable[int]) -> tuple[list[float], float]:
    """Choose these definitions in turn; return the time of each, and the server's CPU seconds a change.

    Nothing is subtracted: the server's idle work between two changes counts as well.
    """
    before = server.cpu_seconds()
    times = [choose(page, server, index) for index in indexes]
    return times, (server.cpu_seconds() - before) / len(times)


def filter_changes(browser: Browser, server: Server) -> dict[str, float]:
    """Return redraw (median ms) and cpu (server seconds a change), and both for states shown never before.

    Asked of a fresh server that has shown the first definition only. The second one is not measured, because
    the first opening of the list loads code that later ones have.
    """
    with cold_page(browser, server.target) as page:
        page.goto(server.url, wait_until="commit")
        wait_until_drawn(page, server)
        page.wait_for_timeout(QUIET)
        choose(page, server, 1)
        new_times, new_cpu = changes(page, server, NEVER_SHOWN)
        choose(page, server, 0)
        times, cpu = changes(page, server, SHOWN_BEFORE)
    return {"redraw": median(times), "cpu": cpu, "new_redraw": median(new_times), "new_cpu": new_cpu}
