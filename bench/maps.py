"""The map with 150 to 200 000 cities against a bare scatter of the same points: `python -m bench.maps`.

Server time to build what is sent, its size, time until it is drawn, and frames a second while it is dragged.
Each size is measured in turn with its floor, several times; medians and ratios are printed. WebGL is off.
"""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import plotly
import plotly.graph_objects as go

from analysis.map.cells import cells
from bench.browser import QUIET_FLAGS, chromium_path
from charts.base.caption import Caption
from charts.base.theme import LIGHT
from charts.maps import city_map
from charts.maps.base_map import data_uri, load_base

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = (150, 5_000, 50_000, 200_000)
ROUNDS = 3
MOST = 5_000
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
MARKS = np.array(["paid", "not_paid", "unknown", "prospect"])
DRAW = """figure => new Promise(done => {
    document.body.innerHTML = '<div id="plot" style="width:600px;height:600px"></div>'
    const start = performance.now()
    Plotly.newPlot('plot', figure.data, figure.layout, {scrollZoom: true})
        .then(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))))
})"""
COUNT = """() => { window.frames_seen = []; const look = at => {
    window.frames_seen.push(at); window.looking && requestAnimationFrame(look) }
    window.looking = true; requestAnimationFrame(look) }"""
SEEN = "() => { window.looking = false; return window.frames_seen }"


def places(size: int) -> pd.DataFrame:
    """So many invented places over China, the same each time."""
    chance = np.random.default_rng(7)
    return pd.DataFrame(
        {
            "city_id": [f"chn-{number}" for number in range(size)],
            "name": [f"City {number}" for number in range(size)],
            "latitude": chance.uniform(21, 45, size),
            "longitude": chance.uniform(85, 122, size),
            "population": chance.lognormal(14, 1, size),
            "mark": chance.choice(MARKS, size),
            "in_group": True,
            "hover": "A city\nPaying",
        }
    )


def ours(rows: pd.DataFrame) -> go.Figure:
    """The map as the page draws it: above 5 000 places as cells."""
    if len(rows) > MOST:
        found = cells(rows, 1.0)
        counts = found["places"].astype("str")
        size = found["places"] / found["places"].max() * 25e6
        rows = found.assign(name=counts, population=size, mark="cell", hover=counts)
    svg, info = load_base("china", LIGHT)
    labels = city_map.Labels(Caption("Bench", date.today().isoformat()), {})  # noqa: DTZ011
    view = city_map.View(width=560, height=None)
    return city_map.figure(rows, info.at(data_uri(svg)), labels=labels, theme=LIGHT, view=view)


def bare(rows: pd.DataFrame) -> go.Figure:
    """The floor: the same points and nothing else."""
    layout = {"height": 600, "dragmode": "pan"}
    return go.Figure(go.Scatter(x=rows["longitude"], y=rows["latitude"], mode="markers"), layout)


def measured(page: Page, rows: pd.DataFrame, make: object) -> dict[str, float]:
    """ms on the server, KB gzipped, ms until drawn, and frames a second while dragged."""
    start = perf_counter()
    text = make(rows).to_json()
    server = 1000 * (perf_counter() - start)
    page.evaluate("text => { window.figure = JSON.parse(text) }", text)
    drawn = page.evaluate(f"() => ({DRAW})(window.figure)")
    return {
        "server_ms": server,
        "kb": len(gzip.compress(text.encode(), 6)) / 1000,
        "drawn_ms": drawn,
        "frames": frames(page) if len(rows) <= MOST or make is ours else float("nan"),
    }


def frames(page: Page) -> float:
    """Frames a second while the map is dragged to and fro with the mouse."""
    page.mouse.move(300, 300)
    page.mouse.down()
    page.evaluate(COUNT)
    start = perf_counter()
    for step in range(60):
        page.mouse.move(300 + 40 * np.sin(step / 5), 300 + 40 * np.cos(step / 5))
    seen = page.evaluate(SEEN)
    page.mouse.up()
    return len(seen) / (perf_counter() - start)


def main() -> int:
    """Print one line a size."""
    from playwright.sync_api import sync_playwright

    print("places | measure | map | bare scatter | ratio")
    with sync_playwright() as playwright:
        flags = [*QUIET_FLAGS, "--disable-3d-apis"]
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        page = browser.new_page(viewport={"width": 800, "height": 900})
        page.set_default_timeout(240_000)
        page.goto("about:blank")
        page.add_script_tag(path=PLOTLY)
        for size in SIZES:
            rows = places(size)
            rounds = [(measured(page, rows, ours), measured(page, rows, bare)) for _ in range(ROUNDS)]
            for name in rounds[0][0]:
                mine, floor = (median(one[at][name] for one in rounds) for at in (0, 1))
                print(f"{size} | {name} | {mine:.1f} | {floor:.1f} | {mine / floor:.2f}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
