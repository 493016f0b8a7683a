"""Board report: both shares, why they differ, the money, who may join, the Congress, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.reports import congress, money, prospects, shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.core.basis import Basis
    from sharing.report import Section
    from ui.reports.charts import Pen


def sections(basis: Basis, pen: Pen) -> Iterator[Section]:
    """The parts of the report, the most important first."""
    yield shares.both(basis, pen)
    yield shares.why(basis, pen)
    yield money.fees(basis, pen)
    yield money.dependence(basis, pen)
    yield prospects.pipeline(basis, pen)
    yield from congress.sections(basis, pen)
    urgent = prospects.urgent(basis, pen)
    if urgent is not None:
        yield urgent
    yield shares.moved(basis, pen)
