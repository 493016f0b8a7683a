"""Snapshots of the store as values: their contents, and the same report of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store import snapshots
from sharing.content import from_json
from ui.snapshots import choices

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sharing.report import Report


def report_of(connection: Connection, bundle_id: str) -> Report:
    """What a snapshot says, without its pictures. DashboardError where there is none of this id."""
    return from_json(snapshots.part(connection, bundle_id, snapshots.VALUES))


def today(report: Report) -> Report:
    """The same report of the newest data, for the same audience, with the same filters but the day.

    DashboardError where the audience may not have it any more, such as with an illustrative figure.
    """
    choice = choices.Choice(
        kind=report.kind,
        audience=report.audience,
        title=report.title,
        note=report.note,
        basis=choices.basis_of(report.codes),
        city_id=report.codes.get("city"),
        page=report.codes.get("page"),
    )
    return choices.cut(choices.prepared(choice, pictures=False), report.audience)
