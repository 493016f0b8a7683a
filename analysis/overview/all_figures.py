"""All figures of a basis as plain values with stable names: what the command line prints as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from analysis.congress.attendance_rule import Chance
from analysis.congress.forecast import congress_figure
from analysis.core.basis import Basis
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates
from analysis.fees.arrears import compute_arrears
from analysis.fees.expected_dues import expected_fees
from analysis.overview.checks import Check, share_checks
from analysis.overview.figures import (
    further_checks,
    further_figures,
    headline_figures,
    states_by_definition,
)
from analysis.overview.notes import notes
from analysis.overview.quality import FieldQuality, field_quality, weakest
from analysis.pipeline.candidates import candidates
from analysis.pipeline.prospects import prospects
from analysis.what_if.levers import apply_scenario
from analysis.what_if.outcomes import outcomes
from analysis.what_if.position import position
from analysis.what_if.scenario import Scenario
from data.dataset import Dataset

_PRINTED = (
    *("name", "definition", "value", "numerator", "denominator", "low", "high", "unit", "illustrative"),
    *("reason", "label"),
)


def all_figures(
    dataset: Dataset,
    basis: Basis,
    scenarios: tuple[Scenario, ...],
    reference: pd.DataFrame,
    chances: Mapping[str, Mapping[str, Chance]],
) -> dict[str, Any]:
    """All figures, checks and scenarios of a basis, keys and codes as in docs/commands.md.

    reference: cities with city_id and capital, to price prospects (data.cities.reference_cities). chances: of
    cities to come, by event and city, that were set by hand.
    """
    states = states_by_definition(dataset, basis)
    figures = [*headline_figures(states), *further_figures(states)]
    figures.append(congress_figure(dataset, basis, chances))
    own = states[basis.definition]
    fields = field_quality(own, expected_fees(own))
    return {
        "as_of": basis.as_of,
        "fee_year": basis.fee_year,
        "group": basis.group,
        "version": dataset.version,
        "figures": [_figure(figure, fields) for figure in figures],
        "checks": [_check(check) for check in (*share_checks(figures), *further_checks(states))],
        "quality": [asdict(field) for field in fields.values()],
        "scenarios": [_scenario(own, scenario, reference) for scenario in scenarios],
        "notes": notes(dataset, basis.as_of),
    }


def _figure(figure: Figure, fields: dict[str, FieldQuality]) -> dict[str, object]:
    field = weakest(figure.name, fields)
    return {name: getattr(figure, name) for name in _PRINTED} | {"weakest": field.field if field else None}


def _check(check: Check) -> dict[str, object]:
    detail = ", ".join(f"{name} {value}" for name, value in check.facts.items())
    return {"name": check.name, "ok": check.ok, "detail": detail, "identity": check.identity}


def _scenario(states: MemberStates, scenario: Scenario, reference: pd.DataFrame) -> dict[str, object]:
    """A scenario under the basis' own definition; no outcomes without a fee year or a roll."""
    start = position(states, compute_arrears(states))
    listed: list[dict[str, object]] = []
    if start is not None:
        waiting = prospects(states.dataset, states.basis.as_of)
        end = apply_scenario(start, scenario, candidates(states.dataset, states.basis, waiting, reference))
        listed = [
            {
                "name": each.name,
                "unit": each.before.unit,
                "before": each.before.value,
                "after": each.after.value,
                "change": each.change,
            }
            for each in outcomes(start, end)
        ]
    return {"code": scenario.code, "name": scenario.name, "outcomes": listed}
