"""docs/how-to-add.md: what has to be touched exists, is at most five files, and is missed by a test."""

import importlib
import pkgutil
import re
import tomllib
from dataclasses import replace

import pytest

import charts.kinds
import charts.maps
import commands
import manage
from analysis.core.basis import default_basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.ledger import build_ledger
from analysis.core.payment import state_codes
from data.errors import UnknownChoiceError
from data.folder import load_folder
from data.schema import TABLES
from tests.independent import headline
from tests.support import chart_samples
from tests.support.datasets import SAMPLE
from tests.unit.docs.test_docs import DOCS, ROOT, codes, rows, section, text_of
from ui.reports import kinds

PAGE = DOCS / "how-to-add.md"
CHANGES = re.findall(r"^## (.+)$", text_of(PAGE), re.MULTILINE)
LANGUAGES = {"en", "zh", "fr", "es"}
TESTS = {
    name
    for file in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", text_of(file), re.MULTILINE)
}


@pytest.mark.parametrize("change", [change for change in CHANGES if change != "A language"])
def test_a_change_touches_at_most_five_files_that_exist(change):
    files = [codes(row[0])[0] for row in rows(section(PAGE, change), "file")]
    assert 2 <= len(files) <= 5
    patterns = [re.sub(r"NAME|SUBJECT", "*", file) for file in files]
    assert [pattern for pattern in patterns if not any(ROOT.glob(pattern))] == []


@pytest.mark.parametrize("change", [change for change in CHANGES if change != "A language"])
def test_the_tests_that_hold_a_change_exist(change):
    held = re.findall(r"`(test_\w+)`", section(PAGE, change))
    assert held
    assert [test for test in held if test not in TESTS] == []


def test_a_definition_that_nobody_handles_is_refused():
    dataset = load_folder(SAMPLE)
    ledger = build_ledger(dataset, dataset.as_of, 2023)
    with pytest.raises(KeyError):
        state_codes(ledger, "promised")
    with pytest.raises(UnknownChoiceError):
        replace(default_basis(dataset), definition="promised")


def test_the_independent_calculation_knows_every_definition():
    assert tuple(headline.DEFINITIONS) == tuple(DEFINITIONS)


def test_every_kind_of_chart_has_a_sample():
    kinds = {module.name for module in pkgutil.iter_modules(charts.kinds.__path__)}
    sampled = {*chart_samples.FIGURES, *chart_samples.CAPTIONED, "sparkline"}
    assert kinds - sampled == set()


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_column_has_headings_in_every_language(table):
    headings = tomllib.loads((ROOT / "data" / "reading" / "words" / "headers.toml").read_text("utf-8"))
    known = headings["any"] | headings.get(table.name, {})
    assert {field.name for field in table.fields if set(known.get(field.name, ())) != LANGUAGES} == set()


def test_every_report_is_described():
    described = {
        codes(row[0])[0] for row in rows(section(DOCS / "snapshots.md", "What a report holds"), "report")
    }
    assert described == {*kinds.PREPARED, kinds.VIEW}


def test_every_module_of_commands_is_registered():
    """A module of commands is one that a command of manage.py is defined in, or that another one imports."""
    registered = {info.callback.__module__ for info in manage.app.registered_commands}
    registered |= {
        info.callback.__module__
        for group in manage.app.registered_groups
        for info in group.typer_instance.registered_commands
    }
    modules = {f"commands.{module.name}" for module in pkgutil.iter_modules(commands.__path__)}
    shared = {name for module in registered for name in imported_by(module)}
    assert modules - registered - shared == set()


def imported_by(module):
    text = text_of(ROOT / f"{importlib.import_module(module).__name__.replace('.', '/')}.py")
    return set(re.findall(r"^from (commands\.\w+) import", text, re.MULTILINE))
