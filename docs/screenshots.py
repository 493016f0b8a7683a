"""Takes the pictures in docs/screenshots: `python -m docs.screenshots [PAGE ...]`.

Starts the real server on a free port, opens every page in Chromium, wide and narrow, light and dark, and
writes `<page>-<width>-<theme>.png` with few colours, so that the repository stays small. A page that shows an
error is no picture: the run ends with what the page said.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from itertools import product
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.server import running

FOLDER: Final = Path(__file__).parent / "screenshots"
PAGES: Final = tuple(sorted(path.stem for path in (Path(__file__).parents[1] / "pages").glob("*.py")))
ADDRESSES: Final = {"overview": "", "city": "city?city=chn-shenyang"}
"""Where a page that needs more than its name is photographed."""
HEIGHTS: Final = {1400: 900, 390: 844}
"""Width of the window → its height; the picture is as high as the page."""
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
COLOURS: Final = 256
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS: Final = 60_000

_AT_REST: Final = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    const waiting = '[data-testid=stSkeleton], [data-testid=stAppSkeleton], [data-stale=true]'
    const plots = [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    return app?.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector(waiting)
        && document.querySelector('.lead')
        && plots.every(plot => plot.querySelector('.main-svg .trace, .main-svg .point'))
        && [...document.images].every(image => image.complete)
}"""
_UNCHANGED: Final = """() => new Promise(resolve => {
    const app = document.querySelector('[data-testid=stApp]')
    const quiet = () => { watcher.disconnect(); resolve(true) }
    let timer = setTimeout(quiet, 700)
    const watcher = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(quiet, 700) })
    watcher.observe(app, {subtree: true, childList: true, attributes: true})
})"""
_MAIN: Final = "[data-testid=stMain]"
_SCROLLED_HEIGHT: Final = f"() => document.querySelector('{_MAIN}').scrollHeight"


def picture(page: str, width: int, theme: str) -> Path:
    """Where the picture of a page lies."""
    return FOLDER / f"{page}-{width}-{theme}.png"


def take(pages: tuple[str, ...] = PAGES) -> None:
    """Write the pictures of these pages. RuntimeError where one shows an error, or without Chromium."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("Screenshots need Chromium. Install it, or name it in CHROMIUM.")
    FOLDER.mkdir(exist_ok=True)
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for page, width, theme in product(pages, HEIGHTS, THEMES):
            _write(picture(page, width, theme), _photograph(browser, server.url, page, width, theme))
        browser.close()


def _photograph(browser: Browser, url: str, name: str, width: int, theme: Literal["light", "dark"]) -> bytes:
    """The whole page as PNG. Streamlit scrolls inside the window, so the window grows to the page."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=theme, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{url}/{ADDRESSES.get(name, name)}")
    _wait(page)
    for _ in range(2):  # charts may change their height once the window has
        page.set_viewport_size({"width": width, "height": page.evaluate(_SCROLLED_HEIGHT)})
        _wait(page)
    said = page.locator("[data-testid=stAlertContentError], [data-testid=stException]")
    if said.count():
        raise RuntimeError(f"{name} shows an error: {said.first.inner_text()}")
    taken = page.screenshot(animations="disabled")
    context.close()
    return taken


def _wait(page: Page) -> None:
    """Until the script is over, every chart has its marks, and nothing has changed for a moment."""
    page.wait_for_function(_AT_REST)
    page.evaluate(_UNCHANGED)
    page.wait_for_function(_AT_REST)


def _write(path: Path, taken: bytes) -> None:
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    # Maximum coverage keeps the few pixels of a colour that means something; median cut turns orange brown.
    small = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(FOLDER.parent.parent)} {path.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    take(tuple(sys.argv[1:]) or PAGES)
