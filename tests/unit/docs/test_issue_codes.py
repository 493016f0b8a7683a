"""The table of issue codes in the documents holds what the code raises."""

import ast
from collections import defaultdict

from data.report import Severity
from data.validation import _MANY
from tests.unit.docs.test_docs import DOCS, ROOT, codes, rows, section, text_of, texts_in
from text import keys


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    return call.args[place] if len(call.args) > place else given.get(name)


def severities_of(node: ast.expr | None) -> set[str]:
    """What is written, an error where nothing is, both where another issue's is taken over."""
    if isinstance(node, ast.Attribute):
        return {"error", "warning"}
    return texts_in(node) or {"error"}


def issues_raised() -> dict[str, set[str]]:
    """Issue code → severities, as the calls in data/ have them."""
    raised: dict[str, set[str]] = defaultdict(set)
    for file in sorted((ROOT / "data").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "Issue":
                severities = severities_of(argument(node, 4, "severity"))
                for code in texts_in(argument(node, 3, "code")):
                    raised[code] |= severities
            elif node.func.id == "_at":
                for code in texts_in(argument(node, 2, "code")):
                    raised[code].add("error")
    for code in chosen_codes():
        raised[code].add("error")
    return raised


def issues_of_rules() -> dict[str, set[str]]:
    """Code → severities of the rules in data/rules.py whose breaches data/validation.py turns into issues."""
    imports = ast.walk(ast.parse((ROOT / "data" / "validation.py").read_text()))
    used = {
        alias.name
        for node in imports
        if isinstance(node, ast.ImportFrom) and node.module == "data.rules"
        for alias in node.names
    }
    breaches = [
        node
        for function in ast.walk(ast.parse((ROOT / "data" / "rules.py").read_text()))
        if isinstance(function, ast.FunctionDef) and function.name in used
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Breach"
    ]
    raised: dict[str, set[str]] = defaultdict(set)
    for breach in breaches:
        for code in texts_in(argument(breach, 0, "code")):
            raised[code] |= severities_of(argument(breach, 3, "severity"))
    return raised


def chosen_codes() -> set[str]:
    """Codes that data/validation.py chooses first and raises later: by kind of value, or for a key."""
    chosen: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "data" / "validation.py").read_text())):
        if isinstance(node, ast.Assign):
            names = {
                name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
            }
            if names & {"code", "missing_code"}:
                chosen |= texts_in(node.value)
        elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "_PARSERS":
            assert isinstance(node.value, ast.Dict)
            chosen |= set().union(*(texts_in(value) for value in node.value.values))
    return chosen


def issue_table() -> dict[str, set[str]]:
    return {codes(row[0])[0]: set(row[1].split(", ")) for row in rows(text_of(DOCS / "issue-codes.md"))}


def test_issue_codes_and_severities_are_those_of_the_code() -> None:
    assert issue_table() == issues_raised() | issues_of_rules()


def test_every_issue_code_has_a_sentence() -> None:
    sentences = {key.removeprefix("issue.") for key in keys() if key.startswith("issue.")}
    assert set(issue_table()) == sentences


def test_severities_are_those_that_exist() -> None:
    assert set().union(*issue_table().values()) <= set(Severity.__args__)  # type: ignore[attr-defined]
    assert all(row[2] for row in rows(text_of(DOCS / "issue-codes.md")))


def test_the_number_of_problems_listed_one_by_one_is_right() -> None:
    assert {50: "fifty"}[_MANY] in section(DOCS / "issue-codes.md", "Issue codes")
