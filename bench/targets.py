"""What is measured: the dashboard and its floors, each with its command and the marks that mean "drawn"."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "bench" / "floors"
STATE = ROOT / "var" / "bench" / "state"
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
BARE = ("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false")


@dataclass(frozen=True)
class Marks:
    """So many elements that must be on the page, with text or geometry, before a part counts as drawn."""

    selector: str
    count: int


@dataclass(frozen=True)
class Target:
    """One app: how it starts, where it answers, what to look for in its page.

    `headline` is the first text a reader wants; `charts` are the marks of every chart and table; `watched`
    are the selectors whose content makes up "the state shown", compared before and after a filter change;
    `select` opens the list of definitions, empty where the page has no filter; `path` is where the page is.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    health: str
    headline: str
    charts: tuple[Marks, ...] = ()
    watched: tuple[str, ...] = ()
    select: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    path: str = "/"


def streamlit_floor(name: str, **settings: object) -> Target:
    """Return a floor that is one Streamlit script, started without any configuration of its own."""
    command = (*STREAMLIT, f"{name}.py", "--server.port={port}", *BARE)
    return Target(name, command, FLOORS, "/_stcore/health", **settings)


# Streamlit's table is a canvas; the cells it keeps for screen readers follow some 200 ms after the picture
# and would make a Streamlit page look slower than it is: the table counts as drawn with its canvas, and a
# filter change as shown without it.
POINTS = Marks(".scatterlayer .point", 12)
BARS = Marks(".barlayer .point", 8)

TEXT_PAGE = streamlit_floor("text_page", headline="[data-testid=stMarkdownContainer] p")
BAR_PAGE = streamlit_floor(
    "bar_page", headline="[data-testid=stMarkdownContainer] p", charts=(Marks(".barlayer .point", 5),)
)
SAME_STREAMLIT = streamlit_floor(
    "same_content_streamlit",
    headline="[data-testid=stHeading] h3",
    charts=(
        POINTS,
        BARS,
        Marks("[data-testid=stMetricChart] .mark-line path", 5),
        Marks("[data-testid=stDataFrame] canvas", 1),
    ),
    watched=(
        "[data-testid=stHeading] h3",
        "[data-testid=stMetricValue]",
        "[data-testid=stMetricChart] .mark-line path",
        ".scatterlayer .point",
        ".barlayer .point path",
    ),
    select="[data-testid=stSelectbox] button",
)
SAME_DASH = Target(
    "same_content_dash",
    (sys.executable, "same_content_dash.py"),
    FLOORS,
    "/healthz",
    headline="#headline",
    charts=(POINTS, BARS, Marks("#metrics .js-line", 5), Marks("#attention td", 6)),
    watched=(
        "#headline",
        "#metrics h3",
        "#metrics .js-line",
        "#map .scatterlayer .point",
        "#bars .barlayer .point path",
        "#attention td",
    ),
    select="#definition",
)
DASHBOARD = Target(
    "dashboard",
    (sys.executable, "app.py"),
    ROOT,
    "/healthz",
    headline=".st-key-headline h1",
    charts=(
        Marks(".picture svg circle", 20),
        Marks(".picture svg rect", 4),
        Marks(".card-picture svg path", 3),
        Marks("[class*=st-key-attention]", 1),
    ),
    watched=(
        ".st-key-headline",
        ".card-value",
        ".card-picture svg path",
        ".picture svg circle",
        ".picture svg rect",
        "[class*=st-key-attention] summary",
    ),
    select=".st-key-address-definition button",
    environment={"DATA_DIR": str(STATE)},
)
FLOOR_TARGETS = (TEXT_PAGE, BAR_PAGE, SAME_STREAMLIT, SAME_DASH)
TARGETS = {target.name: target for target in (DASHBOARD, *FLOOR_TARGETS)}
