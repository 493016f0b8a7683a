"""What the page Snapshots reads from the store: snapshots with their links, and reports to compare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.core.basis import count_also, default_basis, default_fee_year
from analysis.core.groups import DEFAULT_GROUP
from data.store import links, snapshots
from data.store.database import reading
from data.store.snapshot_texts import words_of
from sharing.audience import restrict_to_audience
from sharing.content import from_json
from sharing.disclosure import contacts_found
from ui.core import queries, store
from ui.reports.choice import Choice
from ui.reports.kinds import COMPARISON, build_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from analysis.core.basis import Basis
    from data.store.links import Link
    from data.store.snapshots import StoredSnapshot
    from sharing.report import Report
    from sharing.snapshot import Snapshot

TODAY: Final = "today"
"""In place of a snapshot's id: the same report of the newest data."""
IDLE_DAYS: Final = 90


def snapshots_and_links() -> tuple[list[StoredSnapshot], list[Link]]:
    """All snapshots and all links, newest first."""
    with reading(store.opened()) as connection:
        return snapshots.list_snapshots(connection), links.list_links(connection)


def idle_snapshots() -> list[StoredSnapshot]:
    """Those that nobody can open any more and that are old."""
    with reading(store.opened()) as connection:
        return [stored for stored, age in links.without_live_link(connection) if age > IDLE_DAYS]


def snapshot(snapshot_id: str) -> StoredSnapshot:
    """One snapshot. DashboardError where there is none of this id."""
    with reading(store.opened()) as connection:
        return snapshots.find(connection, snapshot_id)


def files(snapshot_id: str, names: Iterable[str]) -> dict[str, bytes]:
    """Files of a snapshot, by their names. DashboardError where there is none of this id or name."""
    with reading(store.opened()) as connection:
        return {name: snapshots.read_part(connection, snapshot_id, name) for name in names}


def contacts_named_in(made: Snapshot) -> int:
    """How many contacts a snapshot names that is not saved yet."""
    with reading(store.opened()) as connection:
        return len(contacts_found(connection, [words_of(made.manifest, made.parts)]))


def default_basis_on(as_of: date | None, group: str | None) -> Basis:
    """The default basis of the newest data, on another day or of another group where asked for."""
    dataset = queries.dataset()
    basis = default_basis(dataset)
    if as_of is not None:
        basis = replace(basis, as_of=as_of, fee_year=default_fee_year(dataset, as_of))
    return basis if group is None else replace(basis, group=group)


def full_report(choice: Choice, *, images: bool = True) -> Report:
    """The report of a choice before it is cut to its audience. Raises as `build_report`."""
    if choice.kind == COMPARISON:
        choice = replace(choice, compared=compared_reports(choice.before, choice.after))
    return build_report(choice, images=images)


def compared_reports(before: str, after: str) -> tuple[Report, Report]:
    """Two snapshots by their ids, without images; TODAY is the same report as `before` of the newest data.

    DashboardError where one of them cannot be had, such as where its audience may not see it any more.
    """
    old = _report_of(before)
    return old, _report_today(old) if after == TODAY else _report_of(after)


def _report_of(snapshot_id: str) -> Report:
    (content,) = files(snapshot_id, [snapshots.VALUES]).values()
    return from_json(content)


def _report_today(report: Report) -> Report:
    """The same report for the same audience, with the same filters but the day."""
    choice = Choice(
        kind=report.kind,
        audience=report.audience,
        title=report.title,
        note=report.note,
        basis=_basis_of(report.codes),
        city_id=report.codes.get("city"),
        page=report.codes.get("page"),
    )
    return restrict_to_audience(build_report(choice, images=False), report.audience)


def _basis_of(codes: Mapping[str, str]) -> Basis:
    """The basis of a report's codes on the day of the newest data."""
    basis = replace(default_basis(queries.dataset()), group=codes.get("group", DEFAULT_GROUP))
    basis = replace(basis, definition=codes.get("definition", basis.definition))
    return count_also(basis, codes.get("also"))
