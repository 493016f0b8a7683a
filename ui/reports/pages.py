"""Pages as somebody sees them, with their filters: the sentences, figures, charts and rows of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from analysis.core.basis import Basis
from data.errors import UnknownChoiceError
from sharing.report import Section
from ui.city import answers as city_answers
from ui.core import queries
from ui.reports import city, congress, group_sections, map_page, money, prospects, shares, what_if
from ui.reports.charts import ChartMaker
from ui.reports.choice import Choice
from ui.what_if import state as what_if_state


def _overview(basis: Basis, maker: ChartMaker) -> Iterator[Section]:
    yield shares.in_brief(basis, maker)
    if queries.has_roll(basis):
        yield group_sections.members(basis, maker, payments=True)
    yield from prospects.urgent(basis)


def _shares(basis: Basis, maker: ChartMaker) -> Iterator[Section]:
    if not queries.has_roll(basis):
        yield shares.in_brief(basis, maker)
        return
    yield shares.both(basis, maker)
    yield shares.why(basis, maker)
    yield shares.changes(basis, maker)
    yield money.fees(basis, maker)
    yield money.dependence(basis, maker)


def _pipeline(basis: Basis, maker: ChartMaker) -> Iterator[Section]:
    yield prospects.pipeline(basis, maker)


_BY_BASIS: Final[dict[str, Callable[[Basis, ChartMaker], Iterator[Section]]]] = {
    "overview": _overview,
    "map": map_page.sections,
    "shares": _shares,
    "pipeline": _pipeline,
    "congress": congress.sections,
    "what_if": what_if.sections,
}
PAGES: Final = (*_BY_BASIS, "city")
"""Pages that can be kept as they are seen."""


def page_sections(choice: Choice, maker: ChartMaker) -> Iterable[Section]:
    """The sections of the chosen pages in their order. What stands on two of them stands once."""
    sections: dict[str, Section] = {}
    for page in choice.pages or [""]:
        if page not in PAGES:
            raise UnknownChoiceError("page", page, list(PAGES))
        made = city_sections(choice, maker) if page == "city" else _BY_BASIS[page](choice.basis, maker)
        for section in made:
            sections.setdefault(section.name, section)
    return sections.values()


def city_sections(choice: Choice, maker: ChartMaker) -> Iterable[Section]:
    """The sheet of the chosen city. UnknownChoiceError where no such city is known."""
    if choice.city_id not in city_answers.cities().index:
        raise UnknownChoiceError("city", choice.city_id, [])
    return city.sections(choice.basis, maker, str(choice.city_id))


def keep_view(page: str, basis: Basis) -> None:
    """Let what was chosen on a page stay in the address while its report is made; needs a session."""
    if page == "map":
        map_page.chosen_view(basis)
    elif page == "what_if":
        what_if_state.bind_to_address()
