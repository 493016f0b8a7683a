"""Which codes the code of the dashboard puts into keys of texts, and which labels it can ask for."""

import re
from pathlib import Path
from typing import get_args

from analysis.city.events import PRESENCES
from analysis.city.fees import FEE_STATES
from analysis.city.offers import NEEDS
from analysis.city.stages import STEPS as DIRECTIONS
from analysis.city.unknowns import CODES as UNKNOWNS
from analysis.congress.attendance_rule import RULE
from analysis.contacts.reach import CHANNELS
from analysis.core.basis import ALSO
from analysis.core.definitions import DEFINITIONS
from analysis.core.payment import STATES
from analysis.engagement.attendance_by_event import SEEN
from analysis.engagement.network_overlap import ANSWERS, ELSEWHERE
from analysis.engagement.score import PARTS
from analysis.engagement.silence import SILENCE
from analysis.engagement.working_groups import LEVELS
from analysis.fees.expected_dues import OUTCOMES as FEE_OUTCOMES
from analysis.map.layers import LAYERS
from analysis.overview.quality import FIELDS_OF
from analysis.pipeline.cohorts import PERIODS
from analysis.pipeline.journeys import JOURNEY_OUTCOMES
from analysis.pipeline.stage_chances import CHANCE_SOURCES
from analysis.what_if.outcomes import OUTCOMES
from charts.maps.marks import MARKS
from data import schema
from data.reading.child.quoting import CELLS, LINES
from data.reading.vocabulary import fields_of
from data.store import failures
from sharing.fields import AUDIENCES
from ui.city import key_figures as city_facts
from ui.city import sections as city_sections
from ui.congress import tables as congress_tables
from ui.core import captions, tables
from ui.engagement import tables as engagement_tables
from ui.map import tables as map_tables
from ui.map.base_maps import PRESETS
from ui.pipeline import tables as pipeline_tables
from ui.reports.kinds import KINDS
from ui.shares import tables as shares_tables
from ui.snapshots.downloads import FORMATS
from ui.update.columns import Standing
from ui.what_if import outcome_card
from ui.widgets import offers

ROOT = Path(__file__).resolve().parents[2]
WITH_COLUMNS = (
    tables, city_facts, city_sections, congress_tables, engagement_tables, map_tables, offers,
    outcome_card, pipeline_tables, shares_tables,
)  # fmt: skip
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
    "engagement_contact",
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
    "bridge_closes", "split_adds_up", "countries_add_up", "arrears_add_up", "arrears_reconcile",
    "receipts_from_members", "paid_before_due",
)  # fmt: skip
TO_LOOK_AT = ("receipts_from_members", "paid_before_due")
STEPS = ("before", "new", "reactivated", "not_paid", "unknown", "waived", "not_yet", "after")
SIDES = ("elsewhere", "group", "none", "nowhere")


def both(*codes):
    """Codes with the form for one of each."""
    return (*codes, *(f"{code}_one" for code in codes))


ASKED = ("orders", "marks", "years")
CHAPTERS = ("unknown", "formulas", "clock", "map", "glossary")
ATTENTION = (
    "steps_overdue",
    "followups_overdue",
    "before_event",
    "unpaid",
    "unknown_state",
    "no_fee_year",
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
    "pipeline.step_{}": ("overdue", "due", "undated"),
    "script.{}": ("armenian", "cherokee", "cyrillic", "greek"),
    "difference.{}": (*both("added", "changed", "removed"), "before", "after"),
    "download.{}": ("excel", "csv"),
    "download.{}_of": ("excel", "csv"),
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
    "links.{}": ("rotate", "revoke"),
    "links.{}_help": ("rotate", "revoke"),
    "snapshots.audience_{}": AUDIENCES,
    "check.{}": CHECKS,
    "check_detail.{}": CHECKS,
    "check_detail.{}_ok": TO_LOOK_AT,
    "check_rows.{}": TO_LOOK_AT,
    "chip.of_{}": ("countries", "index"),
    "files.{}": ("svg", "geojson", "png2", "png4", "pdf"),
    "formula.{}": CHIPS,
    "basis_note.{}": ("after_the_data", "old_data"),
    "headline.{}": ("both", "official_only", "paying_only", "neither"),
    "headline.{}_members": ("official", "paying"),
    "headline.ratio_{}": ("more", "less", "same"),
    "how.{}": (*CARDS, *CHARTS),
    "kpi.{}": CARDS,
    "engagement.{}": ("contacts", "contacts_any"),
    "chip.{}": ("bounds", "bounds_members"),
    "map.{}": ("preset", "show", "by", "labels", "untapped", "lines"),
    "group_cities.{}": ("named", "chosen"),
    "map.labels_{}": ("en", "zh", "both"),
    "map.by_{}": ("city", "province"),
    "map.show_{}": ("group", "all"),
    "map.hint_{}": ("wide", "narrow"),
    "where.{}": PRESETS,
    "map_subtitle.{}": (*LAYERS, "province"),
    "map_title.{}": (*LAYERS, "province", "none", "no_roll"),
    "map.headline{}": ("", "_none", "_no_roll"),
    "map.alt{}": ("", "_none", "_no_roll"),
    "overview.map_title{}": ("", "_no_roll"),
    "overview.map_alt{}": ("", "_no_roll"),
    "lever.{}": (
        "joins", "stops", "arrears", "fees", "join", "stages", "more", "elsewhere", "lapse", "fewer",
        "fewer_elsewhere", "leave", "new_scheme", "scheme_group", "scheme_others", "level", "period",
    ),
    "meaning.{}": ("source", "provenance"),
    "outcome_name.{}": OUTCOMES,
    "method.{}": CHAPTERS,
    "method.{}_title": CHAPTERS,
    "page.{}": tuple(path.stem for path in (ROOT / "pages").glob("*.py")),
    "reason.{}": (
        "before_first_roll", "no_members", "no_fee_year", "nobody_paid", "all_unknown", "refunded",
        "no_money", "no_due", "only_payers_known", "too_few", "no_lists",
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
    "story.gap_{}": ("not_paid", "unknown", "waived", "not_yet"),
    "story.rates_{}": ("more", "less", "same", "none"),
    "story.why_title_{}": ("more", "less", "same", "neutral"),
    "standing.{}": get_args(Standing),
    "tables.{}": tuple(schema.TABLES),
    "update.answered_{}": ASKED,
    "update.ask_{}": ASKED,
    "update.columns_{}": both("sure", "guessed", "unmapped"),
    "update.quotes_{}": (LINES, CELLS),
    "update.{}": (
        *("day_first", "month_first", "point", "comma", "first_year", "second_year"),
        *("encodings", "delimiters"),
    ),
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
    "format": FORMATS,
    "link_passcode": (True, False),
    "link_state": ("live", "expired", "revoked"),
    "report": KINDS,
    "about": ("as_of", "first_roll_on", "receipts_complete", "title"),
    "also": ALSO,
    "column": sorted(
        {column for name, table in schema.UPLOADED.items() for column in (*table.columns, *fields_of(name))}
    ),
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
        "not_read",
        "example_row",
        "nothing_stated",
        "not_received",
        "left_out",
    ),
}
