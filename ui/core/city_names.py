"""Names of cities as people read them: in English and in Chinese side by side."""

from __future__ import annotations

import pandas as pd

from data.cities import reference_cities
from ui.core import queries
from ui.core.cache import cached


def in_both_scripts(rows: pd.DataFrame) -> pd.Series:
    """'Wuhan 武汉'; the English name alone where no Chinese one is on record. rows: name, name_zh."""
    names: pd.Series = rows["name"] + (" " + rows["name_zh"]).fillna("")
    return names


@cached(size=1)
def known_cities() -> dict[str, str]:
    """city_id → name in both scripts, of members and prospects, by name. Nobody changes it in place."""
    dataset = queries.dataset()
    rows = pd.concat(
        [dataset.table(table)[["city_id", "name", "name_zh"]] for table in ("members", "prospects")]
    )
    rows = rows.drop_duplicates("city_id").sort_values("name")
    return dict(zip(rows["city_id"], in_both_scripts(rows), strict=True))


def city_name(city_id: str) -> str:
    """The name of a city in both scripts, also of one that has left the roll; the id of an unknown one."""
    known = known_cities()
    if city_id in known:
        return known[city_id]
    rows = reference_cities()
    found = rows[rows["city_id"] == city_id]
    return str(in_both_scripts(found).iloc[0]) if len(found) else city_id
