"""`figures`: every figure under every definition, with bounds, checks and scenarios."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from analysis.congress.attendance_rule import chances_by_event
from analysis.core.basis import Basis, count_also, default_basis, default_fee_year
from analysis.overview.all_figures import all_figures
from analysis.what_if.scenario import Scenario
from commands.arguments import day
from commands.output import print_json
from commands.stores import load_version, opened_store
from data.cities import reference_cities
from data.dataset import Dataset
from data.errors import DashboardError
from data.store import saved
from data.store.database import reading
from text import say


def figures(
    *,
    as_of: Annotated[str | None, typer.Option(help="Date to measure on, YYYY-MM-DD.")] = None,
    fee_year: Annotated[int | None, typer.Option(help="Fee year.")] = None,
    group: Annotated[str | None, typer.Option(help="Focus group code; china by default.")] = None,
    version: Annotated[str | None, typer.Option(help="Version id; the current one by default.")] = None,
    definition: Annotated[str | None, typer.Option(help="What paying means in scenarios.")] = None,
    also: Annotated[str | None, typer.Option(help="Who counts as well: suspended.associate.waived")] = None,
    scenario: Annotated[list[str] | None, typer.Option(help="Code of a scenario; may be repeated.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Print every figure under every definition, with bounds, checks and scenarios."""
    with opened_store() as engine:
        with reading(engine) as connection:
            dataset = load_version(connection, version)
            chances = chances_by_event(
                (each.name, each.code) for each in saved.list_saved(connection, "chance")
            )
        basis = _basis(dataset, as_of, fee_year, group)
        basis = count_also(replace(basis, definition=definition or basis.definition), also)
        result = all_figures(dataset, basis, _scenarios(scenario or []), reference_cities(), chances)
    if json:
        print_json(result)
    else:
        typer.echo("\n".join(_as_line(figure) for figure in result["figures"]))
        for code, day_of in result["notes"].items():
            typer.echo(say(f"basis_note.{code}", day=day_of), err=True)


def _basis(dataset: Dataset, as_of: str | None, fee_year: int | None, group: str | None) -> Basis:
    basis = default_basis(dataset)
    if as_of is not None:
        measured_on = day(as_of)
        basis = replace(basis, as_of=measured_on, fee_year=default_fee_year(dataset, measured_on))
    if fee_year is not None:
        basis = replace(basis, fee_year=fee_year)
    return basis if group is None else replace(basis, group=group)


def _scenarios(codes: list[str]) -> tuple[Scenario, ...]:
    scenarios = []
    for code in codes:
        scenario = Scenario.read(code)
        if scenario is None:
            raise DashboardError("bad_scenario", given=code)
        scenarios.append(scenario)
    return tuple(scenarios)


def _as_line(figure: dict[str, Any]) -> str:
    value = "–" if figure["value"] is None else f"{figure['value']:.3f}"
    of = "" if figure["numerator"] is None else f" ({figure['numerator']:g} of {figure['denominator']:g})"
    mark = f", {say('app.illustrative').lower()}" if figure["illustrative"] else ""
    return f"{figure['name']:26} {figure['definition'] or '':14} {value}{of}{mark}"
