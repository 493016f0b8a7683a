"""Finding cities by what a person types: a name in any script, the beginning of one, or nearly one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from data.city_names import name_key
from data.dataset import Dataset

_MOST = 8  # cities offered
_NEAR = 0.75  # how much of a slip of the pen must agree; 'Guanghzou' and 'Guangzhou' do


@dataclass(frozen=True)
class Found:
    """What was found. exact: the cities are written so, or begin so; else they are only written nearly so."""

    city_ids: tuple[str, ...]
    exact: bool


def searched_names(dataset: Dataset, written: pd.DataFrame) -> pd.DataFrame:
    """Every name to search, the association's own cities first: city_id, key (letters and digits), rank.

    written: data.city_names.written_names. rank: 0 for names on the roll or among prospects, 1 for own names
    of the reference, 2 for aliases.
    """
    tables = [dataset.table(name) for name in ("members", "prospects")]
    own = [rows[["city_id"]].assign(written=rows[kind]) for rows in tables for kind in ("name", "name_zh")]
    ranked = written.assign(rank=written["own"].map({True: 1, False: 2}))
    rows = pd.concat([*(each.dropna().assign(rank=0) for each in own), ranked], ignore_index=True)
    rows = rows.assign(key=rows["written"].map(name_key))[["city_id", "key", "rank"]]
    inside = set().union(*(rows_["city_id"] for rows_ in tables))
    order = rows.assign(outside=~rows["city_id"].isin(inside))
    order = order.sort_values(["outside", "rank"], kind="stable")
    return order[order["key"] != ""].drop(columns="outside").drop_duplicates(["city_id", "key"])


def search(names: pd.DataFrame, typed: str) -> Found:
    """The cities that are written as typed; else those that begin so, then hold it; else nearly so.

    names: as `searched_names` gives them. A name that is one city's own and another's alias finds the former
    first. Nothing typed, nothing found.
    """
    key = name_key(typed)
    if not key:
        return Found((), exact=True)
    same = names[names["key"] == key]
    if len(same):
        return Found(_cities(same[same["rank"] <= max(1, same["rank"].min())]), exact=True)
    begins = names[names["key"].str.startswith(key)]
    holds = names[names["key"].str.contains(key, regex=False)]
    city_ids = _cities(pd.concat([begins, holds]))
    if city_ids:
        return Found(city_ids, exact=True)
    near = get_close_matches(key, names["key"].unique(), n=_MOST, cutoff=_NEAR)
    order = {name: at for at, name in enumerate(near)}
    close = names[names["key"].isin(order)]
    return Found(_cities(close.iloc[close["key"].map(order).argsort(kind="stable")]), exact=False)


def _cities(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(rows["city_id"].drop_duplicates().head(_MOST))
