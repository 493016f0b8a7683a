"""Brief on the focus group: who they are, what they come to and care for, who may join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.reports import group, prospects, shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.basis import Basis
    from sharing.report import Section
    from ui.reports.drawing import Pen


def sections(basis: Basis, pen: Pen, *, payments: bool) -> Iterator[Section]:
    """The parts of the brief. payments: with what each city paid."""
    yield shares.in_brief(basis, pen)
    yield group.members(basis, pen, payments=payments)
    yield group.engagement(basis, pen)
    yield group.topics(basis, pen)
    yield group.networks(basis, pen)
    yield prospects.pipeline(basis, pen)
