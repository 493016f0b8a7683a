"""CSV in and out: UTF-8, LF, always the same order."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

OUT = Path("data/reference")
CURATED = Path(__file__).parent / "curated"


def curated(name: str) -> list[dict[str, str]]:
    """Rows of a hand-kept table."""
    with (CURATED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Write rows in the order given; a missing value is a blank."""
    with (OUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
