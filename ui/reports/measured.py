"""A report that is measured on a basis: its sections, with all that says what they are measured on."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.core.basis import Basis, write_also
from analysis.what_if.scenario import write_scenarios
from sharing.report import Report, Section
from text import LANGUAGE, label, say
from ui.core import cache, formats, queries
from ui.reports import what_if
from ui.reports.choice import Choice


def measured_report(choice: Choice, sections: Iterable[Section]) -> Report:
    """The sections of a choice as a report on the current version of the data."""
    return Report(
        kind=choice.kind,
        title=choice.title.strip(),
        note=choice.note.strip(),
        language=LANGUAGE,
        audience=choice.audience,
        as_of=choice.basis.as_of,
        version=cache.version_id(),
        source=queries.dataset().title,
        sections=tuple(sections),
        filters=_filters(choice.basis),
        codes=_codes(choice),
        definitions=_definitions(choice.basis),
    )


def _filters(basis: Basis) -> tuple[tuple[str, str], ...]:
    """What everything is measured on, in words."""
    return (
        (label("frame", "group"), label("group", basis.group)),
        (label("frame", "definition"), label("definition", basis.definition)),
        (label("frame", "fee_year"), str(basis.fee_year or say("frame.no_fee_year"))),
        (label("frame", "as_of"), formats.day(basis.as_of)),
        (label("frame", "also"), ", ".join(label("also", code) for code in basis.also) or "–"),
    )


def _codes(choice: Choice) -> dict[str, str]:
    """The same as the address has it, and what else was chosen."""
    basis = choice.basis
    codes = {
        "group": basis.group,
        "definition": basis.definition,
        "fee_year": str(basis.fee_year or ""),
        "as_of": basis.as_of.isoformat(),
        "also": write_also(basis.also),
    }
    if choice.city_id and "city" in {choice.kind, *choice.pages}:
        codes["city"] = choice.city_id
    if choice.page:
        codes["page"] = choice.page
    if "what_if" in choice.pages and choice.audience == "board":  # a scenario names cities
        scenarios = write_scenarios(what_if.scenarios())
        codes |= {"scenarios": scenarios} if scenarios else {}
    return codes


def _definitions(basis: Basis) -> tuple[tuple[str, str], ...]:
    """How the two shares and the money are counted."""
    paying = f"{say('how.paying_share')} {say(f'definition_long.{basis.definition}')}"
    return (
        (say("kpi.official_share"), say("how.official_share")),
        (say("kpi.paying_share"), paying),
        (say("kpi.money_received_share"), say("how.money_received_share")),
        (say("kpi.collection_rate"), say("how.collection_rate")),
    )
