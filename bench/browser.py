"""A real Chromium: every open with an empty cache, the watcher installed before the page's own scripts."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from bench.targets import Target

QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCHER = Path(__file__).with_name("watch.js")
LAPTOP = {"width": 1280, "height": 800}
SHORTEST_HEADLINE = 20


class NoChromiumError(RuntimeError):
    """There is no Chromium on this machine."""


def chromium_path() -> str:
    """Return the system's Chromium, or the one that CHROMIUM names."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise NoChromiumError("no Chromium found: install one or set CHROMIUM to its path")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield one browser process for a whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def watcher_for(target: Target) -> str:
    """Return the watcher script with the target's goals: its headline, and the marks of all its charts."""
    goals = {"text": [{"selector": target.headline, "text": SHORTEST_HEADLINE}]}
    if target.charts:
        goals["charts"] = [{"selector": marks.selector, "count": marks.count} for marks in target.charts]
    return WATCHER.read_text(encoding="utf-8").replace("__GOALS__", json.dumps(goals))


@contextmanager
def cold_page(browser: Browser, target: Target) -> Iterator[Page]:
    """Yield an empty page in a new context: no cache, no cookies, no service worker."""
    context = browser.new_context(viewport=LAPTOP, service_workers="block", locale="en-GB")
    try:
        context.add_init_script(watcher_for(target))
        yield context.new_page()
    finally:
        context.close()
