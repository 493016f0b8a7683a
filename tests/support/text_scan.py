"""Where the code asks for texts: every call that says one, the key it hands over and the facts beside it."""

import ast
import re
import string
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from data import schema
from data.folder import load_folder
from tests.support.datasets import SAMPLE
from tests.support.text_codes import FIELDS, LABELS, PUT_TOGETHER
from text import keys
from ui.city import key_figures as city_facts
from ui.city import sections as city_sections
from ui.congress import tables as congress_tables
from ui.core import tables
from ui.engagement import tables as engagement_tables
from ui.map import tables as map_tables
from ui.pipeline import tables as pipeline_tables
from ui.shares import tables as shares_tables
from ui.what_if import outcome_card
from ui.widgets import offers

ROOT = Path(__file__).resolve().parents[2]
WITH_COLUMNS = (
    tables, city_facts, city_sections, congress_tables, engagement_tables, map_tables, offers,
    outcome_card, pipeline_tables, shares_tables,
)  # fmt: skip
FILES = [
    ROOT / "app.py",
    ROOT / "manage.py",
    *sorted((ROOT / "commands").glob("*.py")),
    *sorted((ROOT / "text").rglob("*.py")),
    *sorted((ROOT / "sharing").rglob("*.py")),
    *sorted((ROOT / "ui").rglob("*.py")),
    *sorted((ROOT / "pages").glob("*.py")),
]


@cache
def parsed():
    return {file.relative_to(ROOT): ast.parse(file.read_text("utf-8")) for file in FILES}


def calls(*names):
    """Every call of these functions: file, the function it stands in (or the module), the call."""
    return [found for name in names for found in _calls_by_name().get(name, ())]


@cache
def _calls_by_name():
    found = defaultdict(list)
    for file, module in parsed().items():
        for scope in [module, *(node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))]:
            for node in own_nodes(scope):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    found[node.func.id].append((file, scope, node))
    return found


@cache
def own_nodes(scope):
    """Nodes of a function or module without those of functions inside it."""
    waiting, own = list(ast.iter_child_nodes(scope)), []
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef):
            own.append(node)
            waiting += ast.iter_child_nodes(node)
    return own


def constants(node):
    """The strings an expression can be, if it is one or a choice between some."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def pattern(node):
    """'kpi.{}' of f"kpi.{name}"; None where the key is no such string."""
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)


@cache
def key_arguments():
    """Where a key of a text is handed over: file, function, call, and the expression that is the key.

    `caption` takes two of them, a title's and a subtitle's.
    """
    found = []
    for file, scope, call in calls("say", "say_inert", "has", "counted", "counted_inert", "caption"):
        if isinstance(scope, ast.FunctionDef) and scope.name == "caption":
            continue
        found += [(file, scope, call, key) for key in call.args[: 2 if "caption" in call.func.id else 1]]
    found += [(file, scope, call, call.args[1]) for file, scope, call in calls("say_in")]
    return found


def forms(name, key):
    """`counted` asks for the form for one as well."""
    return {key, f"{key}_one"} if name in ("counted", "counted_inert") else {key}


@cache
def asked_for():
    """Keys that stand whole in the code, with the places where they do."""
    found = defaultdict(set)
    for file, _, call, argument in key_arguments():
        for key in constants(argument):
            for form in forms(call.func.id, key):
                found[form].add(str(file))
    return found


@cache
def texts_in_code():
    """All strings in the code: a key may be handed on before it is said."""
    nodes = (node for module in parsed().values() for node in ast.walk(module))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def in_templates():
    """Keys that the page of a snapshot asks for."""
    text = (ROOT / "sharing" / "formats" / "templates" / "report.html").read_text("utf-8")
    return set(re.findall(r"say\('([a-z_.]+)'", text))


def headers():
    """Keys of table headers: the columns of tables and the keywords of `titled`."""
    found = [value for each in WITH_COLUMNS for name, value in vars(each).items() if is_columns(name)]
    found += tables._FIGURE_COLUMNS.values()
    named = {tables._HEADERS.get(column, column) for columns in found for column in columns}
    for file, _, call in calls("titled"):
        if file.parts[0] == "ui":
            named |= {keyword.arg for keyword in call.keywords}
    return {f"table.{name}" for name in named}


def is_columns(name):
    return name.endswith(("_COLUMNS", "_ROW")) and not name.startswith("_")


def put_together():
    filled = {key.format(code) for key, codes in PUT_TOGETHER.items() for code in codes}
    labels = {f"{section}.{code}" for section, codes in LABELS.items() for code in codes}
    return filled | labels | headers() | issues() | groups() | {f"meaning.{field}" for field in FIELDS}


def issues():
    return {
        key for key in keys() if key.startswith(("issue.", "found."))
    }  # held to the code by the test of the documents


def groups():
    saved = set(load_folder(SAMPLE).table("focus_groups")["group"])
    regions = {"africa", "asia-pacific", "europe", "latin-america-caribbean", "north-america"}
    networks = {"c40", "uclg", "uclg-aspac"}
    codes = (*saved, *regions, *schema.INCOME_LEVELS, *networks)
    return {f"{section}.{code}" for section in ("group", "group_cities") for code in codes}


@cache
def catalogue():
    """Key → text with its placeholders, from the file itself."""
    files = (ROOT / "text" / "en").glob("*.toml")
    sections = [each for file in files for each in tomllib.loads(file.read_text("utf-8")).items()]
    return {f"{section}.{code}": text for section, texts in sections for code, text in texts.items()}


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def supplied(scope, call):
    """Facts that a call hands over; those of **facts as the dictionaries of its function have them."""
    named = {keyword.arg for keyword in call.keywords if keyword.arg}
    unnamed = [keyword.value for keyword in call.keywords if keyword.arg is None]
    if unnamed:
        named |= dictionary_keys(scope) | parameters(scope)
        helpers = (node.func for node in own_nodes(scope) if isinstance(node, ast.Call))
        named |= set().union(
            *(returned_keys(getattr(func, "attr", getattr(func, "id", ""))) for func in helpers)
        )
    if any(ast.unparse(value) == "error.facts" for value in unnamed):
        named |= facts_of_errors()
    return named


@cache
def dictionary_keys(scope):
    """String keys of every dictionary in a function."""
    dictionaries = [node for node in own_nodes(scope) if isinstance(node, ast.Dict)]
    return {key for node in dictionaries for name in node.keys if name is not None for key in constants(name)}


@cache
def parameters(scope):
    """Keywords that callers hand to a function with **facts of its own."""
    if not isinstance(scope, ast.FunctionDef) or scope.args.kwarg is None:
        return set()
    found = set()
    for _, caller, call in calls(scope.name):
        found |= {keyword.arg for keyword in call.keywords if keyword.arg} | dictionary_keys(caller)
    return found


@cache
def returned_keys(name):
    """Keys of the dictionary that a function of this name gives back, such as basis_facts, with those of the
    dictionaries of other functions that it unpacks."""
    helpers = [node for node in functions().get(name, ()) if "dict" in ast.unparse(node.returns or node)[:5]]
    unpacked = {
        value.func.id
        for helper in helpers
        for node in own_nodes(helper)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if key is None and isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
    }
    return set().union(*map(dictionary_keys, helpers), *map(returned_keys, unpacked))


@cache
def functions():
    """Every function of the code by its name."""
    found = defaultdict(list)
    for module in parsed().values():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef):
                found[node.name].append(node)
    return found


@cache
def facts_of_errors():
    """Facts that the exceptions of data.errors carry."""
    module = ast.parse((ROOT / "data" / "errors.py").read_text("utf-8"))
    made = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and "__init__" in ast.unparse(node.func)
    ]
    return {keyword.arg for node in made for keyword in node.keywords}
