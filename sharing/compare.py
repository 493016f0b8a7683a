"""What differs between two reports: figure by figure, category by category, and what is meant differently.

`compare(a, a)` is empty; `compare(b, a)` mirrors `compare(a, b)`, but for the later one's words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

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
        one, other = ours.get(key), theirs.get(key)
        if one is None or other is None:
            continue
        if one.value != other.value:
            yield Change(other.name, other.label, "", "", other.unit, one.value, other.value)
    left = _by_name(ours, set(ours) - set(theirs)), _by_name(theirs, set(theirs) - set(ours))
    for name in _union(*left):
        yield from _unmatched(left[0].get(name, []), left[1].get(name, []))


def _unmatched(ours: list[Figure], theirs: list[Figure]) -> Iterator[Change]:
    """Figures of one name that are not counted the same way."""
    if len(ours) == len(theirs) == 1:
        one, other = ours[0], theirs[0]
        yield Change(other.name, other.label, "", "", other.unit, one.value, other.value, meaning=True)
        return
    for one in ours:
        yield Change(one.name, one.label, "", "", one.unit, one.value, None, only="before")
    for other in theirs:
        yield Change(other.name, other.label, "", "", other.unit, None, other.value, only="after")


def _by_definition(report: Report) -> dict[tuple[str, str], Figure]:
    """The figures of a report; one that stands in several sections counts once."""
    return {(each.name, each.definition): each for section in report.sections for each in section.figures}


def _by_name(
    figures: Mapping[tuple[str, str], Figure], chosen: set[tuple[str, str]]
) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for key, figure in figures.items():
        if key in chosen:
            found.setdefault(figure.name, []).append(figure)
    return found


def _categories(before: Report, after: Report) -> Iterator[Change]:
    ours, theirs = _charts(before), _charts(after)
    for name in _union(ours, theirs):
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None:
            yield from _of_one(one or other, only="after" if one is None else "before")
        else:
            yield from _of_both(one, other)


def _of_one(chart: Chart | None, only: str) -> Iterator[Change]:
    if chart is None:
        return
    for (series, category), value in _values(chart).items():
        one, other = (value, None) if only == "before" else (None, value)
        yield Change(chart.name, chart.title, series, category, chart.unit, one, other, only)


def _of_both(one: Chart, other: Chart) -> Iterator[Change]:
    ours, theirs = _values(one), _values(other)
    for place in _union(ours, theirs):
        only = "after" if place not in ours else "before" if place not in theirs else ""
        was, now = ours.get(place), theirs.get(place)
        if only or was != now:
            yield Change(other.name, other.title, *place, other.unit, was, now, only)


def _charts(report: Report) -> dict[str, Chart]:
    return {chart.name: chart for section in report.sections for chart in section.charts if chart.series}


def _values(chart: Chart) -> dict[tuple[str, str], float | None]:
    """Values by series and category; a category that stands twice is told apart by its number."""
    found = {}
    for series in chart.series:
        seen: Counter[str] = Counter()
        for category, value in zip(chart.categories, series.values, strict=True):
            seen[category] += 1
            nth = f" ({seen[category]})" if seen[category] > 1 else ""
            found[series.name, category + nth] = value
    return found


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
