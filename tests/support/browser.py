"""A real Chromium for tests. Without one they are skipped with a clear line, in CI they may not be."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# Streamlit asks these two below a deep link and falls back when they are not there.
STREAMLITS_OWN = ("/_stcore/health", "/_stcore/host-config")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine, headless, that can reach nothing but this machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on this machine: install the package chromium to run the browser tests"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET_FLAGS)
        yield started
        started.close()


def settled(page: Page) -> None:
    """Wait until the script has run and nothing is a skeleton any more."""
    expect(page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]")).to_be_attached(
        timeout=30_000
    )
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=30_000)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)


class Watched:
    """Collects what a page asks for and what it complains about."""

    def __init__(self, page: Page, origin: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self._asked(request.url, origin))
        page.on(
            "console", lambda message: self._said(message.type, message.text, message.location.get("url", ""))
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str, origin: str) -> None:
        if not url.startswith((origin, origin.replace("http", "ws", 1), "data:", "blob:")):
            self.foreign.append(url)

    def _said(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not url.endswith(STREAMLITS_OWN):
            self.complaints.append(f"{text} ({url})")


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by its words."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)
