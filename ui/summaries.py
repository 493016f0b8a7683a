"""Computed frames of the pages as readable tables: shares as percentages, codes as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ui.text import label, say

if TYPE_CHECKING:
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
    """analysis.history.by_fee_year."""
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
    """ui.pictures.shares.definition_rows."""
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
    """analysis.regions.by_region."""
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


def funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.funnel."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        now=rows["now"],
        reached=rows["reached"],
        share_of_first=_percent(rows["share_of_first"]),
        illustrative=_marked(rows["illustrative"]),
    )


def stage_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.services.stage_changes."""
    return _table(
        city=rows["city"],
        stage=rows["stage"].map(lambda code: label("stage", code)),
        since=rows["entered_on"],
        until=rows["until"],
        illustrative=_marked(rows["illustrative"]),
    )


def effect(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.effect_of_joining."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        joining=rows["joining"],
        official_after=_percent(rows["official_share"]),
        official_change=_percent(rows["official_change"]),
        paying_after=_percent(rows["paying_share"]),
        paying_change=_percent(rows["paying_change"]),
    )


def provinces(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.untapped.by_province."""
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
