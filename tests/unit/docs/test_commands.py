"""Commands, options and make targets are described, and what is described exists."""

import re
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

import manage
from commands.failures import HELD, UNREADABLE
from config import EXIT_CODE
from tests.unit.docs.test_docs import (
    DOCS,
    DOCUMENTS,
    codes,
    command_names,
    commands_of,
    make_targets,
    named,
    option_names,
    printed_figures,
    rows,
    section,
    text_of,
)


def test_every_make_target_is_described_and_every_described_one_exists() -> None:
    described = [
        codes(row[0])[0].removeprefix("make ") for row in rows(section(DOCS / "commands.md", "make"))
    ]
    assert sorted(described) == sorted(make_targets())


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_make_command_in_a_document_exists(document: Path) -> None:
    code = "\n".join([*codes(text_of(document)), *re.findall(r"^    (.+)$", text_of(document), re.MULTILINE)])
    used = set(re.findall(r"\bmake ([a-z-]+)", code))
    assert used <= make_targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_manage_command_in_a_document_exists(document: Path) -> None:
    used = set(re.findall(r"manage\.py ([a-z]+)", text_of(document)))
    assert used <= command_names()


def test_every_command_is_described_with_all_its_options() -> None:
    chapter = section(DOCS / "commands.md", "manage.py")
    described = set(re.findall(r"^### (\w+)$", chapter, re.MULTILINE))
    assert described == command_names()
    for command in described:
        if not commands_of(command):
            assert described_options(command) == option_names(command), command


def test_every_command_of_a_group_is_described_with_all_its_options() -> None:
    for group in command_names():
        below = commands_of(group)
        text = section(DOCS / "commands.md", group)
        assert set(re.findall(rf"^#### {group} (\w+)$", text, re.MULTILINE)) == set(below)
        for command in below:
            assert described_options(f"{group} {command}") == option_names(group, command), command


def described_options(title: str) -> set[str]:
    text = section(DOCS / "commands.md", title)
    return {codes(row[0])[0] for row in rows(text, "option")} if "| option |" in text else set()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["figures"], 0, id="figures are printed"),
        pytest.param(["figures", "--group", "nobody"], HELD, id="no such group"),
        pytest.param(["figures", "--version", "0"], HELD, id="no such version"),
        pytest.param(["figures", "--as-of", "yesterday"], HELD, id="no date"),
        pytest.param(["figures", "--nothing"], UNREADABLE, id="no such option"),
    ],
)
def test_commands_end_with_the_exit_codes_that_are_described(arguments: list[str], code: int) -> None:
    described = {int(row[0]) for row in rows(section(DOCS / "commands.md", "figures"), "code")}
    assert described == {0, HELD, UNREADABLE}
    assert UNREADABLE == EXIT_CODE, "a bad setting and unreadable data share one exit code"
    assert CliRunner().invoke(manage.app, arguments).exit_code == code


def test_the_json_of_figures_has_the_keys_that_are_described() -> None:
    described = {codes(row[0])[0] for row in rows(section(DOCS / "commands.md", "figures"), "key")}
    printed: set[str] = set()
    for key, value in printed_figures().items():
        inner = {f"{key}[].{name}" for item in value for name in item} if isinstance(value, list) else {key}
        printed |= inner
    assert described == printed


def test_figures_and_their_definitions_are_those_that_are_printed() -> None:
    described = {
        (codes(row[0])[0], definition)
        for row in rows(section(DOCS / "commands.md", "figures"), "figure")
        for definition in codes(row[1])
    }
    figures = printed_figures()["figures"]
    assert isinstance(figures, list)
    assert described == {(figure["name"], figure["definition"]) for figure in figures}


def test_the_json_of_versions_has_the_keys_that_are_described() -> None:
    listed = orjson.loads(CliRunner().invoke(manage.app, ["versions", "--json"]).stdout)
    described = {
        code for row in rows(section(DOCS / "commands.md", "versions"), "key") for code in codes(row[0])
    }
    assert {key for version in listed for key in version} == described
