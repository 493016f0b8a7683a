"""Every city that can be looked up: on the roll, a prospect, or only in the reference."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.dataset import Dataset

_IDENTITY = ["city_id", "name", "name_zh", "country"]
_PLACE = ["latitude", "longitude", "population"]


def known_cities(dataset: Dataset, reference: pd.DataFrame) -> pd.DataFrame:
    """One row a city, indexed by city_id: members first, then prospects, then the reference.

    reference: data.cities.reference_cities, used for what the roll leaves blank. Columns: name, name_zh,
    pinyin, country, province, latitude, longitude (degrees WGS-84), population, population_kind,
    population_year, population_from ('roll', 'reference'), capital; each missing where unknown. A population
    on the roll has the kind and year of the reference only where it is the same number.
    """
    members = dataset.table("members")[[*_IDENTITY, *_PLACE]]
    prospects = dataset.table("prospects")[_IDENTITY]
    own = pd.concat([members, prospects], ignore_index=True).drop_duplicates("city_id")
    ids = pd.concat([own["city_id"], reference["city_id"]]).drop_duplicates()
    known, rest = own.set_index("city_id").reindex(ids), reference.set_index("city_id").reindex(ids)
    population = known["population"].astype("Int64").fillna(rest["population"])
    same = (population == rest["population"]).fillna(value=False).to_numpy(dtype=bool)
    source = np.where(known["population"].notna(), "roll", "reference")
    filled = {column: known[column].fillna(rest[column]) for column in ("name", "name_zh", "country")}
    places = {column: known[column].fillna(rest[column]) for column in ("latitude", "longitude")}
    return rest.assign(
        **filled,
        **places,
        population=population,
        population_kind=rest["population_kind"].where(same),
        population_year=rest["population_year"].where(same),
        population_from=pd.Series(source, index=rest.index, dtype="str").where(population.notna()),
    )
