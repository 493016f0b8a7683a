"""From a choice to a frozen snapshot: report, cut to its audience, rendered, searched for contacts, kept."""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from analysis.basis import counting, default_basis, default_fee_year
from analysis.groups import DEFAULT_GROUP
from config import ROOT
from data.errors import DashboardError
from data.store import bundles
from data.store.columns import now
from data.store.database import reading, writing
from data.store.frozen_texts import words_of
from sharing import audience, bundle
from sharing.leaving import contacts_found
from ui import reports, services
from ui.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Engine

    from analysis.basis import Basis
    from sharing.bundle import Bundle
    from sharing.report import Report

KINDS: Final = ("board", "china", "city")
"""The prepared reports."""
_ID_BYTES = 8


@dataclass(frozen=True)
class Choice:
    """What is to be frozen, and for whom. city_id: of the report 'city'; page: of the kind 'view'."""

    kind: str
    audience: str
    title: str
    note: str
    basis: Basis
    city_id: str | None = None
    page: str | None = None


def basis(*, as_of: date | None, group: str | None) -> Basis:
    """The default basis of the newest data, on another day or of another group where asked for."""
    data = services.dataset()
    found = default_basis(data)
    if as_of is not None:
        found = replace(found, as_of=as_of, fee_year=default_fee_year(data, as_of))
    return found if group is None else replace(found, group=group)


def made(engine: Engine, choice: Choice) -> Bundle:
    """The bytes that would leave the house; nothing is kept.

    DashboardError where the audience may not have it, where the text names a contact, or where a part cannot
    be rendered; then there is no bundle at all.
    """
    if not choice.title.strip():
        raise DashboardError("snapshot_title_missing")
    cut(whole(choice, pictures=False), choice.audience)  # a refusal needs no picture
    report = cut(whole(choice), choice.audience)
    frozen = bundle.freeze(
        report, bundle_id=secrets.token_hex(_ID_BYTES), made_at=now(), app_version=app_version()
    )
    with reading(engine) as unit:
        named = contacts_found(unit, [words_of(frozen.manifest, frozen.parts)])
    if named:
        raise DashboardError("bundle_names_contact", count=len(named))
    return frozen


def cut(report: Report, reader: str) -> Report:
    """What an audience may see of a report. Raises as `sharing.audience.allowed`."""
    return audience.allowed(report, reader, other=say("audience.other"))


def whole(choice: Choice, *, pictures: bool = True) -> Report:
    """The report before it is cut to its audience. pictures: whether they are drawn."""
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


def publish(engine: Engine, frozen: Bundle, *, author: str) -> str:
    """Keep it and return its id. Raises as `data.store.bundles.keep`, which looks for contacts again: one may
    have been added since the preview."""
    with writing(engine) as unit:
        return bundles.keep(unit, frozen.manifest, frozen.parts, author=author)


@cache
def app_version() -> str:
    """The version of this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def basis_of(codes: Mapping[str, str]) -> Basis:
    """The basis of a report's codes on the day of the newest data."""
    found = replace(default_basis(services.dataset()), group=codes.get("group", DEFAULT_GROUP))
    found = replace(found, definition=codes.get("definition", found.definition))
    return counting(found, codes.get("also"))
