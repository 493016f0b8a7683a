"""Computed frames of the pages as readable tables: shares as percentages, codes as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from text import label, say
from ui.core.figure_words import check_detail
from ui.widgets.tables import of_cities, place_name

if TYPE_CHECKING:
    from analysis.overview.checks import Check
    from analysis.overview.quality import FieldQuality
    from data.dataset import Dataset


def _table(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({say(f"table.{name}"): values for name, values in columns.items()})


def _percent(shares: pd.Series) -> pd.Series:
    """Shares 0-1 as per cent with one decimal; missing stays missing."""
    return (shares.astype("float64") * 100).round(1)


def _marked(illustrative: pd.Series) -> pd.Series:
    """The mark in words, blank where nothing is invented."""
    return illustrative.map({True: label("provenance", "illustrative"), False: ""})


def years(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.shares.history.by_fee_year."""
    return _table(
        fee_year=rows["fee_year"],
        paying_share=_percent(rows["paying_share"]),
        fraction=[
            f"{part} of {whole}" for part, whole in zip(rows["group_paying"], rows["paying"], strict=True)
        ],
        low=_percent(rows["low"]),
        high=_percent(rows["high"]),
        official_share=_percent(rows["official_share"]),
        due=rows["due_eur"],
        received=rows["received_eur"],
        group_received=rows["group_received_eur"],
        illustrative=_marked(rows["illustrative"]),
    )


def definitions(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.shares.detail_pictures.definition_rows."""
    return _table(
        definition=rows["label"],
        share=_percent(rows["value"]),
        fraction=rows["fraction"],
        low=_percent(rows["low"]),
        high=_percent(rows["high"]),
        note=rows["note"],
        illustrative=_marked(rows["illustrative"]),
    )


def regions(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.roll.regions.by_region."""
    return _table(
        region=rows["world_region"].fillna(say("shares.regions_unknown")),
        official=rows["official"],
        paying=rows["paying"],
        unknown=rows["unknown"],
        paying_rate=_percent(rows["paying_rate"]),
        due=rows["due_eur"],
        received=rows["received_eur"],
        money_share=_percent(rows["money_share"]),
        illustrative=_marked(rows["illustrative"]),
    )


def states(counts: pd.DataFrame) -> pd.DataFrame:
    """analysis.shares.gap.state_counts."""
    return _table(
        state=counts["state"].map({code: label("state", code) for code in counts["state"]}),
        group_count=counts["group"],
        others_count=counts["others"],
    )


def levels(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.roll.regions.levels_of."""
    names = {code: label("group", code) for code in rows["income_level"].dropna().unique()}
    return _table(
        level=rows["income_level"].map(names).fillna(say("shares_page.levels_unknown")),
        official=rows["official"],
        paying=rows["paying"],
        unknown=rows["unknown"],
        paying_rate=_percent(rows["paying_rate"]),
        received=rows["received_eur"],
        money_share=_percent(rows["money_share"]),
        illustrative=_marked(rows["illustrative"]),
    )


def arrears(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.fees.arrears.Arrears.by_year."""
    return _table(
        fee_year=rows["fee_year"],
        owed=rows["owed_eur"],
        members_owing=rows["members"],
        group_owed=rows["group_owed_eur"],
        unknown=rows["unknown"],
        illustrative=_marked(rows["illustrative"]),
    )


def collection(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.fees.collection.collection_by_year."""
    return _table(
        fee_year=rows["fee_year"],
        due=rows["due_eur"],
        received=rows["received_eur"],
        rate=_percent(rows["rate"]),
        rate_so_far=_percent(rows["rate_so_far"]),
    )


def countries(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.fees.concentration.by_country."""
    names = {code: place_name(code) for code in rows["country"].dropna().unique()}
    return _table(
        country=rows["country"].map(names).fillna(say("shares_page.countries_unknown")),
        received=rows["received_eur"],
        money_share=_percent(rows["share"]),
        paying=rows["members"],
        group_share=rows["group_eur"],
    )


def checks(found: list[Check], definition: str) -> pd.DataFrame:
    """overview.checks.Check, one row a statement: how it stands, and its numbers under a definition."""
    by_code: dict[str, list[Check]] = {}
    for check in found:
        by_code.setdefault(check.code, []).append(check)
    shown = [_shown_check(each, definition) for each in by_code.values()]
    return _table(
        check=[say(f"check.{check.code}") for check in shown],
        result=[_result(by_code[check.code]) for check in shown],
        detail=[check_detail(check) for check in shown],
    )


def _shown_check(each: list[Check], definition: str) -> Check:
    """The one that fails, else that of the definition, else the first."""
    failed = [check for check in each if not check.ok]
    own = [check for check in each if check.name.endswith(f":{definition}")]
    return next(iter([*failed, *own, *each]))


def _result(each: list[Check]) -> str:
    failed = [check for check in each if not check.ok]
    if not failed:
        return say("shares_page.check_holds_all" if len(each) > 1 else "shares_page.check_holds")
    if not failed[0].identity:
        return say("shares_page.check_look")
    names = ", ".join(label("definition", check.name.partition(":")[2]) for check in failed)
    return say("shares_page.check_fails_under" if len(each) > 1 else "shares_page.check_fails", names=names)


def quality(fields: list[FieldQuality]) -> pd.DataFrame:
    """analysis.overview.quality.FieldQuality, one row each, weakest first."""
    ordered = sorted(fields, key=lambda each: each.score)
    return _table(
        field=[label("field", each.field) for each in ordered],
        known=[each.known for each in ordered],
        of=[each.of for each in ordered],
        share=[round(100 * each.known / each.of, 1) if each.of else None for each in ordered],
        agree=pd.array([each.agree for each in ordered], dtype="Int64"),
        compared=pd.array([each.compared for each in ordered], dtype="Int64"),
        last_on_record=[each.last_on for each in ordered],
    )


def funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.prospects.funnel."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        now=rows["now"],
        reached=rows["reached"],
        share_of_first=_percent(rows["share_of_first"]),
        illustrative=_marked(rows["illustrative"]),
    )


def drop_off(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.journeys.drop_off."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        reached=rows["reached"],
        onward_share=_percent(rows["onward_share"]),
        decided=rows["decided"],
        onward=rows["onward"],
        still=rows["still"],
        back=rows["back"],
        lost=rows["lost"],
        parked=rows["parked"],
    )


def cohorts(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.cohorts.by_cohort."""
    return _table(
        cohort=[cohort_name(code) for code in rows["cohort"]],
        entered=rows["entered"],
        became_members=rows["joined"],
        conversion=_percent(rows["conversion"]),
        median_to_join=rows["median_days"].round().astype("Int64"),
        open_now=rows["open"],
        lost=rows["lost"],
        parked=rows["parked"],
        illustrative=_marked(rows["illustrative"]),
    )


def cohort_name(code: str) -> str:
    """'2021', 'first half of 2021', 'all'."""
    year, _, half = code.partition("-")
    if half:
        return say("pipeline.first_half" if half == "1" else "pipeline.second_half", year=year)
    return say("pipeline.all_cohorts") if code == "all" else year


def expected_by_stage(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.stage_chances.by_stage."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        cities=rows["cities"],
        expected_members=rows["members"].map("{:.2f}".format),
        expected_fees=rows["fees_eur"].round(),
        unpriced=rows["unpriced"],
        illustrative=_marked(rows["illustrative"]),
    )


def chance_score(rows: pd.DataFrame) -> pd.DataFrame:
    """ChanceScore.stages of analysis.pipeline.stage_chances."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        chance=_percent(rows["probability"]),
        ended=rows["ended"],
        became_members=rows["joined"],
        became_share=_percent(rows["share"]),
        brier=rows["brier"].round(3).map(lambda value: None if pd.isna(value) else f"{value:.3f}"),
    )


def stage_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.core.queries.stage_changes."""
    shown = _table(
        city=rows["city"],
        stage=rows["stage"].map(lambda code: label("stage", code)),
        since=rows["entered_on"],
        until=rows["until"],
        illustrative=_marked(rows["illustrative"]),
    )
    return of_cities(shown, rows["city_id"])


def effect(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.prospects.effect_of_joining."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        joining=rows["joining"],
        official_after=_percent(rows["official_share"]),
        official_change=_percent(rows["official_change"]),
        paying_after=_percent(rows["paying_share"]),
        paying_change=_percent(rows["paying_change"]),
    )


def provinces(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.engagement.large_cities.by_province."""
    return _table(
        province=rows["province"],
        members=rows["members"],
        prospects=rows["prospects"],
        large=rows["large"],
        large_members=rows["large_members"],
        share=_percent(rows["share"]),
    )


def provenance(dataset: Dataset) -> pd.DataFrame:
    """How many rows of each table come from where."""
    counts = {name: dataset.table(name)["provenance"].value_counts() for name in dataset.tables}
    rows = pd.DataFrame(counts).T.fillna(0).astype("int64")
    rows = rows.rename(columns=lambda code: label("provenance", code))
    rows.insert(0, say("method.rows_count"), rows.sum(axis=1))
    names = pd.Series([label("tables", name) for name in rows.index], name=say("method.rows_table"))
    return pd.concat([names, rows.reset_index(drop=True)], axis=1)
