"""What somebody asks a report for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from sharing.report import Report


@dataclass(frozen=True)
class Choice:
    """A kind of report and what it is about. kind: a code of `ui.reports.kinds.KINDS`.

    city_id: of the kind 'city' and of the page 'city'. page: of the kind 'view', codes of pages with dots
    between. before, after: of the kind 'comparison', ids of snapshots or 'today'; compared: the two reports.
    """

    kind: str
    audience: str
    title: str
    note: str
    basis: Basis
    city_id: str | None = None
    page: str | None = None
    before: str = ""
    after: str = ""
    compared: tuple[Report, Report] | None = field(default=None, compare=False)

    @property
    def pages(self) -> list[str]:
        """The codes of its pages."""
        return self.page.split(".") if self.page else []
