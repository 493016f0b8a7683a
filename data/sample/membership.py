"""Members of the default dataset: 23 Chinese and 61 other cities with evidence, 31 illustrative ones."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.sample.lots import draw, lot

EVIDENCE = Path(__file__).parent / "evidence"
ILLUSTRATIVE_MEMBERS = 31
GEONAMES = "population, place and capital: GeoNames (CC BY 4.0)"

# Names in the evidence whose id is not their plain slug.
_BODIES = {
    "Barcelona (metropolitan area)": "esp-barcelona-amb",
    "Île-de-France (Paris)": "fra-ile-de-france",
}
# The smaller territory → the body whose territory contains it (geography).
_TERRITORY_OF = {
    "esp-barcelona": "esp-barcelona-amb",
    "fra-greater-paris": "fra-ile-de-france",
    "bra-sao-paulo": "bra-sao-paulo-state",
    "bra-guarulhos": "bra-sao-paulo-state",
    "zaf-johannesburg": "zaf-gauteng",
}
# Not used for invention: an invented membership would take a side.
_NEVER_INVENTED = ("CHN", "TWN", "RUS", "UKR", "ISR", "PRK")
REGIONS = {
    "AGO": "Africa",
    "COD": "Africa",
    "EGY": "Africa",
    "NGA": "Africa",
    "KEN": "Africa",
    "TZA": "Africa",
    "SDN": "Africa",
    "ZAF": "Africa",
    "CMR": "Africa",
    "GBR": "Europe",
    "BRA": "Latin America & Caribbean",
    "PER": "Latin America & Caribbean",
    "COL": "Latin America & Caribbean",
    "VEN": "Latin America & Caribbean",
    "ARG": "Latin America & Caribbean",
    "CHL": "Latin America & Caribbean",
    "DOM": "Latin America & Caribbean",
    "CAN": "North America",
    "USA": "North America",
}  # any other country of an illustrative member: Asia-Pacific


def evidence_with_ids(cities: pd.DataFrame) -> pd.DataFrame:
    """Every row of public evidence with the city_id of its body."""
    rows = pd.read_csv(EVIDENCE / "members.csv", dtype="str", keep_default_na=False)
    by_name = cities.set_index(["country", "name"])["city_id"]
    plain = pd.Series(
        [by_name.get((country, name)) for country, name in zip(rows["iso3"], rows["city_en"], strict=True)]
    )
    city_ids = rows["city_en"].map(_BODIES).fillna(plain)
    if city_ids.isna().any():
        raise ValueError(f"no reference city for {rows.loc[city_ids.isna(), 'city_en'].tolist()}")
    return rows.assign(city_id=city_ids)


def build_members(cities: pd.DataFrame) -> pd.DataFrame:
    """The members table: 115 rows, all on the roll at 31 May 2023."""
    evidence = evidence_with_ids(cities)
    evidence = evidence[evidence["status"].isin(["member", "member_earlier_source"])]
    evident = evidence.rename(columns={"city_zh": "name_zh", "joined": "joined_on"}).assign(
        name=evidence["city_en"],
        country=evidence["iso3"],
        source=evidence["source"] + " ; " + GEONAMES,
        provenance="public",
        note=evidence["evidence"],
    )
    columns = [
        "city_id",
        "name",
        "name_zh",
        "country",
        "world_region",
        "joined_on",
        "source",
        "provenance",
        "note",
    ]
    rows = pd.concat([evident[columns], _illustrative(cities, set(evidence["city_id"]))], ignore_index=True)
    known = cities.set_index("city_id").reindex(rows["city_id"]).reset_index(drop=True)
    return rows.assign(
        category="active",
        status="member",
        state_capital=known["capital"],
        population=known["population"],
        latitude=known["latitude"],
        longitude=known["longitude"],
        territory_of=rows["city_id"].map(_TERRITORY_OF),
    ).sort_values("city_id")


def _illustrative(cities: pd.DataFrame, taken: set[str]) -> pd.DataFrame:
    """The largest remaining metropolises of the world, with invented membership."""
    free = cities[~cities["city_id"].isin(taken) & ~cities["country"].isin(_NEVER_INVENTED)]
    free = free[free["population"] != ""]
    order = free["population"].astype("int64").sort_values(ascending=False, kind="stable").index
    rows = free.loc[order].head(ILLUSTRATIVE_MEMBERS)
    return pd.DataFrame(
        {
            "city_id": rows["city_id"],
            "name": rows["name"],
            "name_zh": "",
            "country": rows["country"],
            "world_region": rows["country"].map(REGIONS).fillna("Asia-Pacific"),
            "joined_on": _invented_joining_dates(rows["city_id"].tolist()),
            "source": "membership invented for the sample ; " + GEONAMES,
            "provenance": "illustrative",
            "note": "illustrative member: nothing is known of a membership of this city",
        }
    )


def recent_joiners(members: pd.DataFrame) -> dict[str, str]:
    """City and day of the illustrative members that joined in 2021 and 2022, earliest first."""
    recent = members[(members["provenance"] == "illustrative") & (members["joined_on"] >= "2021-01-01")]
    recent = recent[recent["joined_on"].str.len() == 10].sort_values("joined_on", kind="stable")
    return dict(zip(recent["city_id"], recent["joined_on"], strict=True))


def _invented_joining_dates(city_ids: list[str]) -> list[str]:
    """Five joined on a day of 2021 and 2022, the last in November before its first fee; others in a year."""
    days = dict(
        zip(
            draw(city_ids, 5, "recent"),
            ["2021-06-17", "2021-11-18", "2022-06-16", "2022-11-17", "2022-11-17"],
            strict=True,
        )
    )
    return [days.get(city_id, str(1986 + int(lot(city_id, "joined") * 33))) for city_id in city_ids]
