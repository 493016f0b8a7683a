"""Where marks are on the map that a browser has drawn, and what is selected on it."""

import re

from playwright.sync_api import Page, expect

MARKS = ".js-plotly-plot .scatterlayer .point"
_CENTRE = """city => {
    const plot = document.querySelector('.js-plotly-plot'), layout = plot._fullLayout
    const trace = plot._fullData.find(one => one.customdata.includes(city))
    const at = trace.customdata.indexOf(city), box = plot.querySelector('.nsewdrag').getBoundingClientRect()
    return [box.x + layout.xaxis.l2p(trace.x[at]), box.y + layout.yaxis.l2p(trace.y[at])]
}"""
_AT_REST = """() => new Promise(resolve => {
    const rest = () => { watcher.disconnect(); resolve() }
    let timer = setTimeout(rest, 600)
    const watcher = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(rest, 600) })
    watcher.observe(document.body, {subtree: true, childList: true, attributes: true})
})"""
_HIGHLIGHTED = """wanted => document.querySelector('.js-plotly-plot')?._fullData
    ?.flatMap(trace => (trace.selectedpoints ?? []).map(at => trace.customdata[at]))
    .sort().join() === wanted"""


def drawn(page: Page) -> None:
    """Wait until the map has its marks."""
    expect(page.locator(MARKS).first).to_be_visible(timeout=20_000)


def at_rest(page: Page) -> None:
    """Wait until nothing on the page has changed for 0.6 s."""
    page.evaluate(_AT_REST)


def centre(page: Page, city: str) -> tuple[float, float]:
    """px of the middle of a city's mark from the window's upper left corner."""
    x, y = page.evaluate(_CENTRE, city)
    return x, y


def click(page: Page, city: str, *, adding: bool = False) -> None:
    """Move to the mark of a city and click it, with shift held where it is to be added."""
    x, y = centre(page, city)
    page.mouse.move(x - 4, y - 4)
    page.mouse.move(x, y)
    if adding:
        page.keyboard.down("Shift")
    page.mouse.click(x, y)
    if adding:
        page.keyboard.up("Shift")


def highlighted(page: Page, *cities: str) -> None:
    """Wait until these cities and no others stand out on the map."""
    page.wait_for_function(_HIGHLIGHTED, arg=",".join(sorted(cities)), timeout=15_000)


def shown(page: Page) -> list[float]:
    """xmin, xmax, ymin, ymax in km of the part of the map in sight."""
    layout = "document.querySelector('.js-plotly-plot')._fullLayout"
    return [float(at) for axis in ("x", "y") for at in page.evaluate(f"{layout}.{axis}axis.range")]


def selected_in(page: Page) -> list[str]:
    """City ids in the address."""
    found = re.search(r"select=([^&]+)", page.url)
    return found[1].split(".") if found else []
