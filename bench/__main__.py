"""Measure the dashboard against its floors: `python -m bench [--rounds N | --quick]`.

Prints two tables (medians, and the bars with their verdicts), writes all samples to var/bench/latest.json.
Exits 1 if a bar was missed without a reason in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING

from bench.bars import reasons_in, standings
from bench.rounds import measure
from bench.table import bars_table, medians_table
from bench.targets import FLOOR_TARGETS, ROOT, TARGETS

if TYPE_CHECKING:
    from bench.bars import Standing
    from bench.rounds import Samples

LATEST = ROOT / "var" / "bench" / "latest.json"
DOCUMENT = ROOT / "docs" / "performance.md"
PACKAGES = ("streamlit", "dash", "plotly", "pandas")


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds over all targets (default 7)")
    parser.add_argument("--quick", action="store_true", help="three rounds")
    parser.add_argument("--app", choices=TARGETS, default="dashboard", help="what is held against the bars")
    return parser.parse_args()


def report(samples: Samples, rows: list[Standing], rounds: int, load: list[float]) -> dict[str, object]:
    """Return everything that was measured, ready for JSON."""
    medians = {name: {m: median(v) for m, v in measures.items()} for name, measures in samples.items()}
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rounds": rounds,
        "cores": os.cpu_count(),
        "load_before_and_after": load,
        "versions": {name: version(name) for name in PACKAGES},
        "bars": [asdict(row) for row in rows],
        "medians": medians,
        "samples": samples,
    }


def main() -> int:
    """Run, print, write; return the exit code."""
    asked = arguments()
    rounds = 3 if asked.quick else asked.rounds
    targets = [TARGETS[asked.app], *(floor for floor in FLOOR_TARGETS if floor.name != asked.app)]
    before = os.getloadavg()[0]
    samples, failures = measure(targets, rounds, say=lambda line: print(line, file=sys.stderr, flush=True))
    samples = {target.name: samples[target.name] for target in targets}
    rows = standings(samples, asked.app, reasons_in(DOCUMENT))
    LATEST.parent.mkdir(parents=True, exist_ok=True)
    everything = report(samples, rows, rounds, [before, os.getloadavg()[0]]) | {"given_up": failures}
    LATEST.write_text(json.dumps(everything, indent=1, ensure_ascii=False), encoding="utf-8")
    print(medians_table(samples), bars_table(rows), sep="\n\n")
    print(f"\n{rounds} rounds, medians; all samples in {LATEST.relative_to(ROOT)}")
    if failures:
        print("Rounds given up and repeated:", *failures, sep="\n- ")
    return int(any(row.verdict == "MISSED" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
