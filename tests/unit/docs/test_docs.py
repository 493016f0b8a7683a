"""The documents say what the code does: commands, settings, tables, codes, addresses, links, pictures."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, get_args

import orjson
import pandas as pd
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

import docs.rooms
import docs.screenshots
import manage
from analysis.core.definitions import DEFINITIONS
from analysis.core.groups import group_codes
from analysis.core.payment import STATES
from config import Settings
from data.folder import load_folder
from data.reading import process
from data.reading.child.limits import MB, Limits
from data.schema import TABLES, UPLOADED, Field
from data.store.contact_changes import KEPT_DAYS
from data.store.tables import metadata
from text import column_meaning, say
from ui.update import grid_preview, held_rows
from ui.update.columns import Standing
from ui.widgets import differences

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
SAMPLE = ROOT / "data" / "sample"
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("data/*/README.md")]
    if ".venv" not in path.parts
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def section(path: Path, title: str) -> str:
    """What stands below a heading, down to the next heading of the same or a higher rank."""
    found = re.search(rf"^(#+) {re.escape(title)}$", text_of(path), re.MULTILINE)
    assert found, f"{named(path)} has no section “{title}”"
    rest = text_of(path)[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(text: str, first_column: str | None = None) -> list[list[str]]:
    """Cells of the first Markdown table of a text, or of the first one with this heading; no header row."""
    tables: list[list[list[str]]] = []
    previous = ""
    for line in text.splitlines():
        if line.startswith("|"):
            if not previous.startswith("|"):
                tables.append([])
            tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        previous = line
    for table in tables:
        if first_column is None or table[0][0] == first_column:
            return table[2:]
    raise AssertionError(f"no table that begins with “{first_column}”")


def codes(cell: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def heading_anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def commands_of(command: str) -> dict[str, Any]:
    """The commands below a command of manage.py; none where it is no group."""
    return dict(getattr(typer.main.get_command(manage.app).commands[command], "commands", {}))  # type: ignore[attr-defined]


def option_names(command: str, below: str | None = None) -> set[str]:
    """Long options of one command of manage.py, without --help."""
    known = typer.main.get_command(manage.app).commands[command]  # type: ignore[attr-defined]
    known = known if below is None else known.commands[below]
    options = {option for parameter in known.params for option in parameter.opts if option.startswith("--")}
    return options - {"--help"}


def command_names() -> set[str]:
    return set(typer.main.get_command(manage.app).commands)  # type: ignore[attr-defined]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def printed_figures() -> dict[str, object]:
    result = CliRunner().invoke(manage.app, ["figures", "--json"])
    assert result.exit_code == 0, result.output
    parsed: dict[str, object] = orjson.loads(result.stdout)
    return parsed


# The store


def test_the_json_of_reminders_has_the_keys_that_are_described() -> None:
    described = {
        key for row in rows(section(DOCS / "commands.md", "reminders"), "key") for key in codes(row[0])
    }
    result = CliRunner().invoke(manage.app, ["reminders", "--json", "--on", "2023-05-31"])
    found = orjson.loads(result.stdout)
    assert found["overdue"]
    assert found["due_soon"]
    inner = {f"{part}[].{key}" for part in ("overdue", "due_soon") for row in found[part] for key in row}
    assert described == {"on", "days", "owner"} | inner


def test_the_tables_of_the_store_are_described_as_they_are() -> None:
    assert [codes(row[0])[0] for row in rows(text_of(DOCS / "store.md"))] == list(metadata.tables)


def test_the_days_of_undo_are_the_ones_that_are_described() -> None:
    assert f"| {KEPT_DAYS} days |" in text_of(DOCS / "privacy.md")


# Settings


def test_every_setting_is_described_and_every_described_one_exists() -> None:
    described = {code for row in rows(text_of(DOCS / "settings.md")) for code in codes(row[0])}
    assert described == {name.upper() for name in Settings.model_fields}


def test_the_readme_shows_the_setting_that_names_the_data() -> None:
    assert "DATASET" in {name.upper() for name in Settings.model_fields}
    assert re.search(r"DATASET=\S+ make run", text_of(ROOT / "README.md"))


# Tables


def values_of(field: Field) -> str:
    """The cell “values” of a field: codes, unit, range and the tables it refers to."""
    parts = [", ".join(field.codes), field.unit]
    if field.high is not None:
        parts.append(f"{field.low:.10g} to {field.high:.10g}")
    elif field.low is not None:
        parts.append(f"from {field.low:.10g}")
    if field.refers_to:
        parts.append(f"in {' or '.join(field.refers_to)}")
    return "; ".join(part for part in parts if part)


def test_every_table_is_described_and_every_described_one_exists() -> None:
    titles = re.findall(r"^### (\w+)$", section(DOCS / "schema.md", "Tables"), re.MULTILINE)
    assert titles == list(UPLOADED)


@pytest.mark.parametrize("table", UPLOADED)
def test_fields_are_described_as_the_schema_has_them(table: str) -> None:
    chapter = section(DOCS / "schema.md", table)
    described = [(codes(name)[0], kind, values) for name, kind, values, _ in rows(chapter)]
    schema = [
        (field.name, f"{field.kind}, required" if field.required else field.kind, values_of(field))
        for field in UPLOADED[table].fields
    ]
    assert described == schema
    key = re.search(r"Key: (.+)\.$", chapter, re.MULTILINE)
    assert key
    assert codes(key[1]) == list(UPLOADED[table].key)


@pytest.mark.parametrize("table", UPLOADED)
def test_every_field_says_what_it_means(table: str) -> None:
    unsaid = [name for name, *_, meaning in rows(section(DOCS / "schema.md", table)) if not meaning]
    assert unsaid == []


@pytest.mark.parametrize("table", UPLOADED)
def test_the_template_explains_a_column_as_the_documents_do(table: str) -> None:
    for name, *_, meaning in rows(section(DOCS / "schema.md", table)):
        assert column_meaning(table, codes(name)[0]) == meaning


def test_keys_of_the_description_file_are_those_that_are_read() -> None:
    described = {codes(row[0])[0] for row in rows(section(DOCS / "schema.md", "dataset.toml"))}
    code = (ROOT / "data" / "folder.py").read_text()
    assert described == set(re.findall(r"description(?:\.get\(|\[)\"(\w+)\"", code))


def test_every_kind_of_value_is_described() -> None:
    cells = [row[0] for row in rows(section(DOCS / "schema.md", "Kinds of value"))]
    described = {kind for cell in cells for kind in cell.split(", ")}
    assert described == {field.kind for table in TABLES.values() for field in table.fields}


# The sample


def test_the_rows_of_the_sample_are_counted_as_they_are() -> None:
    counted = {}
    for row in rows(section(SAMPLE / "README.md", "Tables")):
        counted[row[0]] = dict(zip(("public", "memo", "illustrative"), map(int, row[1:4]), strict=True))
    found = {}
    for name in TABLES:
        provenance = pd.read_csv(SAMPLE / f"{name}.csv", dtype="str")["provenance"].value_counts().to_dict()
        found[name] = {code: int(provenance.pop(code, 0)) for code in ("public", "memo", "illustrative")}
        assert not provenance, f"{name} has further kinds of rows"
    assert counted == found


def test_the_readme_gives_the_numbers_of_the_sample() -> None:
    figures = printed_figures()["figures"]
    assert isinstance(figures, list)
    official, paying = (
        next(f for f in figures if (f["name"], f["definition"]) == wanted)
        for wanted in (("official_share", "official"), ("paying_share", "any_receipt"))
    )
    assert (
        f"{official['denominator']} official members, {official['numerator']} of them Chinese; "
        f"{paying['denominator']} paying members, {paying['numerator']} of them Chinese"
    ) in text_of(ROOT / "README.md")


# Definitions


def test_definitions_and_states_are_described_with_their_codes() -> None:
    chapter = section(DOCS / "definitions.md", "Who pays")
    assert [codes(row[1])[0] for row in rows(chapter, "definition")] == list(DEFINITIONS)
    assert sorted(codes(row[1])[0] for row in rows(chapter, "state")) == sorted(STATES)


def test_every_figure_has_a_formula() -> None:
    figures = printed_figures()["figures"]
    assert isinstance(figures, list)
    described = {codes(row[1])[0] for row in rows(section(DOCS / "definitions.md", "Figures"))}
    assert described - {"low", "high"} == {figure["name"] for figure in figures}


def test_every_check_is_described() -> None:
    checks = printed_figures()["checks"]
    assert isinstance(checks, list)
    described = {codes(row[0])[0] for row in rows(section(DOCS / "definitions.md", "Checks"))}
    assert described == {check["name"].split(":")[0] for check in checks}


# Dependencies


@pytest.mark.parametrize(("title", "group"), [("To run", None), ("To work on it", "dev")])
def test_every_direct_dependency_has_a_reason(title: str, group: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    names = [re.split(r"[\[<>=~! ;]", line)[0] for line in wanted]
    described = {row[0]: row[1] for row in rows(section(DOCS / "dependencies.md", title))}
    assert sorted(described) == sorted(names)
    assert all(described.values())


# Uploads


def test_formats_marks_and_limits_of_uploads_are_those_of_the_code() -> None:
    document = DOCS / "update.md"
    suffixes = {
        code for row in rows(section(document, "For whoever uploads"), "file") for code in codes(row[0])
    }
    assert suffixes == set(re.findall(r"\.[a-z]{3,4}\b", say("update.formats")))
    marks = [row[0] for row in rows(section(document, "Marks of columns"))]
    assert sorted(marks) == sorted(say(f"standing.{code}") for code in get_args(Standing))
    limits = {row[0]: row[1] for row in rows(section(document, "For whoever runs it"), "limit")}
    assert limits == {
        "size of a file": f"{process._MOST_GIVEN // MB} MB",
        "files read at once": f"{process._AT_ONCE}",
        "time for one file": f"{process._SECONDS:.0f} s",
        "memory of the child": f"{Limits().memory // MB} MB",
    }


def test_what_is_shown_of_a_large_upload_is_what_the_document_says() -> None:
    told = section(DOCS / "update.md", "For whoever runs it")
    assert (
        f"{grid_preview.ROWS} rows of a sheet, {held_rows.EDITED} held rows, {differences.SHOWN} rows" in told
    )


# Addresses


def texts_in(node: ast.expr | None) -> set[str]:
    """Strings an expression can come to, where it is one or a choice between some."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts_in(node.body) | texts_in(node.orelse)
    if isinstance(node, ast.Tuple):
        return set().union(*(texts_in(item) for item in node.elts))
    return set()


def bound_parameters() -> set[str]:
    """Names that the code binds to the address."""
    bound: set[str] = set()
    for file in [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        module = ast.parse(file.read_text())
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"bind", "bind_choice", "bind_flag"}
            ):
                bound |= texts_in(node.args[0]) | looked_up(node, module)
    return bound


def looked_up(call: ast.Call, module: ast.Module) -> set[str]:
    """Keys of the dictionaries in which a call looks up the name that it binds, as in _DEFAULTS[name]."""
    name = ast.unparse(call.args[0])
    tables = {
        ast.unparse(node.value)
        for node in ast.walk(call)
        if isinstance(node, ast.Subscript) and ast.unparse(node.slice) == name
    }
    return {
        text
        for node in module.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Dict)
        and tables & {ast.unparse(each) for each in getattr(node, "targets", [getattr(node, "target", None)])}
        for key in node.value.keys
        for text in texts_in(key)
    }


def parameters() -> dict[str, list[str]]:
    described = rows(section(DOCS / "address.md", "Parameters"), "parameter")
    return {codes(row[0])[0]: codes(row[2]) for row in described}


def menu_pages() -> list[str]:
    return [path.stem for path in sorted((ROOT / "pages").glob("*.py"))]


def test_every_parameter_of_the_address_is_described() -> None:
    assert set(parameters()) == bound_parameters()


def test_codes_in_the_address_are_those_of_the_code() -> None:
    described = parameters()
    assert described["definition"] == list(DEFINITIONS)
    kinds = {"list": "list", "region": "region", "income level": "income", "network": "network"}
    table = rows(section(DOCS / "address.md", "Parameters"), "kind")
    groups = {code: kinds[row[0]] for row in table for code in codes(row[1])}
    assert groups == group_codes(load_folder(SAMPLE))


def test_the_guide_lists_every_page_with_its_title_and_address() -> None:
    listed = {codes(row[1])[0]: row[0] for row in rows(section(DOCS / "guide.md", "The pages"))}
    pages = {"/" if page == "overview" else f"/{page}": say(f"page.{page}") for page in menu_pages()}
    assert listed == pages


def test_the_examples_ask_for_pages_and_values_that_exist() -> None:
    known = parameters()
    examples = re.findall(r"`/(\w*)\?([^`]+)`", section(DOCS / "address.md", "Examples"))
    assert examples
    for page, query in examples:
        assert page in {"", *menu_pages()}
        for name, value in (pair.split("=") for pair in query.split("&")):
            assert name in known, name
            if name in {"definition", "show", "lines"}:
                assert value in known[name]
            if name == "group":
                assert value in group_codes(load_folder(SAMPLE))


# Links and pictures


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(document)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (document.parent / path).resolve() if path else document
        if not linked.exists():
            dead.append(target)
        elif anchor:
            titles = re.findall(r"^#+ (.+)$", text_of(linked), re.MULTILINE)
            dead += [target] if anchor not in map(heading_anchor, titles) else []
    assert dead == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in reached:
            continue
        reached.add(document)
        for target in re.findall(r"\]\(([^)#\s]+)", text_of(document)):
            linked = (document.parent / target).resolve()
            waiting += [linked] if linked.suffix == ".md" and linked.exists() else []
            waiting += sorted(linked.glob("*.md")) if linked.is_dir() else []
    assert [named(document) for document in DOCUMENTS if document not in reached] == []


@pytest.mark.parametrize("decision", sorted((DOCS / "decisions").glob("*.md")), ids=named)
def test_a_decision_has_a_context_a_decision_and_a_consequence(decision: Path) -> None:
    parts = re.findall(r"^\*\*(\w+)\.\*\* \S", text_of(decision), re.MULTILINE)
    assert [part for part in parts if part != "Weighed"] == ["Context", "Decision", "Consequence"]


def test_no_two_decisions_share_a_number() -> None:
    """Numbers are grouped by subject, so there are gaps."""
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("decision", sorted((DOCS / "decisions").glob("*.md")), ids=named)
def test_the_file_of_a_decision_is_named_after_its_title(decision: Path) -> None:
    title = re.findall(r"^# (.+)$", text_of(decision), re.MULTILINE)
    assert [f"{decision.name[:4]}-{heading_anchor(each)}.md" for each in title] == [decision.name]


@cache
def project_files() -> list[Path]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return [Path(file) for file in subprocess.check_output(listed, cwd=ROOT, text=True).split()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_named_in_a_document_exists(document: Path) -> None:
    """A bare name is that of any file, NAME and SUBJECT stand for any word, a test may follow after ::."""
    named_files = {
        code.split("::")[0]
        for code in codes(text_of(document))
        if re.fullmatch(r"[\w./-]*\w\.(py|toml|md|js|css|svg|csv)(::\w+)?", code)
    }
    missing = [
        name
        for name in sorted(named_files)
        if not any(file.match(re.sub("NAME|SUBJECT", "*", name)) for file in project_files())
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_test_named_in_a_document_exists(document: Path) -> None:
    tests = [code.split("::") for code in codes(text_of(document)) if re.fullmatch(r"[\w./]+\.py::\w+", code)]
    assert [test for file, test in tests if f"def {test}(" not in text_of(ROOT / file)] == []


def test_the_import_contracts_are_described_by_their_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = [contract["name"] for contract in project["tool"]["importlinter"]["contracts"]]
    described = [row[0] for row in rows(section(DOCS / "architecture.md", "Who may import whom"))]
    assert sorted(described) == sorted(names)


def test_the_rooms_that_are_described_are_those_that_exist() -> None:
    tracked = subprocess.check_output(["git", "ls-files", "*.py"], cwd=ROOT, text=True).split()
    folders = {
        parent.as_posix() + "/" for file in tracked for parent in Path(file).parents if parent != Path()
    }
    top = {folder for folder in folders if folder.count("/") == 1}
    floors = ("ui/", "charts/", "analysis/", "data/")
    inside = {folder for folder in folders if folder.count("/") == 2 and folder.startswith(floors)}
    for document, title, wanted in (
        (ROOT / "README.md", "Where things are", top),
        (DOCS / "architecture.md", "Rooms", top - set(floors) | {"data/"} | inside),
    ):
        listed = {code for row in rows(section(document, title)) for code in codes(row[0])}
        assert {room for room in listed if room.endswith("/")} == wanted
        assert [room for room in listed if not (ROOT / room).exists()] == []


def test_no_file_of_the_product_is_longer_than_300_lines() -> None:
    """Longer files hold two concepts. README says which folders are the product's own."""
    tracked = subprocess.check_output(["git", "ls-files", "*.py"], cwd=ROOT, text=True).split()
    product = [ROOT / file for file in tracked if not file.startswith(("tests/", "bench/", "docs/"))]
    assert [named(path) for path in product if len(text_of(path).splitlines()) > 300] == []


def test_the_picture_of_the_rooms_is_drawn_from_the_imports_of_today() -> None:
    assert docs.rooms.FILE.read_text("utf-8") == docs.rooms.svg(docs.rooms.imports()), "run make rooms"


@pytest.mark.parametrize("theme", docs.screenshots.THEMES)
@pytest.mark.parametrize("width", docs.screenshots.HEIGHTS)
@pytest.mark.parametrize("page", docs.screenshots.PAGES)
def test_every_page_has_a_picture_of_its_width(page: str, width: int, theme: str) -> None:
    path = docs.screenshots.picture(page, width, theme)
    assert path.exists(), f"run make screenshots: {named(path)} is missing"
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.width == width
        assert image.height >= docs.screenshots.HEIGHTS[width]


def test_pictures_are_small_and_none_is_left_over() -> None:
    wanted = {
        docs.screenshots.picture(page, width, theme)
        for page in docs.screenshots.PAGES
        for width in docs.screenshots.HEIGHTS
        for theme in docs.screenshots.THEMES
    }
    pictures = set(docs.screenshots.FOLDER.iterdir())
    assert pictures == wanted
    assert sum(path.stat().st_size for path in pictures) < 75_000 * len(wanted)
