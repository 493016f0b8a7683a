"""What differs between two reports: figure by figure, category by category, and what is meant differently.

`compare(a, a)` is empty; `compare(b, a)` mirrors `compare(a, b)`, but for the later one's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sharing.report import Chart, Figure, Report

Key = TypeVar("Key", bound="Hashable")
_EXPECTED = frozenset({"as_of", "fee_year"})
"""Codes that may differ from one report to the next without making a figure mean another thing."""


@dataclass(frozen=True)
class Change:
    """A value that differs. before, after: None where it is unknown or, with `only`, where there is none.

    name: of the figure or chart; what: the same in words; series, category: the place in a chart, '' for a
    figure. only: 'before' or 'after' where just one report has it, '' where both do. meaning: whether they
    are counted by different definitions, so that their difference is none of the thing itself.
    """

    name: str
    what: str
    series: str
    category: str
    unit: str
    before: float | None
    after: float | None
    only: str = ""
    meaning: bool = False

    @property
    def difference(self) -> float | None:
        """After less before; None where either is not known or they mean different things."""
        if self.before is None or self.after is None or self.meaning:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Mismatch:
    """Something that is meant differently. what: 'filter' or 'definition'; name: which one."""

    what: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """All differences, in the order of the reports."""

    figures: tuple[Change, ...]
    categories: tuple[Change, ...]
    warnings: tuple[Mismatch, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures or self.categories or self.warnings)

    @property
    def changes(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Name and changes of each kind of which there are any."""
        kinds = (("figures", self.figures), ("categories", self.categories))
        return tuple((name, changes) for name, changes in kinds if changes)


def compare(before: Report, after: Report) -> Comparison:
    """The differences of two reports of any kind; what just one of them has is named as such."""
    return Comparison(
        figures=tuple(_figures(before, after)),
        categories=tuple(_categories(before, after)),
        warnings=tuple(_warnings(before, after)),
    )


def _figures(before: Report, after: Report) -> Iterator[Change]:
    """Pairs of the same name and definition; then of the same name where each has one of it left."""
    ours, theirs = _by_definition(before), _by_definition(after)
    for key in _union(ours, theirs):
        if key in ours and key in theirs and ours[key].value != theirs[key].value:
            yield _changed_figure(ours[key], theirs[key])
    left = [figure for key, figure in ours.items() if key not in theirs]
    new = [figure for key, figure in theirs.items() if key not in ours]
    for name in sorted({figure.name for figure in (*left, *new)}):
        yield from _unmatched(
            [figure for figure in left if figure.name == name],
            [figure for figure in new if figure.name == name],
        )


def _unmatched(ours: list[Figure], theirs: list[Figure]) -> Iterator[Change]:
    """Figures of one name that are not counted the same way."""
    if len(ours) == len(theirs) == 1:
        yield replace(_changed_figure(ours[0], theirs[0]), meaning=True)
        return
    for one in ours:
        yield replace(_changed_figure(one, one), after=None, only="before")
    for other in theirs:
        yield replace(_changed_figure(other, other), before=None, only="after")


def _changed_figure(one: Figure, other: Figure) -> Change:
    return Change(other.name, other.label, "", "", other.unit, one.value, other.value)


def _by_definition(report: Report) -> dict[tuple[str, str], Figure]:
    """The figures of a report; one that stands in several sections counts once."""
    return {(each.name, each.definition): each for section in report.sections for each in section.figures}


def _categories(before: Report, after: Report) -> Iterator[Change]:
    ours, theirs = _charts(before), _charts(after)
    for name in _union(ours, theirs):
        chart = theirs.get(name) or ours[name]
        was = _values(ours[name]) if name in ours else {}
        now = _values(theirs[name]) if name in theirs else {}
        for place in _union(was, now) if name in ours and name in theirs else (*was, *now):
            only = "after" if place not in was else "before" if place not in now else ""
            if only or was[place] != now[place]:
                values = was.get(place), now.get(place)
                yield Change(chart.name, chart.title, *place, chart.unit, *values, only)


def _charts(report: Report) -> dict[str, Chart]:
    return {chart.name: chart for section in report.sections for chart in section.charts if chart.series}


def _values(chart: Chart) -> dict[tuple[str, str], float | None]:
    """Values by series and category; a category that stands twice is told apart by its number."""
    values = {}
    for series in chart.series:
        seen: Counter[str] = Counter()
        for category, value in zip(chart.categories, series.values, strict=True):
            seen[category] += 1
            nth = f" ({seen[category]})" if seen[category] > 1 else ""
            values[series.name, category + nth] = value
    return values


def _warnings(before: Report, after: Report) -> Iterator[Mismatch]:
    for what, ours, theirs in (
        ("filter", _chosen(before), _chosen(after)),
        ("definition", dict(before.definitions), dict(after.definitions)),
    ):
        for name in _union(ours, theirs):
            one, other = ours.get(name, ""), theirs.get(name, "")
            if one != other:
                yield Mismatch(what, name, one, other)


def _chosen(report: Report) -> dict[str, str]:
    return {name: value for name, value in report.codes.items() if name not in _EXPECTED}


def _union(ours: Mapping[Key, object], theirs: Mapping[Key, object]) -> list[Key]:
    """Keys of either, in an order that does not depend on which comes first."""
    return sorted({*ours, *theirs}, key=str)
