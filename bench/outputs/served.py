"""What the server answers over HTTP, without a browser."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace

import httpx

from bench.outputs.asked import ASKED, ROOT, keep
from bench.outputs.screens import PAGES
from bench.servers import running
from bench.targets import DASHBOARD

PLAIN = {"accept-encoding": "identity"}
ABSENT = ("/nothing.css", "/assets/nothing.css", "/s/nothing", "/s/nothing/report.pdf")


def write_served(folder, ids, screens):
    """Pages, links to snapshots, health, what does not exist, and the assets that the screens refer to."""
    link, closed = (httpx.URL(ids[name]).path for name in ("link", "closed"))
    parts = (f"{link}/report.{form}" for form in ASKED["formats"])
    pages = (f"/{page}" for page in PAGES)
    texts = (path.read_text("utf-8") for path in screens.glob("*.json"))
    assets = sorted({found for text in texts for found in re.findall(r"/assets/[\w.-]+", text)})
    target = replace(DASHBOARD, folder=ROOT, environment={"DATA_DIR": os.environ["DATA_DIR"]})
    with running(target) as server:
        begin = f"http://127.0.0.1:{server.port}"
        while not httpx.get(f"{begin}/readyz").is_success:
            time.sleep(0.1)
        for path in ["/", *pages, "/healthz", "/readyz", link, *parts, closed, *ABSENT, *assets]:
            answer = httpx.get(f"{begin}{path}", headers=PLAIN)
            head = (f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name != "date")
            keep(folder, f"GET {path}, head", "\n".join([str(answer.status_code), *head]))
            keep(folder, f"GET {path}", answer.content.replace(f":{server.port}".encode(), b":PORT"))
