"""Focus groups: an explicit list, everyone of a region, an income level or a network, or an own list."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from analysis.core.custom_group import OwnList
from analysis.core.frames import is_illustrative
from data.dataset import Dataset
from data.errors import UnknownChoiceError
from data.schema import INCOME_LEVELS

DEFAULT_GROUP = "china"


def region_code(label: str) -> str:
    """Code of a world region or a network: 'Latin America & Caribbean' → 'latin-america-caribbean'."""
    ascii_label = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_label).strip("-")


def group_codes(dataset: Dataset) -> dict[str, str]:
    """Code → kind ('list', 'region', 'income', 'network') of every group to choose from, the default first.

    The default group can always be asked for; without a list it is empty. A list keeps its code before a
    region, a region before an income level, that before a network. Own lists are not among them: their code
    holds the cities themselves.
    """
    saved = sorted(dataset.table("focus_groups")["group"].dropna().unique())
    lists = [DEFAULT_GROUP, *(code for code in saved if code != DEFAULT_GROUP)]
    regions = sorted({region_code(r) for r in dataset.table("members")["world_region"].dropna().unique()})
    used = set(dataset.table("income_levels")["income_level"].dropna())
    incomes = [level for level in INCOME_LEVELS if level in used]
    networks = sorted({region_code(name) for name in _in_networks(dataset)["network"].unique()})
    kinds = dict.fromkeys(incomes, "income") | dict.fromkeys(regions, "region")
    kinds |= {code: "network" for code in networks if code not in kinds}
    return dict.fromkeys(lists, "list") | {code: kind for code, kind in kinds.items() if code not in lists}


def in_group(dataset: Dataset, group: str, city_ids: pd.Series) -> pd.Series:
    """Mask over `city_ids`: who belongs to the group. Whoever has no region or country belongs to none.

    Raises UnknownChoiceError where no such group exists.
    """
    own = OwnList.read(group)
    if own is not None:
        return city_ids.isin(own.cities)
    return city_ids.isin(_rows_of(dataset, group)["city_id"])


def in_group_by_invention(dataset: Dataset, group: str, city_ids: pd.Series) -> pd.Series:
    """Mask over `city_ids`: who belongs to the group by an illustrative row of its list, its network or its
    income level. Raises UnknownChoiceError where no such group exists."""
    if OwnList.read(group) is not None:
        return city_ids.isin([])
    rows = _rows_of(dataset, group)
    return city_ids.isin(rows.loc[is_illustrative(rows), "city_id"])


def group_kind(dataset: Dataset, group: str) -> str:
    """'list', 'region', 'income', 'network', or 'own' for an own list."""
    return "own" if OwnList.read(group) else group_codes(dataset)[group]


def income_level_of(dataset: Dataset, members: pd.DataFrame, until: int | None = None) -> pd.Series:
    """Income level of each member's country by the latest list, missing where none is recorded.

    until: lists of later fiscal years do not count, so that a new list leaves the fees of past years alone.
    """
    lists = dataset.table("income_levels")
    if until is not None:
        lists = lists[lists["fiscal_year"] <= until]
    return members["country"].map(_latest_lists(lists).set_index("country")["income_level"]).astype("str")


def _latest_lists(lists: pd.DataFrame) -> pd.DataFrame:
    rows = lists.sort_values("fiscal_year").drop_duplicates("country", keep="last")
    return rows[["country", "income_level", "provenance"]]


def _in_networks(dataset: Dataset) -> pd.DataFrame:
    networks = dataset.table("networks")
    return networks[networks["member"] == "yes"]


def _rows_of(dataset: Dataset, group: str) -> pd.DataFrame:
    """city_id and provenance of the rows that put cities into a group."""
    kinds = group_codes(dataset)
    if group not in kinds:
        raise UnknownChoiceError("group", group, list(kinds))
    members, kind = dataset.table("members"), kinds[group]
    if kind == "list":
        rows = dataset.table("focus_groups")
        rows = rows[rows["group"] == group]
    elif kind == "region":
        rows = members[_coded(members["world_region"]) == group].assign(provenance="")
    elif kind == "network":
        rows = _in_networks(dataset)
        rows = rows[_coded(rows["network"]) == group]
    else:
        lists = _latest_lists(dataset.table("income_levels"))
        rows = members.drop(columns="provenance").merge(lists[lists["income_level"] == group], on="country")
    return rows[["city_id", "provenance"]]


def _coded(labels: pd.Series) -> pd.Series:
    """Codes of labels, each distinct one worked out once."""
    return labels.map({label: region_code(label) for label in labels.dropna().unique()})
