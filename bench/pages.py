"""A filter change on each page of figures at 115 and at 5 060 members: `python -m bench.pages [--rounds N]`.

The floor is the bare Streamlit page with the content of the Overview, on the same data, measured in turn.
Prints the time until everything is redrawn and the CPU of the server, with their ratios to the floor; once
for states that somebody has seen before, once for states that nobody has. With many points the floor draws
its map with WebGL, where no mark can be waited for; so its map is not waited for, which favours the floor.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from bench.browser import chromium
from bench.enlarged import write_enlarged
from bench.measures import filter_changes
from bench.servers import running
from bench.targets import BARS, DASHBOARD, ROOT, SAME_STREAMLIT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "var" / "bench" / "pages"
TIMES = (1, 44)  # 115 and 5 060 members
SHOWN = {
    "overview": ("/", DASHBOARD.watched),
    "shares": (
        "/shares",
        (".st-key-headline", ".card-value", ".picture svg rect", ".picture svg circle"),
    ),
    "what_if": (
        "/what_if",
        (".card-value", ".st-key-headline", ".picture svg circle", ".picture svg line"),
    ),
}
_FLOOR_WATCHED = tuple(each for each in SAME_STREAMLIT.watched if "scatter" not in each)
MEASURES = ("redraw", "cpu", "new_redraw", "new_cpu")


def one_round(browser: Browser, times: int) -> dict[str, dict[str, float]]:
    """The measures of every page and of the floor; every page is asked of a server of its own."""
    data = str(FOLDER / str(times))
    state = str(FOLDER / f"state-{times}")
    found = {}
    floor = replace(SAME_STREAMLIT, charts=(BARS,), watched=_FLOOR_WATCHED, environment={"BENCH_DATA": data})
    with running(floor) as server:
        found["floor"] = filter_changes(browser, server)
    for name, (path, watched) in SHOWN.items():
        target = replace(
            DASHBOARD,
            path=path,
            watched=watched,
            charts=(),
            environment={"DATASET": data, "DATA_DIR": state},
        )
        with running(target) as server:
            found[name] = filter_changes(browser, server)
    return found


def main() -> int:
    """Print one line a page, size and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds over all pages (default 3)")
    rounds = parser.parse_args().rounds
    print("members | page | measure | page | floor | ratio")
    with chromium() as browser:
        for times in TIMES:
            write_enlarged(FOLDER / str(times), times)
            seen = [one_round(browser, times) for _ in range(rounds)]
            for name in SHOWN:
                for measure in MEASURES:
                    ratio = median(each[name][measure] / each["floor"][measure] for each in seen)
                    ours, floor = (median(each[who][measure] for each in seen) for who in (name, "floor"))
                    print(
                        f"{115 * times} | {name} | {measure} | {ours:.3g} | {floor:.3g} | {ratio:.2f}",
                        flush=True,
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
