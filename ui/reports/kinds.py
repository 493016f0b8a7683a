"""The kinds of reports there are, and how each is made: the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from data.errors import UnknownChoiceError
from sharing.report import Report, Section
from text.format import DEFAULT_LOCALE
from ui.core import formats, queries
from ui.reports import comparison, congress, group_sections, money, prospects, shares
from ui.reports.charts import ChartMaker
from ui.reports.choice import Choice
from ui.reports.measured import measured_report
from ui.reports.pages import city_sections, page_sections

Sections = Callable[[Choice, ChartMaker], Iterable[Section]]


def _board(choice: Choice, maker: ChartMaker) -> Iterator[Section]:
    """Both shares, why they differ, the money, who may join, the Congress, what is urgent, what changed."""
    basis = choice.basis
    known = queries.has_roll(basis)
    yield shares.both(basis, maker) if known else shares.in_brief(basis, maker)
    if known:
        yield shares.why(basis, maker)
        yield money.fees(basis, maker)
        yield money.dependence(basis, maker)
    yield prospects.pipeline(basis, maker)
    yield from congress.sections(basis, maker)
    yield from prospects.urgent(basis)
    if known:
        yield shares.changes(basis, maker)


def _focus_group(choice: Choice, maker: ChartMaker) -> Iterator[Section]:
    """Who the group is, what it comes to and cares for, who may join; for the Board what each city paid."""
    basis = choice.basis
    yield shares.in_brief(basis, maker)
    if queries.has_roll(basis):
        yield group_sections.members(basis, maker, payments=choice.audience == "board")
        yield group_sections.engagement(basis)
        yield group_sections.topics(basis)
        yield group_sections.networks(basis)
    yield prospects.pipeline(basis, maker)


PREPARED: Final[dict[str, Sections]] = {"board": _board, "china": _focus_group, "city": city_sections}
"""The reports that are offered by themselves; the order is that of the form."""
VIEW: Final = "view"
"""Pages as they are seen."""
COMPARISON: Final = "comparison"
"""What differs between two snapshots."""
_MEASURED: Final[dict[str, Sections]] = PREPARED | {VIEW: page_sections}
KINDS: Final = (*_MEASURED, COMPARISON)


def build_report(choice: Choice, *, images: bool = True) -> Report:
    """A report with everything in it, written alike whoever makes it; `sharing.audience.restrict_to_audience`
    cuts it.

    images: whether its charts are drawn, which takes a Chromium; comparing needs their numbers alone.
    UnknownChoiceError for a kind, page or city there is not; DashboardError where a chart cannot be drawn.
    """
    if choice.kind not in KINDS:
        raise UnknownChoiceError("report", choice.kind, list(_MEASURED))
    with formats.in_locale(DEFAULT_LOCALE):
        if choice.kind == COMPARISON:
            return comparison.comparison_report(choice)
        return measured_report(choice, _MEASURED[choice.kind](choice, ChartMaker(images)))
