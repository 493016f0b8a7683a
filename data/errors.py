"""Failures that mean "cannot go on": a code and its facts, which text turns into a sentence."""

from __future__ import annotations

from data.report import Report


class DashboardError(Exception):
    """A failure with a code of the text catalogue and the facts its sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


class UnusableDataError(DashboardError):
    """The data could not be read. `report` lists every problem, not only the first."""

    def __init__(self, report: Report) -> None:
        super().__init__("data_unusable", count=len(report.errors))
        self.report = report


class UnknownChoiceError(DashboardError):
    """A code that is not among the choices: a group, a definition, a fee year."""

    def __init__(self, kind: str, given: object, choices: list[str]) -> None:
        super().__init__("unknown_choice", kind=kind, given=given, choices=", ".join(choices))
