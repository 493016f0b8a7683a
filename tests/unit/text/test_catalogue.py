"""The text catalogue and the code hold each other: every text asked for exists, none is left over."""

import ast
import re
import string
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from analysis.city.events import PRESENCES
from analysis.city.fees import FEE_STATES
from analysis.city.offers import NEEDS
from analysis.city.relations import ANSWERS
from analysis.city.stages import STEPS as DIRECTIONS
from analysis.city.unknowns import CODES as UNKNOWNS
from analysis.congress.attendance_rule import RULE
from analysis.contacts.reach import CHANNELS
from analysis.core.basis import ALSO, DEFINITIONS
from analysis.engagement.attendance_by_event import SEEN
from analysis.engagement.network_overlap import ELSEWHERE
from analysis.engagement.score import PARTS
from analysis.engagement.silence import SILENCE
from analysis.engagement.working_groups import LEVELS
from analysis.fees.expected_dues import OUTCOMES as FEE_OUTCOMES
from analysis.map.layers import LAYERS
from analysis.overview.quality import FIELDS_OF
from analysis.pipeline.cohorts import PERIODS
from analysis.pipeline.journeys import JOURNEY_OUTCOMES
from analysis.pipeline.stage_chances import CHANCE_SOURCES
from analysis.roll.payment_states import STATES
from analysis.what_if.outcomes import OUTCOMES
from charts.maps.marks import MARKS
from data import schema
from data.folder import load_folder
from data.store import failures
from sharing.fields import AUDIENCES
from tests.support.datasets import SAMPLE
from text import counted, has, keys, label, say
from ui.city import key_figures as city_facts
from ui.city import sections as city_sections
from ui.congress import sections as congress_sections
from ui.core import captions, tables
from ui.engagement import tables as engagement_tables
from ui.map import tables as map_tables
from ui.map.presets import PRESETS
from ui.pipeline import tables as pipeline_tables
from ui.shares import tables as shares_tables
from ui.snapshots.choices import COMPARISON, KINDS
from ui.snapshots.downloads import FORMATS
from ui.update.columns import Standing
from ui.what_if import outcome_card
from ui.widgets import offers

ROOT = Path(__file__).resolve().parents[3]
WITH_COLUMNS = (
    tables, city_facts, city_sections, congress_sections, engagement_tables, map_tables, offers,
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
CHIPS = (
    "official_share", "paying_share", "money_received_share", "collection_rate", "inhabitants_share",
    "would_vote", "retention", "group_retention", "first_year_retention", "arrears_amount",
    "group_arrears_amount", "arrears_count", "collection_rate_cumulative", "money_at_risk",
    "effective_number", "largest_share", "hhi", "tariff_expected", "tariff_invoiced", "tariff_not_invoiced",
)  # fmt: skip
CITY_CARDS = (
    "city_population", "city_membership", "city_fee", "city_price", "city_seen", "city_stage", "city_steps",
)  # fmt: skip
CONGRESS_CARDS = ("congress_expected", "congress_members", "congress_prospects")
ENGAGEMENT_CARDS = (
    "engagement_in_person", "engagement_online", "engagement_never", "engagement_silent", "engagement_wechat",
)  # fmt: skip
ENGAGEMENT_TABLES = tuple(
    f"engagement_{name}" for name in (
        "event_list", "came", "seen", "silent_list", "score", "channels", "holders", "without_contact",
        "matrix", "not_asked", "groups", "elsewhere_silent", "network_list", "potential_list",
    )
)  # fmt: skip
CARDS = (*CHIPS, "prospects", "income", "arrears", *CITY_CARDS, *CONGRESS_CARDS, *ENGAGEMENT_CARDS)
CHARTS = (
    "shares_over_time",
    "shares_by_definition",
    "members_by_region",
    "money_by_year",
    "funnel",
    "stage_timeline",
    "pay_rates",
    "arrears",
    "countries",
    "members_by_level",
    "congress_range",
    "congress_cities",
    "drop_off",
    "journeys",
    "cohorts",
    "expected",
    "expected_stages",
    "chance_score",
    "set_aside",
    "effect",
    "engagement_events",
    "engagement_topics",
    "engagement_networks",
    "engagement_potential",
    *ENGAGEMENT_TABLES,
)
CHECKS = (
    "numerator_in_denominator", "bounds_contain_value", "parts_add_up", "overall_rate_possible",
    "bridge_closes", "split_adds_up", "countries_add_up", "arrears_add_up", "receipts_from_members",
    "paid_before_due",
)  # fmt: skip
TO_LOOK_AT = ("receipts_from_members", "paid_before_due")
STEPS = ("before", "new", "reactivated", "not_paid", "unknown", "waived", "after")
SIDES = ("elsewhere", "group", "none", "nowhere")


def both(*codes):
    """Codes with the form for one of each."""
    return (*codes, *(f"{code}_one" for code in codes))


ASKED = ("orders", "marks")
CHAPTERS = ("unknown", "formulas", "clock", "map", "glossary")
ATTENTION = (
    "steps_overdue",
    "followups_overdue",
    "before_event",
    "unpaid",
    "unknown_state",
    "never_seen",
    "no_next_step",
)


def raised(pattern, folder="data"):
    """Codes that the code of a folder names in such a place."""
    texts = (file.read_text("utf-8") for file in sorted((ROOT / folder).rglob("*.py")))
    return {code for text in texts for code in re.findall(pattern, text)}


FAILURES = tuple(
    sorted(
        raised(r'(?:(?:Dashboard|Store)Error|super\(\).__init__)\(\s*"([a-z_]+)"')
        | raised(r'DashboardError\(\s*"([a-z_]+)"', "commands")
        | raised(r'DashboardError\(\s*"([a-z_]+)"', "sharing")
        | raised(r'DashboardError\(\s*"([a-z_]+)"', "ui")
        | set(failures._SQLITE.values())
        | set(failures._POSTGRES.values())
    )
)
DAMAGED = raised(r'StoreError\(\s*"([a-z]+_damaged)"', "data/store")  # what `verify` passes on as it is
FAULTS = tuple(sorted(raised(r'Fault\(\s*"([a-z_]+)"', "data/store") | DAMAGED))
FIELDS = tuple(
    f"{table.name}.{column}" for table in schema.UPLOADED.values() for column in table.columns
    if column not in ("source", "provenance")
)  # fmt: skip

# Texts whose key is put together from a code: the pattern as it stands in the code → the codes it can meet.
# A pattern that is not here, and a code without a text, fail.
PUT_TOGETHER = {
    "app.{}": ("see", "work", "explain"),
    "attention.{}": (*ATTENTION, *(f"{code}_one" for code in ATTENTION)),
    "definition_long.{}": DEFINITIONS,
    "engagement_table.{}": (
        *("channel", "cities_reached", "cities_without", "contacts", "holder", "share"),
        *("score_part", "points_each", "points_most"),
    ),
    "difference.{}": (*both("added", "changed", "removed"), "before", "after"),
    "error.{}": (*FAILURES, "data_unusable_one", "backup_damaged_one"),
    "fault.{}": FAULTS,
    "assumption.fees_{}": ("up", "down"),
    "assumption.whom_{}": ("group", "others", "all"),
    "assumption.{}": both("join", "lapse", "leave", "more", "elsewhere", "fewer", "fewer_elsewhere"),
    "brief.{}": ("who", "what", "offer", "last", "points", "ask"),
    "brief.step_{}": ("open", "overdue", "undated"),
    "city_history.{}": ("added", "removed"),
    "city_section.peers_{}": ("members", "china"),
    "fee_said.{}": (*FEE_STATES, "not_paid_unpriced"),
    "to_do.{}": UNKNOWNS,
    "unknown.{}": (*UNKNOWNS, "never_seen_one", "only_online_one"),
    "offer_reason.{}": NEEDS,
    "compare.{}": ("figures", "categories"),
    "compare.changed_{}": both("figures", "categories"),
    "compare.warned_{}": ("filter", "definition"),
    "snapshot_file.{}": ("figure", "value", "low", "high", "definition", "illustrative"),
    "snapshot_file.audience_{}": AUDIENCES,
    "snapshots.audience_{}": AUDIENCES,
    "check.{}": CHECKS,
    "check_detail.{}": CHECKS,
    "check_detail.{}_ok": TO_LOOK_AT,
    "check_rows.{}": TO_LOOK_AT,
    "chip.of_{}": ("countries", "index"),
    "files.{}": ("svg", "geojson", "png2", "png4", "pdf"),
    "formula.{}": CHIPS,
    "headline.{}": ("both", "official_only", "paying_only", "neither"),
    "headline.ratio_{}": ("more", "less", "same"),
    "how.{}": (*CARDS, *CHARTS),
    "kpi.{}": CARDS,
    "map.labels_{}": ("en", "zh", "both"),
    "map.by_{}": ("city", "province"),
    "map.show_{}": ("group", "all"),
    "map.hint_{}": ("wide", "narrow"),
    "where.{}": PRESETS,
    "map_subtitle.{}": (*LAYERS, "province"),
    "map_title.{}": (*LAYERS, "province"),
    "lever.scheme_{}": ("group", "others"),
    "lever.{}": (
        "joins", "stops", "arrears", "fees", "join", "stages", "more", "elsewhere", "lapse", "fewer",
        "fewer_elsewhere", "leave",
    ),
    "meaning.{}": ("source", "provenance"),
    "outcome_name.{}": OUTCOMES,
    "method.{}": CHAPTERS,
    "method.{}_title": CHAPTERS,
    "page.{}": tuple(path.stem for path in (ROOT / "pages").glob("*.py")),
    "reason.{}": (
        "before_first_roll", "no_members", "no_fee_year", "nobody_paid", "all_unknown", "refunded",
        "no_money",
        "no_comparison",
        "nobody_in_group", "nobody_paid_before", "no_first_year_members", "no_inhabitants", "no_country",
        "no_price",
    ),
    "shares.difference_withheld{}": ("", "_plain"),
    "store.not_scrubbed_{}": ("sqlite", "postgresql"),
    "shares_page.apart_{}": ("suspended", "associate", "waived"),
    "shares_page.definitions_{}": ("money", "due", "inhabitants"),
    "shares_page.step_{}": (*STEPS, "after_to_date", "not_paid_to_date"),
    "shares_page.{}": ("waived_counted", "counted", "not_counted"),
    "story.fees_{}": both("agree", "differ", "missing"),
    "story.gap_{}": ("not_paid", "unknown", "waived"),
    "story.rates_{}": ("more", "less", "same", "none"),
    "story.why_title_{}": ("more", "less", "same", "neutral"),
    "standing.{}": get_args(Standing),
    "tables.{}": tuple(schema.TABLES),
    "update.answered_{}": ASKED,
    "update.ask_{}": ASKED,
    "update.columns_{}": both("sure", "guessed", "unmapped"),
    "update.{}": ("day_first", "month_first", "point", "comma", "encodings", "delimiters"),
    "update.{}_help": ("as_of", "first_roll_on"),
    "what_if.dependence_{}": ("more", "less", "same"),
    "what_if.side_{}": ("today", "then"),
    "what_if.target_formula_{}": SIDES[:2],
    "what_if.target_{}": (*both(*SIDES[:2]), *SIDES[2:], "today", "then"),
    "what_if.{}": ("remove", "reset", "unpriced", "without_price"),
    "what_if.{}_subtitle": ("shares", "money"),
}  # fmt: skip

# Labels of codes: the section → the codes that can be met. Codes of saved lists may have none of their own.
LABELS = {
    "cohort_period": PERIODS,
    "whose": ("member", "prospect", "outside"),
    "seen": SEEN,
    "silence": SILENCE,
    "then": ("member", "guest"),
    "list_state": ("listed", "no_list", "visit"),
    "elsewhere": ELSEWHERE,
    "group_reason": LEVELS,
    "score_part": tuple(part.code for part in PARTS),
    "channel_contacts": (*CHANNELS, "any"),
    "journey_outcome": JOURNEY_OUTCOMES,
    "chance_from": CHANCE_SOURCES,
    "audience": AUDIENCES,
    "format": (*FORMATS, "png"),
    "link_passcode": (True, False),
    "link_state": ("live", "expired", "revoked"),
    "report": (*KINDS, COMPARISON),
    "about": ("as_of", "first_roll_on", "receipts_complete", "title"),
    "also": ALSO,
    "column": sorted({column for table in schema.UPLOADED.values() for column in table.columns}),
    "contact_channel": schema.CONTACT_CHANNELS,
    "answer": ANSWERS,
    "due_from": ("file", "grid"),
    "congress_case": tuple(RULE),
    "congress_standing": ("member", "prospect"),
    "event_kind": schema.EVENT_KINDS,
    "fee_state": FEE_STATES,
    "interest": schema.TOPIC_LEVELS,
    "left_status": schema.STATUSES,
    "membership": (*schema.CATEGORIES, "suspended", "unknown"),
    "presence": PRESENCES,
    "status": schema.STATUSES,
    "step": DIRECTIONS,
    "step_state": ("overdue", "open", "done"),
    "topic": (),
    "definition": (*DEFINITIONS, "official", "received", "due", "tariff"),
    "field": sorted({name for names in FIELDS_OF.values() for name in names}),
    "frame": (
        "as_of",
        "fee_year",
        "definition",
        "group",
        "show",
        "lines",
        "open",
        "scenarios",
        "at_hand",
        "target",
        "version",
        "with",
        "against",
        *("preset", "layer", "labels", "by", "untapped", "until", "select", "city", "congress", "cohort"),
        *("whom", "months", "view"),
    ),
    "layer": LAYERS,
    "mark": MARKS,
    "mode": schema.MODES,
    "move": STEPS[1:-1],
    "outcome": FEE_OUTCOMES,
    "owner": ("barcelona", "guangzhou"),
    "part": ("group", "others", "overlap", *STATES),
    "preset": PRESETS,
    "provenance": schema.PROVENANCES,
    "refused": (
        *("bad_date", "bad_number", "bad_value", "out_of_range", "missing_key", "missing_required"),
        *("unknown_reference", "duplicate_key", "unmapped_column"),
    ),
    "listed_as": ("followup", "next_step"),
    "scheme": schema.SCHEMES,
    "stage": (*schema.STAGES, "all"),
    "state": captions.MARKS,
    "tables": tuple(schema.UPLOADED),
    "taken_for": (
        "heading",
        "kept",
        "held",
        "total_row",
        "note_row",
        "repeated_header",
        "example_row",
        "nothing_stated",
        "left_out",
    ),
}


@cache
def parsed():
    return {file.relative_to(ROOT): ast.parse(file.read_text("utf-8")) for file in FILES}


@cache
def calls(*names):
    """Every call of these functions: file, the function it stands in (or the module), the call."""
    return list(_calls(names))


def _calls(names):
    for file, module in parsed().items():
        for scope in [module, *(node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))]:
            for node in own_nodes(scope):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                    yield file, scope, node


def own_nodes(scope):
    """Nodes of a function or module without those of functions inside it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef):
            yield node
            waiting += ast.iter_child_nodes(node)


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
    for file, scope, call in calls("say", "has", "counted", "caption"):
        if isinstance(scope, ast.FunctionDef) and scope.name == "caption":
            continue
        found += [(file, scope, call, key) for key in call.args[: 2 if "caption" in call.func.id else 1]]
    found += [(file, scope, call, call.args[1]) for file, scope, call in calls("say_in")]
    return found


def forms(name, key):
    """`counted` asks for the form for one as well."""
    return {key, f"{key}_one"} if name == "counted" else {key}


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
    return {f"group.{code}" for code in (*saved, *regions, *schema.INCOME_LEVELS, *networks)}


@cache
def catalogue():
    """Key → text with its placeholders, from the file itself."""
    files = (ROOT / "text" / "en").glob("*.toml")
    sections = [each for file in files for each in tomllib.loads(file.read_text("utf-8")).items()]
    return {f"{section}.{code}": text for section, texts in sections for code, text in texts.items()}


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# Every text exists


def test_the_scan_finds_the_texts_of_all_rooms():
    places = set().union(*asked_for().values())
    assert {
        "commands/safety.py",
        "pages/overview.py",
        "ui/core/sentences.py",
        "ui/shares/pictures.py",
    } <= places
    assert len(asked_for()) > 100


def test_every_text_asked_for_by_its_key_is_in_the_catalogue():
    missing = {key: sorted(places) for key, places in asked_for().items() if key not in keys()}
    assert missing == {}


def test_every_text_of_a_template_is_in_the_catalogue():
    assert in_templates()
    assert in_templates() - keys() == set()


def test_every_key_that_is_put_together_is_of_a_pattern_listed_here():
    met = {pattern(argument) for _, _, _, argument in key_arguments()} - {None}
    beside = {"table.{}", "issue.{}"}
    assert met - beside == set(PUT_TOGETHER)


@pytest.mark.parametrize(("form", "codes"), PUT_TOGETHER.items(), ids=list(PUT_TOGETHER))
def test_every_code_that_a_pattern_can_meet_has_a_text(form, codes):
    assert [code for code in codes if form.format(code) not in keys()] == []


def test_every_section_of_labels_is_listed_here():
    sections = set().union(*(constants(call.args[0]) for _, _, call in calls("label")))
    sections |= set(tables._CODES.values())
    assert sections - {"group"} == set(LABELS)


@pytest.mark.parametrize(("section", "codes"), LABELS.items(), ids=list(LABELS))
def test_every_code_with_a_label_has_a_text(section, codes):
    assert [code for code in codes if f"{section}.{code}" not in keys()] == []


def test_every_header_of_a_table_has_a_text():
    assert sorted(headers() - keys()) == []


def test_every_group_of_the_sample_has_a_name():
    assert sorted(groups() - keys()) == []


def test_reasons_are_those_that_the_analysis_gives():
    found = set()
    for file in sorted((ROOT / "analysis").rglob("*.py")):
        words = re.findall(r'"([a-z_]+)"', file.read_text("utf-8"))
        found |= {word for word in words if has(f"reason.{word}")}
    assert found == set(PUT_TOGETHER["reason.{}"])


def test_items_that_need_attention_are_those_that_the_analysis_finds():
    text = (ROOT / "analysis" / "overview" / "attention.py").read_text("utf-8")
    assert set(re.findall(r'_item\(\s*"([a-z_]+)"', text)) == set(ATTENTION)


# No text is left over


def test_no_text_is_left_over():
    used = set(asked_for()) | put_together() | in_templates() | (texts_in_code() & keys())
    assert sorted(keys() - used) == []


# Placeholders


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


def dictionary_keys(scope):
    """String keys of every dictionary in a function."""
    dictionaries = [node for node in own_nodes(scope) if isinstance(node, ast.Dict)]
    return {key for node in dictionaries for name in node.keys if name is not None for key in constants(name)}


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
    """Keys of the dictionary that a function of this name gives back, such as basis_facts."""
    nodes = (node for module in parsed().values() for node in ast.walk(module))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    helpers = [
        node for node in functions if node.name == name and "dict" in ast.unparse(node.returns or node)[:5]
    ]
    return set().union(*map(dictionary_keys, helpers))


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


def test_every_placeholder_of_a_text_is_supplied_where_it_is_said():
    lacking = {}
    for file, scope, call in calls("say", "counted"):
        for key in constants(call.args[0]):
            for form in forms(call.func.id, key):
                left = placeholders(catalogue()[form]) - supplied(scope, call)
                if left:
                    lacking[f"{file}:{call.lineno} {form}"] = left
    assert lacking == {}


FACTS = {
    "attention.": {"count", "since", "event", "days", "fee_year", "due_eur"},
    "definition_long.": set(),
    "error.data_unusable": {"count"},
    "error.unknown_choice": {"kind", "given", "choices"},
    "how.": set(),
    "issue.": {
        "value",
        "expected",
        "column",
        "sheet",
        "reason",
        "low",
        "high",
        "tables",
        "other",
        "count",
        "of",
    },
    "kpi.": {"year", "low", "high", "numerator", "denominator", "count", "before", "change"},
    "formula.": {"value", "numerator", "denominator", "rest", "group", "year", "previous", "day", "label"},
    "reason.": {"first_roll"},
    "headline.ratio_": {"ratio"},
}


@pytest.mark.parametrize(("prefix", "facts"), FACTS.items(), ids=list(FACTS))
def test_texts_put_together_need_no_fact_that_nobody_supplies(prefix, facts):
    needed = {key: placeholders(text) - facts for key, text in catalogue().items() if key.startswith(prefix)}
    assert needed
    assert {key: left for key, left in needed.items() if left} == {}


def test_labels_headers_and_page_titles_have_no_placeholder():
    plain = (
        {f"{section}.{code}" for section, codes in LABELS.items() for code in codes} | headers() | groups()
    )
    assert {key for key in plain if placeholders(catalogue()[key])} == set()


def test_a_form_for_one_needs_no_fact_that_the_form_for_many_lacks():
    for key in keys():
        if key.endswith("_one"):
            many = key.removesuffix("_one")
            assert has(many), key
            assert placeholders(catalogue()[key]) <= placeholders(catalogue()[many]), key


# What the doors do


def test_a_missing_text_and_a_missing_fact_are_errors_and_never_blank():
    with pytest.raises(KeyError, match="no_such_text"):
        say("app.no_such_text")
    with pytest.raises(KeyError, match="ratio"):
        say("headline.ratio_more")


def test_one_is_said_in_its_own_form():
    assert counted("map.selected", 1, count="1") == "1 city selected"
    assert counted("map.selected", 2, count="2") == "2 cities selected"
    assert counted("map.selected", 0, count="0") == "0 cities selected"


def test_a_code_without_a_label_is_said_in_its_own_words():
    assert label("group", "china") == "Chinese cities"
    assert label("group", "our-own_list") == "Our own list"


def test_texts_are_without_tabs_and_blanks_at_their_ends():
    untidy = {key for key, text in catalogue().items() if "\t" in text or text.strip(" ") != text}
    assert untidy == set()


def test_the_catalogue_knows_every_key_of_its_file():
    assert keys() == set(catalogue())
