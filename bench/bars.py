"""The bars of docs/performance.md and how a run stands against them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from bench.rounds import Samples, pairs

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Bar:
    """What a measure may be at most (or must be at least): a ratio to a floor, or a value without one."""

    key: str
    measure: str
    floor: str
    limit: float
    label: str
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Return whether the value is within the bar."""
        return value >= self.limit if self.at_least else value <= self.limit


BARS = (
    Bar("text", "text", "text_page", 1.15, "page header readable / bare text page"),
    Bar("first_text", "first_text", "text_page", 1.15, "same, first reader after a start"),
    Bar(
        "charts_streamlit", "charts", "same_content_streamlit", 0.8, "charts drawn / same content, Streamlit"
    ),
    Bar("charts_dash", "charts", "same_content_dash", 1.25, "charts drawn / same content, Dash"),
    Bar(
        "filter_streamlit",
        "redraw",
        "same_content_streamlit",
        0.8,
        "filter redrawn / same content, Streamlit",
    ),
    Bar("filter_dash", "redraw", "same_content_dash", 1.0, "filter redrawn / same content, Dash"),
    Bar("new_filter_streamlit", "new_redraw", "same_content_streamlit", 0.8, "same / Streamlit, state new"),
    Bar("new_filter_dash", "new_redraw", "same_content_dash", 1.0, "same / Dash, state new"),
    Bar("cpu_streamlit", "cpu", "same_content_streamlit", 0.4, "server CPU a filter change / Streamlit"),
    Bar("new_cpu_streamlit", "new_cpu", "same_content_streamlit", 0.4, "same / Streamlit, state new"),
    Bar("bytes", "bytes", "", 3.2, "first open over the wire, MB"),
    Bar("start", "start", "text_page", 1.5, "start to first answer / bare Streamlit"),
    Bar(
        "rate_streamlit",
        "rate",
        "same_content_streamlit",
        2.0,
        "filter changes a second, 30 readers / Streamlit",
        at_least=True,
    ),
    Bar("rate_dash", "rate", "same_content_dash", 1.0, "same / one Dash process", at_least=True),
    Bar("p95", "p95", "", 1500, "p95 at ten changes a second, ms"),
    Bar("memory", "memory", "same_content_streamlit", 1.2, "memory an idle reader / Streamlit"),
)


@dataclass(frozen=True)
class Standing:
    """One bar and what was measured: the median of the pairwise ratios (or MB), its range, the verdict."""

    bar: Bar
    value: float
    low: float
    high: float
    verdict: str


def reasons_in(document: Path) -> set[str]:
    """Return the keys of the bars whose miss is explained in the document (lines that begin "- `key`: ")."""
    lines = document.read_text(encoding="utf-8").splitlines() if document.exists() else []
    return {line.split("`")[1] for line in lines if line.startswith("- `") and "`: " in line}


def standing(bar: Bar, samples: Samples, ours: str, explained: set[str]) -> Standing:
    """Return how the measured app stands against one bar."""
    values = list(pairs(samples, bar.measure, ours, bar.floor)) if bar.floor else samples[ours][bar.measure]
    value = median(values)
    missed = "reason written" if bar.key in explained else "MISSED"
    return Standing(bar, value, min(values), max(values), "pass" if bar.holds(value) else missed)


def standings(samples: Samples, ours: str, explained: set[str]) -> list[Standing]:
    """Return the standing against every bar whose two sides were measured."""
    measured = {name: set(measures) for name, measures in samples.items()}
    return [
        standing(bar, samples, ours, explained)
        for bar in BARS
        if bar.measure in measured.get(ours, ())
        and (not bar.floor or bar.measure in measured.get(bar.floor, ()))
    ]
