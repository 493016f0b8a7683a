"""`figures`: the headline figures under every definition, with bounds and checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from analysis.basis import Basis, default_basis, default_fee_year
from analysis.figures import checks, headline_figures
from commands.days import day
from commands.stores import opened_store
from data.store import versions
from data.store.database import reading
from ui.text import say

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from analysis.figure import Figure
    from data.dataset import Dataset


def figures(
    *,
    as_of: Annotated[str | None, typer.Option(help="Date to measure on, YYYY-MM-DD.")] = None,
    fee_year: Annotated[int | None, typer.Option(help="Fee year.")] = None,
    group: Annotated[str | None, typer.Option(help="Focus group code; china by default.")] = None,
    version: Annotated[str | None, typer.Option(help="Version id; the current one by default.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Print the headline figures under every definition, with bounds and checks."""
    with opened_store() as engine:
        dataset = _dataset(engine, version)
        basis = _basis(dataset, as_of, fee_year, group)
        found = headline_figures(dataset, basis)
    if json:
        typer.echo(orjson.dumps(_as_json(dataset, basis, found), option=orjson.OPT_INDENT_2).decode())
    else:
        typer.echo("\n".join(_as_line(figure) for figure in found))


def _dataset(engine: Engine, version: str | None) -> Dataset:
    """The version asked for, the newest one by default."""
    with reading(engine) as unit:
        return versions.load(unit, version or str(versions.head(unit).version_id))


def _basis(dataset: Dataset, as_of: str | None, fee_year: int | None, group: str | None) -> Basis:
    basis = default_basis(dataset)
    if as_of is not None:
        asked = day(as_of)
        basis = replace(basis, as_of=asked, fee_year=default_fee_year(dataset, asked))
    if fee_year is not None:
        basis = replace(basis, fee_year=fee_year)
    return basis if group is None else replace(basis, group=group)


def _as_json(dataset: Dataset, basis: Basis, found: list[Figure]) -> dict[str, object]:
    return {
        "as_of": basis.as_of,
        "fee_year": basis.fee_year,
        "group": basis.group,
        "version": dataset.version,
        "figures": [
            {
                "name": figure.name,
                "definition": figure.definition,
                "value": figure.value,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "low": figure.low,
                "high": figure.high,
                "unit": figure.unit,
                "illustrative": figure.illustrative,
            }
            for figure in found
        ],
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": _detail(check.facts)} for check in checks(found)
        ],
    }


def _detail(facts: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in facts.items())


def _as_line(figure: Figure) -> str:
    value = "–" if figure.value is None else f"{figure.value:.3f}"
    of = "" if figure.numerator is None else f" ({figure.numerator:g} of {figure.denominator:g})"
    mark = f", {say('app.illustrative').lower()}" if figure.illustrative else ""
    return f"{figure.name:22} {figure.definition or '':14} {value}{of}{mark}"
