"""One measured reading in a process of its own: `python -m bench.upload_run floor|first|again FILES…`.

Prints JSON: seconds, CPU seconds with those of the child, and megabytes: at the most of this process (peak),
what it grew by while it read (grown), and of its child (child). Libraries and lists are loaded before the
clock starts, for all alike.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

import pandas as pd
import psutil

from bench.targets import ROOT
from data.folder import load_folder
from data.reading import read_upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.reading.upload import Upload

MB = 1_000_000
SMALL = b"City,Year,Paid,Paid on\nLima,2023,5000,2023-02-01\n"
LOOKS = 0.005  # seconds between two looks at the child; the system keeps its peak


class ChildPeak:
    """The most memory that any child of this process held while the body ran, as the system counts it."""

    def __enter__(self) -> Self:
        self.most = 0.0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def _look(self) -> None:
        while not self._over.wait(LOOKS):
            for child in psutil.Process().children():
                self.most = max(self.most, peak(child.pid))

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()


def peak(process: int | str = "self") -> float:
    """Return the most memory a process held so far, in megabytes; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) * 1024 / MB for line in lines if line.startswith("VmHWM")), 0.0)


def cpu_seconds() -> float:
    """Return what this process and the children that it waited for have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def measured(read: Callable[[], object]) -> dict[str, float]:
    """Run once; the memory that the process held before is told apart from what it grew by."""
    before = psutil.Process().memory_info().rss / MB
    with ChildPeak() as child:
        started, used = perf_counter(), cpu_seconds()
        read()
        seconds, cpu = perf_counter() - started, cpu_seconds() - used
    return {"seconds": seconds, "cpu": cpu, "peak": peak(), "grown": peak() - before, "child": child.most}


def floor(path: Path) -> dict[str, float]:
    """The floor of docs/performance.md."""
    small = io.BytesIO()
    pd.DataFrame({"City": ["Lima"]}).to_excel(small, engine="xlsxwriter")
    pd.read_excel(small, engine="calamine")
    return measured(lambda: pd.read_excel(path, engine="calamine"))


def upload(path: Path, before: Path | None) -> dict[str, float]:
    """Our reading, validation and difference: against the sample, or with an earlier file on top of it."""
    current = load_folder(ROOT / "data" / "sample")
    read_upload([("small.csv", SMALL)], current)
    if before is not None:
        current = read_upload([(before.name, before.read_bytes())], current).candidate
    found: list[Upload] = []
    result = measured(lambda: found.append(read_upload([(path.name, path.read_bytes())], current)))
    (table,) = found[0].tables
    changes = found[0].changes.tables["receipts"]
    return result | {"kept": table.kept, "added": len(changes.added), "changed": changes.changed_rows}


def main() -> None:
    """Run what the command line names and print it."""
    what, *files = sys.argv[1:]
    paths = [Path(file) for file in files]
    result = floor(paths[0]) if what == "floor" else upload(paths[0], paths[1] if what == "again" else None)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
