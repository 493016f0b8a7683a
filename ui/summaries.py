"""Computed frames of the pages as readable tables: shares as percentages, codes as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ui import numbers
from ui.text import label, say

if TYPE_CHECKING:
    from data.dataset import Dataset


def _table(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({say(f"table.{name}"): values for name, values in columns.items()})


def years(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.history.by_fee_year."""
    return _table(
        fee_year=rows["fee_year"],
        paying_share=rows["paying_share"].map(numbers.share),
        fraction=[
            f"{part} of {whole}" for part, whole in zip(rows["group_paying"], rows["paying"], strict=True)
        ],
        low=rows["low"].map(numbers.share),
        high=rows["high"].map(numbers.share),
        official_share=rows["official_share"].map(numbers.share),
        due=rows["due_eur"],
        received=rows["received_eur"],
        group_received=rows["group_received_eur"],
        illustrative=rows["illustrative"],
    )


def definitions(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.pictures.shares.definition_rows."""
    return _table(
        definition=rows["label"],
        share=rows["value"].map(numbers.share),
        fraction=rows["fraction"],
        low=rows["low"].map(numbers.share),
        high=rows["high"].map(numbers.share),
        note=rows["note"],
        illustrative=rows["illustrative"],
    )


def regions(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.regions.by_region."""
    return _table(
        region=rows["world_region"].fillna(say("shares.regions_unknown")),
        official=rows["official"],
        paying=rows["paying"],
        unknown=rows["unknown"],
        paying_rate=rows["paying_rate"].map(numbers.share),
        due=rows["due_eur"],
        received=rows["received_eur"],
        money_share=rows["money_share"].map(numbers.share),
        illustrative=rows["illustrative"],
    )


def funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.funnel."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        now=rows["now"],
        reached=rows["reached"],
        share_of_first=rows["share_of_first"].map(numbers.share),
        illustrative=rows["illustrative"],
    )


def stage_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.services.stage_changes."""
    return _table(
        city=rows["city"],
        stage=rows["stage"].map(lambda code: label("stage", code)),
        since=rows["entered_on"],
        until=rows["until"],
        illustrative=rows["illustrative"],
    )


def effect(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.effect_of_joining."""
    return _table(
        stage=rows["stage"].map(lambda code: label("stage", code)),
        joining=rows["joining"],
        official_after=rows["official_share"].map(numbers.share),
        official_change=rows["official_change"].map(numbers.points),
        paying_after=rows["paying_share"].map(numbers.share),
        paying_change=rows["paying_change"].map(numbers.points),
    )


def provenance(dataset: Dataset) -> pd.DataFrame:
    """How many rows of each table come from where."""
    counts = {name: dataset.table(name)["provenance"].value_counts() for name in dataset.tables}
    rows = pd.DataFrame(counts).T.fillna(0).astype("int64")
    rows = rows.rename(columns=lambda code: label("provenance", code))
    rows.insert(0, say("method.rows_count"), rows.sum(axis=1))
    names = pd.Series([label("tables", name) for name in rows.index], name=say("method.rows_table"))
    return pd.concat([names, rows.reset_index(drop=True)], axis=1)
