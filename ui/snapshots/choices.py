"""What is to be frozen, for whom, and the report that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from analysis.core.basis import count_also, default_basis, default_fee_year
from analysis.core.groups import DEFAULT_GROUP
from sharing import audience
from text import say
from ui import reports
from ui.core import queries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from analysis.core.basis import Basis
    from sharing.report import Report

KINDS: Final = ("board", "china", "city")
"""The prepared reports."""
VIEW: Final = "view"
"""A page as it is seen."""
COMPARISON: Final = "comparison"
"""What differs between two snapshots."""


@dataclass(frozen=True)
class Choice:
    """What is to be frozen, and for whom. city_id: of the report 'city'; page: of the kind VIEW; before,
    after: of the kind COMPARISON, ids of snapshots or 'today'."""

    kind: str
    audience: str
    title: str
    note: str
    basis: Basis
    city_id: str | None = None
    page: str | None = None
    before: str = ""
    after: str = ""


def basis(*, as_of: date | None, group: str | None) -> Basis:
    """The default basis of the newest data, on another day or of another group where asked for."""
    data = queries.dataset()
    found = default_basis(data)
    if as_of is not None:
        found = replace(found, as_of=as_of, fee_year=default_fee_year(data, as_of))
    return found if group is None else replace(found, group=group)


def basis_of(codes: Mapping[str, str]) -> Basis:
    """The basis of a report's codes on the day of the newest data."""
    found = replace(default_basis(queries.dataset()), group=codes.get("group", DEFAULT_GROUP))
    found = replace(found, definition=codes.get("definition", found.definition))
    return count_also(found, codes.get("also"))


def cut(report: Report, reader: str) -> Report:
    """What an audience may see of a report. Raises as `sharing.audience.allowed`."""
    return audience.allowed(report, reader, other=say("audience.other"))


def prepared(choice: Choice, *, pictures: bool = True) -> Report:
    """A prepared report before it is cut to its audience. pictures: whether they are drawn."""
    return reports.report(
        choice.kind,
        choice.basis,
        title=choice.title.strip(),
        note=choice.note.strip(),
        audience=choice.audience,
        city_id=choice.city_id,
        page=choice.page,
        pictures=pictures,
    )
