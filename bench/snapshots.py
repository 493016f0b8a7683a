"""A link to a snapshot against its floors: `python -m bench.snapshots`.

On the server: 300 requests for the report and for a constant route of the same server, in turn, p95 of each.
In the browser: bytes and time until the report can be read, beside the same content as a Dash app.
"""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bench.browser import chromium
from bench.measures import bytes_on_the_wire, cold_open
from bench.servers import running
from bench.targets import DASHBOARD, ROOT, SAME_DASH, Marks

if TYPE_CHECKING:
    from bench.servers import Server

STATE: Final = ROOT / "var" / "bench" / "snapshots"
REQUESTS: Final = 300
OPENS: Final = 7
BARS: Final = {"p95": 2.0, "bytes": 0.15, "text": 0.15, "charts": 0.15}
HEADERS: Final = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140", "Accept-Encoding": "gzip"}


def manage(*words: str) -> dict[str, str]:
    """What a command of the command line prints as JSON, on a store of the bench's own."""
    command = [sys.executable, "manage.py", "snapshot", *words, "--json"]
    environment = {"DATA_DIR": str(STATE), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def published() -> str:
    """The path of a link to a snapshot that was made just now."""
    shutil.rmtree(STATE, ignore_errors=True)
    made = manage(
        "create", "--report", "china", "--audience", "board", "--title", "Chinese cities in Metropolis"
    )
    link = manage("link", made["id"], "--label", "Bench", "--days", "1", "--no-passcode")
    return "/s/" + link["url"].rpartition("/")[2]


def p95(server: Server, *paths: str) -> list[float]:
    """Milliseconds that 95 of 100 requests stay below, for each path; the paths take turns."""
    took: dict[str, list[float]] = {path: [] for path in paths}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for _ in range(REQUESTS):
        for path in paths:
            begin = perf_counter()
            connection.request("GET", path, headers=HEADERS)
            connection.getresponse().read()
            took[path].append(1000 * (perf_counter() - begin))
    connection.close()
    return [quantiles(each, n=20)[-1] for each in took.values()]


def main() -> int:
    """Print one line a measure; 1 where a bar is missed."""
    path = published()
    target = replace(
        DASHBOARD, name="snapshot", environment={"DATA_DIR": str(STATE)}, path=path, headline="h1",
        charts=(Marks("img", 3),),
    )  # fmt: skip
    with chromium() as browser, running(target) as ours, running(SAME_DASH) as floor:
        for server in (ours, floor):
            cold_open(browser, server)
        rows = {"p95": p95(ours, path, "/healthz")}
        rows["bytes"] = [bytes_on_the_wire(browser, server) for server in (ours, floor)]
        opens = [(cold_open(browser, ours), cold_open(browser, floor)) for _ in range(OPENS)]
    for name in ("text", "charts"):
        rows[name] = [median(one[at][name] for one in opens) for at in (0, 1)]
    print("measure | link | floor | ratio | bar")
    for name, (mine, theirs) in rows.items():
        print(f"{name} | {mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} | {BARS[name]}")
    return int(any(mine / theirs > BARS[name] for name, (mine, theirs) in rows.items()))


if __name__ == "__main__":
    sys.exit(main())
