"""A page as somebody sees it, with its filters: the sentences, figures, charts and rows of that page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from ui.reports import congress, group_sections, map_page, money, prospects, shares, what_if
from ui.what_if import state as what_if_state

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from sharing.report import Section
    from ui.reports.charts import Pen

Sections = Iterator["Section"]


def _overview(basis: Basis, pen: Pen) -> Sections:
    yield shares.in_brief(basis, pen)
    yield group_sections.members(basis, pen, payments=True)
    urgent = prospects.urgent(basis, pen)
    if urgent is not None:
        yield urgent


def _shares(basis: Basis, pen: Pen) -> Sections:
    yield shares.both(basis, pen)
    yield shares.why(basis, pen)
    yield shares.moved(basis, pen)
    yield money.fees(basis, pen)
    yield money.dependence(basis, pen)


def _pipeline(basis: Basis, pen: Pen) -> Sections:
    yield prospects.pipeline(basis, pen)


PAGES: Final[dict[str, Callable[[Basis, Pen], Sections]]] = {
    "overview": _overview,
    "map": map_page.sections,
    "shares": _shares,
    "pipeline": _pipeline,
    "congress": congress.sections,
    "what_if": what_if.sections,
}
"""Pages that can be frozen as they are seen, beside that of a city."""


def keep(page: str, basis: Basis) -> None:
    """Let what was chosen on a page stay in the address while its report is made; needs a session."""
    if page == "map":
        map_page.kept(basis)
    elif page == "what_if":
        what_if_state.bind_to_address()
