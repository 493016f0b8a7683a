"""Brief on the focus group: who they are, what they come to and care for, who may join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.reports import group_sections, prospects, shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.core.basis import Basis
    from sharing.report import Section
    from ui.reports.charts import Pen


def sections(basis: Basis, pen: Pen, *, payments: bool) -> Iterator[Section]:
    """The parts of the brief. payments: with what each city paid."""
    yield shares.in_brief(basis, pen)
    yield group_sections.members(basis, pen, payments=payments)
    yield group_sections.engagement(basis, pen)
    yield group_sections.topics(basis, pen)
    yield group_sections.networks(basis, pen)
    yield prospects.pipeline(basis, pen)
