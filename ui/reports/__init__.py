"""What a report holds, by its kind. Plain values; freezing and sharing are others' work (`sharing`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.core.basis import write_also
from analysis.what_if.scenario import write_scenarios
from data.errors import UnknownChoiceError
from sharing.report import Report
from text import LANGUAGE, label, say
from ui.city import answers as city_answers
from ui.core import cache, formats, queries
from ui.reports import board, city, focus_group, page_view, what_if
from ui.reports.charts import Pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.core.basis import Basis
    from sharing.report import Section

KINDS = ("board", "china", "city", "view")
PAGES = (*page_view.PAGES, "city")
"""Pages that can be frozen as they are seen."""

keep = page_view.keep


def report(  # noqa: PLR0913  what somebody chooses on a form
    kind: str,
    basis: Basis,
    *,
    title: str,
    note: str,
    audience: str,
    city_id: str | None = None,
    page: str | None = None,
    pictures: bool = True,
) -> Report:
    """A report with everything in it; `sharing.audience.allowed` cuts it to its audience.

    city_id: of the kind 'city' and of the page 'city'; page: of the kind 'view', codes of PAGES with dots
    between.
    pictures: whether its charts are drawn, which takes a Chromium; comparing needs their numbers alone.
    UnknownChoiceError for a kind, page or city there is not; DashboardError where a chart cannot be drawn.
    """
    pages = str(page).split(".") if kind == "view" else []
    found = _sections(kind, basis, Pen(pictures), (audience, city_id, pages))
    about = {"city": city_id if "city" in {kind, *pages} else None, "page": page}
    if "what_if" in pages and audience == "board":  # a scenario names cities
        about |= {"scenarios": write_scenarios(what_if.scenarios())}
    return Report(
        kind=kind,
        title=title,
        note=note,
        language=LANGUAGE,
        audience=audience,
        as_of=basis.as_of,
        version=cache.version_id(),
        source=queries.dataset().title,
        sections=tuple(found),
        filters=_filters(basis),
        codes=_codes(basis) | {name: code for name, code in about.items() if code},
        definitions=_definitions(basis),
    )


def _sections(
    kind: str, basis: Basis, pen: Pen, chosen: tuple[str, str | None, list[str]]
) -> Iterable[Section]:
    audience, city_id, pages = chosen
    if kind == "board":
        return board.sections(basis, pen)
    if kind == "china":
        return focus_group.sections(basis, pen, payments=audience == "board")
    if kind == "city":
        return _city(basis, pen, city_id)
    if kind == "view":
        return _seen(pages, basis, pen, city_id)
    raise UnknownChoiceError("report", kind, list(KINDS))


def _city(basis: Basis, pen: Pen, city_id: str | None) -> Iterable[Section]:
    if city_id not in city_answers.cities().index:
        raise UnknownChoiceError("city", city_id, [])
    return city.sections(basis, pen, str(city_id))


def _seen(pages: list[str], basis: Basis, pen: Pen, city_id: str | None) -> Iterable[Section]:
    """The sections of the pages in their order. What stands on two of them stands once."""
    found: dict[str, Section] = {}
    for page in pages:
        if page not in PAGES:
            raise UnknownChoiceError("page", page, list(PAGES))
        drawn = _city(basis, pen, city_id) if page == "city" else page_view.PAGES[page](basis, pen)
        for section in drawn:
            found.setdefault(section.name, section)
    return found.values()


def _filters(basis: Basis) -> tuple[tuple[str, str], ...]:
    """What everything is measured on, in words."""
    year = basis.fee_year or say("frame.no_fee_year")
    return (
        (label("frame", "group"), label("group", basis.group)),
        (label("frame", "definition"), label("definition", basis.definition)),
        (label("frame", "fee_year"), str(year)),
        (label("frame", "as_of"), formats.day(basis.as_of)),
        (label("frame", "also"), ", ".join(label("also", code) for code in basis.also) or "–"),
    )


def _codes(basis: Basis) -> dict[str, str]:
    """The same as the address has it."""
    return {
        "group": basis.group,
        "definition": basis.definition,
        "fee_year": str(basis.fee_year or ""),
        "as_of": basis.as_of.isoformat(),
        "also": write_also(basis.also),
    }


def _definitions(basis: Basis) -> tuple[tuple[str, str], ...]:
    """How the two shares and the money are counted."""
    return (
        (say("kpi.official_share"), say("how.official_share")),
        (say("kpi.paying_share"), f"{say('how.paying_share')} {say(f'definition_long.{basis.definition}')}"),
        (say("kpi.money_received_share"), say("how.money_received_share")),
        (say("kpi.collection_rate"), say("how.collection_rate")),
    )
