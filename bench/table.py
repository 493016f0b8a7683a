"""The one table that a person reads."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.bars import Standing
    from bench.rounds import Samples

COLUMNS = {
    "start": "start s",
    "first_text": "1st text ms",
    "first_charts": "1st charts ms",
    "text": "text ms",
    "charts": "charts ms",
    "redraw": "filter ms",
    "new_redraw": "new filter ms",
    "cpu": "CPU ms/filter",
    "new_cpu": "new CPU ms",
    "bytes": "MB",
    "rate": "filters/s",
    "p95": "p95 ms",
    "memory": "MB/reader",
}
SCALE = {"cpu": 1000.0, "new_cpu": 1000.0}
DIGITS = {"start": 2, "bytes": 2, "rate": 1, "memory": 2}


def markdown(header: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table whose columns line up in a terminal as well."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]

    def line(cells: list[str]) -> str:
        padded = [
            cells[0].ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(cells[1:], widths[1:], strict=True)),
        ]
        return "| " + " | ".join(padded) + " |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(header), line(rule), *map(line, rows)])


def value(samples: dict[str, list[float]], measure: str) -> str:
    """Return the median of one measure, or a dash where it was not measured."""
    if measure not in samples:
        return "–"
    return f"{median(samples[measure]) * SCALE.get(measure, 1):.{DIGITS.get(measure, 0)}f}"


def medians_table(samples: Samples) -> str:
    """Return the medians of all measures, a row a target."""
    rows = [[name, *(value(measures, column) for column in COLUMNS)] for name, measures in samples.items()]
    return markdown(["median", *COLUMNS.values()], rows)


def bars_table(standings: list[Standing]) -> str:
    """Return the bars, a row each: median of the pairwise ratios, range, bar, verdict."""
    rows = [
        [
            s.bar.label,
            f"{s.value:.2f}",
            f"{s.low:.2f}–{s.high:.2f}",
            f"{'≥' if s.bar.at_least else '≤'} {s.bar.limit:g}",
            s.verdict,
        ]
        for s in standings
    ]
    return markdown(["bar", "measured", "min–max", "allowed", "verdict"], rows)
