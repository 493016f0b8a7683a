"""The command line: `python manage.py --help`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from analysis.basis import Basis, counting, default_basis, default_fee_year
from analysis.listing import listing
from analysis.scenario import Scenario
from config import settings_or_exit
from data.cities import reference_cities
from data.errors import DashboardError, UnusableDataError
from data.folder import load_folder
from ui.text import counted, issue_sentence, say

if TYPE_CHECKING:
    from data.dataset import Dataset

HELD, UNREADABLE = 1, 2  # exit codes: something is wrong with the data or the question; nothing could be read

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Membership dashboard."""


@app.command()
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
    dataset = _dataset(version)
    try:
        basis = _basis(dataset, as_of, fee_year, group)
        basis = counting(replace(basis, definition=definition or basis.definition), also)
        found = listing(dataset, basis, _scenarios(scenario or []), reference_cities())
    except DashboardError as error:
        raise _failure(say(f"error.{error.code}", **error.facts), HELD) from None
    if json:
        typer.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode())
    else:
        typer.echo("\n".join(_as_line(figure) for figure in found["figures"]))


def _dataset(version: str | None) -> Dataset:
    try:
        dataset = load_folder(settings_or_exit().dataset)
    except UnusableDataError as error:
        for issue in error.report.issues:
            place = " ".join(str(part) for part in (issue.sheet, issue.row, issue.column) if part is not None)
            typer.echo(f"{place}: {issue_sentence(issue)}", err=True)
        raise _failure(
            counted("error.data_unusable", len(error.report.errors), **error.facts), UNREADABLE
        ) from None
    if version not in (None, dataset.version):
        raise _failure(
            say("error.unknown_choice", kind="version", given=version, choices=dataset.version), HELD
        )
    return dataset


def _basis(dataset: Dataset, as_of: str | None, fee_year: int | None, group: str | None) -> Basis:
    basis = default_basis(dataset)
    if as_of is not None:
        day = _day(as_of)
        basis = replace(basis, as_of=day, fee_year=default_fee_year(dataset, day))
    if fee_year is not None:
        basis = replace(basis, fee_year=fee_year)
    return basis if group is None else replace(basis, group=group)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _failure(say("issue.bad_date", value=text), HELD) from None


def _failure(sentence: str, code: int) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(code)


def _scenarios(codes: list[str]) -> tuple[Scenario, ...]:
    made = []
    for code in codes:
        scenario = Scenario.read(code)
        if scenario is None:
            raise _failure(say("error.bad_scenario", given=code), HELD)
        made.append(scenario)
    return tuple(made)


def _as_line(figure: dict[str, Any]) -> str:
    value = "–" if figure["value"] is None else f"{figure['value']:.3f}"
    of = "" if figure["numerator"] is None else f" ({figure['numerator']:g} of {figure['denominator']:g})"
    mark = f", {say('app.illustrative').lower()}" if figure["illustrative"] else ""
    return f"{figure['name']:26} {figure['definition'] or '':14} {value}{of}{mark}"


if __name__ == "__main__":
    app()
