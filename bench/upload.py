"""An upload of 100 000 receipts (.xlsx) against a bare read: `python -m bench.upload [--rounds N]`.

Read, validated and compared with the current version: once with the sample as that version (every row is
new), once with the same receipts in it of which 1 000 changed. The floor is pandas.read_excel by calamine of
the same file. Each is a process of its own; they take turns. Prints one table, writes var/bench/upload.json,
exits 1 if a bar is missed without a reason in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING

from bench.bars import Bar, reasons_in, standing
from bench.receipts import write_receipts
from bench.table import bars_table, markdown
from bench.targets import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bench.rounds import Samples

FOLDER = ROOT / "var" / "bench"
CHANGED = 1_000
FLOOR = "floor"
BARS = {
    "first": (
        Bar("upload_time", "seconds", FLOOR, 2.0, "upload, all rows new / bare read"),
        Bar("upload_cpu", "cpu", FLOOR, 2.0, "its CPU, child included / bare read"),
        Bar("upload_memory", "memory", FLOOR, 3.0, "its memory, child included / bare read"),
    ),
    "again": (
        Bar("upload_again_time", "seconds", FLOOR, 2.0, "upload, 1 000 rows changed / bare read"),
        Bar("upload_again_cpu", "cpu", FLOOR, 2.0, "its CPU, child included / bare read"),
        Bar("upload_again_memory", "memory", FLOOR, 3.0, "its memory, child included / bare read"),
    ),
}
COLUMNS = {
    "seconds": "s",
    "cpu": "CPU s",
    "peak": "peak MB",
    "grown": "grown MB",
    "child": "child MB",
    "kept": "rows kept",
    "added": "added",
    "changed": "changed",
}


def one(what: str, *files: Path) -> dict[str, float]:
    """Measure one reading. memory: what it grew by and what its child held, together."""
    command = [sys.executable, "-m", "bench.upload_run", what, *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found | {"memory": found["grown"] + found["child"]}


def measure(rows: int, rounds: int) -> Samples:
    """All three in turn, so many times."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    first, again = FOLDER / "receipts.xlsx", FOLDER / "receipts-changed.xlsx"
    write_receipts(first, ROOT / "data" / "sample", rows)
    write_receipts(again, ROOT / "data" / "sample", rows, CHANGED)
    files = {FLOOR: (first,), "first": (first,), "again": (again, first)}
    samples: Samples = defaultdict(lambda: defaultdict(list))
    for turn in range(rounds):
        for what in [*list(files)[turn % len(files) :], *list(files)[: turn % len(files)]]:
            for name, value in one(what, *files[what]).items():
                samples[what][name].append(value)
    return {what: dict(samples[what]) for what in files}


def medians(samples: Samples) -> str:
    """A row each: seconds, memory and what came out."""
    rows = [
        [what, *(f"{median(found[name]):,.2f}" if name in found else "–" for name in COLUMNS)]
        for what, found in samples.items()
    ]
    return markdown(["median", *COLUMNS.values()], rows)


def main() -> int:
    """Run, print, write; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.upload", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all three (default 5)")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the file (default 100 000)")
    asked = parser.parse_args()
    before = os.getloadavg()[0]
    samples = measure(asked.rows, asked.rounds)
    explained = reasons_in(ROOT / "docs" / "performance.md")
    standings = [standing(bar, samples, ours, explained) for ours, bars in BARS.items() for bar in bars]
    told = {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rows": asked.rows,
        "load_before_and_after": [before, os.getloadavg()[0]],
        "bars": [asdict(row) for row in standings],
        "samples": samples,
    }
    (FOLDER / "upload.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    print(medians(samples), bars_table(standings), sep="\n\n")
    print(f"\n{asked.rows:,} rows, {asked.rounds} rounds; all samples in var/bench/upload.json")
    return int(any(row.verdict == "MISSED" for row in standings))


if __name__ == "__main__":
    sys.exit(main())
