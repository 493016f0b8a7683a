"""Tables of the Shares page: which columns each has, with words for what no column says by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from text import has, label, say
from text.format import MISSING
from ui.core import formats
from ui.core.tables import header, in_percent, readable, titled

if TYPE_CHECKING:
    from analysis.overview.checks import Check
    from analysis.overview.quality import FieldQuality

MOVE_COLUMNS = ["name", "name_zh", "move", "in_group", "due_eur", "received_eur"]
FEE_COLUMNS = [
    *("name", "country", "outcome", "expected_eur", "invoiced_eur", "difference_eur", "income_level")
]
RECEIPT_COLUMNS = ["name", "fee_year", "received_on", "invoiced_on", "joined_on", "amount_eur"]
YEAR_COLUMNS = [
    *("fee_year", "fraction", "paying_share", "low", "high", "official_share", "due_eur", "received_eur"),
    *("group_received_eur", "illustrative"),
]
DEFINITION_COLUMNS = ["definition", "fraction", "share", "low", "high", "note", "illustrative"]
STATE_COLUMNS = ["state", "group_count", "others_count"]
REGION_COLUMNS = [
    *("world_region", "official", "paying", "unknown", "paying_rate", "due_eur", "received_eur"),
    *("money_share", "illustrative"),
]
LEVEL_COLUMNS = [
    *("income_level", "official", "paying", "unknown", "paying_rate", "received_eur", "money_share"),
    "illustrative",
]
ARREARS_COLUMNS = ["fee_year", "owed_eur", "members_owing", "group_owed_eur", "unknown", "illustrative"]
COLLECTION_COLUMNS = ["fee_year", "due_eur", "received_eur", "rate", "rate_so_far"]
COUNTRY_COLUMNS = ["country", "received_eur", "money_share", "paying", "group_share"]


def fee_years(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.shares.history.by_fee_year."""
    counts = zip(rows["group_paying"], rows["paying"], strict=True)
    shown = rows.assign(fraction=[formats.fraction(part, whole) for part, whole in counts])
    return readable(in_percent(shown, "paying_share", "low", "high", "official_share"), YEAR_COLUMNS)


def definitions(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.shares.pictures.definition_rows."""
    shown = rows.rename(columns={"label": "definition", "value": "share"})
    return readable(in_percent(shown, "share", "low", "high"), DEFINITION_COLUMNS)


def payment_states(counts: pd.DataFrame) -> pd.DataFrame:
    """analysis.shares.gap.state_counts."""
    return readable(counts.rename(columns={"group": "group_count", "others": "others_count"}), STATE_COLUMNS)


def regions(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.roll.regions.by_region."""
    shown = readable(in_percent(rows, "paying_rate", "money_share"), REGION_COLUMNS)
    return shown.fillna({header("world_region"): say("shares.regions_unknown")})


def income_levels(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.roll.regions.by_income_level."""
    shown = readable(in_percent(rows, "paying_rate", "money_share"), LEVEL_COLUMNS)
    return shown.fillna({header("income_level"): say("shares_page.levels_unknown")})


def arrears(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.fees.arrears.Arrears.by_year."""
    return readable(rows.rename(columns={"members": "members_owing"}), ARREARS_COLUMNS)


def collection(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.fees.collection.collection_by_year."""
    return readable(in_percent(rows, "rate", "rate_so_far"), COLLECTION_COLUMNS)


def countries(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.fees.concentration.by_country."""
    names = {"share": "money_share", "members": "paying", "group_eur": "group_share"}
    shown = readable(in_percent(rows.rename(columns=names), "money_share"), COUNTRY_COLUMNS)
    return shown.fillna({header("country"): say("shares_page.countries_unknown")})


def checks(results: list[Check], definition: str) -> pd.DataFrame:
    """One row a statement: whether it holds, and its numbers under a definition."""
    by_code: dict[str, list[Check]] = {}
    for check in results:
        by_code.setdefault(check.code, []).append(check)
    shown = [_most_telling(same_code, definition) for same_code in by_code.values()]
    return titled(
        check=[say(f"check.{check.code}") for check in shown],
        result=[_result(by_code[check.code]) for check in shown],
        detail=[check_numbers(check) for check in shown],
    )


def _most_telling(checks: list[Check], definition: str) -> Check:
    """The first that fails, else that of the definition, else the first."""
    failed = [check for check in checks if not check.ok]
    of_definition = [check for check in checks if check.name.endswith(f":{definition}")]
    return next(iter([*failed, *of_definition, *checks]))


def _result(checks: list[Check]) -> str:
    failed = [check for check in checks if not check.ok]
    if all(check.vacuous for check in checks):
        return say("shares_page.check_nothing")
    if not failed:
        return say("shares_page.check_holds_all" if len(checks) > 1 else "shares_page.check_holds")
    if not failed[0].identity:
        return say("shares_page.check_look")
    names = ", ".join(label("definition", check.name.partition(":")[2]) for check in failed)
    return say("shares_page.check_fails_under" if len(checks) > 1 else "shares_page.check_fails", names=names)


def check_numbers(check: Check) -> str:
    """The numbers that a check compares."""
    facts = {name: _checked(check.code, number) for name, number in check.facts.items()}
    if check.ok and has(f"check_detail.{check.code}_ok"):
        return say(f"check_detail.{check.code}_ok", **facts)
    return say(f"check_detail.{check.code}", **facts)


def _checked(code: str, number: object) -> str:
    """A compared number: a share, money or a count by the check it is of."""
    if not isinstance(number, (int, float)):
        return MISSING
    if code in {"bounds_contain_value", "overall_rate_possible"}:
        return formats.share(number)
    if code == "split_adds_up":
        return formats.points(number)
    return formats.money(number) if code in _OF_MONEY else formats.count(number)


_OF_MONEY = frozenset({"countries_add_up", "arrears_add_up", "arrears_reconcile"})


def field_quality(fields: list[FieldQuality]) -> pd.DataFrame:
    """One row a field, the weakest first."""
    ordered = sorted(fields, key=lambda field: field.score)
    return titled(
        field=[label("field", field.field) for field in ordered],
        known=[field.known for field in ordered],
        of=[field.of for field in ordered],
        share=[round(100 * field.known / field.of, 1) if field.of else None for field in ordered],
        agree=pd.array([field.agree for field in ordered], dtype="Int64"),
        compared=pd.array([field.compared for field in ordered], dtype="Int64"),
        last_on_record=[field.last_on for field in ordered],
    )
