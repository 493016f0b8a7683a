"""What the City page asks, each answer computed once a version of the data, a basis and a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

import analysis.cities
import analysis.city_events
import analysis.city_fees
import analysis.city_relations
import analysis.city_search
import analysis.city_stages
import analysis.city_standing
import analysis.membership_price
import analysis.peers
import analysis.unknowns
from data.cities import reference_cities
from data.city_names import written_names
from ui import services
from ui.remembered import remembered
from ui.tables import place_name

if TYPE_CHECKING:
    from analysis.basis import Basis
    from analysis.city_search import Found
    from analysis.city_standing import CityStanding
    from analysis.unknowns import Unknown


@remembered
def cities() -> pd.DataFrame:
    """Every city that has a page; see analysis.cities.known_cities."""
    return analysis.cities.known_cities(services.dataset(), reference_cities())


def city(city_id: str) -> pd.Series:
    """The row of one city that exists."""
    return cities().loc[[city_id]].iloc[0]


@remembered
def names() -> pd.DataFrame:
    """Every name under which a city is found."""
    return analysis.city_search.searched_names(services.dataset(), written_names())


def find(typed: str) -> Found:
    """The cities that are meant by what somebody typed."""
    return analysis.city_search.search(names(), typed)


def told(city_id: str) -> str:
    """A city in a list of found ones: its names, and where it lies."""
    row = city(city_id)
    country = place_name(row["country"]) if pd.notna(row["country"]) else None
    place = row["province"] if pd.notna(row["province"]) else country
    return " · ".join(str(part) for part in (row["name"], row["name_zh"], place) if pd.notna(part))


@remembered
def standing(basis: Basis, city_id: str) -> CityStanding:
    """Member, prospect or outside."""
    return analysis.city_standing.city_standing(services.dataset(), basis, city_id)


@remembered
def fees(basis: Basis, city_id: str) -> pd.DataFrame:
    """Fees by year."""
    books = services.books(basis.as_of, basis.fee_year)
    return analysis.city_fees.fee_history(services.dataset(), books, basis, city_id)


@remembered
def stages(basis: Basis, city_id: str) -> pd.DataFrame:
    """The way through the pipeline."""
    return analysis.city_stages.stage_history(services.dataset(), basis.as_of, city_id)


@remembered
def events(basis: Basis, city_id: str) -> pd.DataFrame:
    """Events, with whether the city came."""
    return analysis.city_events.presences(services.dataset(), basis.as_of, city_id)


@remembered
def networks(city_id: str) -> pd.DataFrame:
    """Other networks."""
    return analysis.city_relations.network_answers(services.dataset(), city_id)


@remembered
def topics(city_id: str) -> pd.DataFrame:
    """Topics."""
    return analysis.city_relations.topics(services.dataset(), city_id)


@remembered
def steps(basis: Basis, city_id: str) -> pd.DataFrame:
    """What is to be done and what was done."""
    return analysis.city_relations.steps(services.dataset(), basis.as_of, city_id)


@remembered
def prices(basis: Basis, city_id: str) -> dict[str, float]:
    """What membership would cost in the fee year, by scheme."""
    row = city(city_id)
    capital = bool(row["capital"]) if pd.notna(row["capital"]) else None
    country = str(row["country"]) if pd.notna(row["country"]) else None
    year = basis.fee_year or basis.as_of.year
    return analysis.membership_price.prices(services.dataset(), country, capital=capital, year=year)


@remembered
def peers(basis: Basis, city_id: str, among: str) -> pd.DataFrame:
    """Cities of similar size among members ('members') or in China ('china'), each with where it stands."""
    known, places = cities(), services.places(basis).drop_duplicates("city_id").set_index("city_id")
    members = places.index[places["kind"] == "member"].to_series()
    chinese = known.index[known["country"] == "CHN"].to_series()
    rows = analysis.peers.peers(known, city_id, members if among == "members" else chinese)
    marks = places["mark"].reindex(rows["city_id"]).fillna("untapped").to_numpy()
    return rows.assign(mark=marks)


@remembered
def unknowns(basis: Basis, city_id: str) -> list[Unknown]:
    """What is not known of a city."""
    record = analysis.unknowns.Record(
        city(city_id),
        standing(basis, city_id),
        events(basis, city_id),
        networks(city_id),
        topics(city_id),
        fees(basis, city_id),
    )
    return analysis.unknowns.unknowns(record, basis.as_of)


def own_rows(table: str, city_id: str) -> pd.DataFrame:
    """Rows of a table that speak of a city."""
    rows = services.dataset().table(table)
    return rows[rows["city_id"] == city_id].reset_index(drop=True)


@remembered
def notes(city_id: str) -> list[str]:
    """What the rolls say of a city in free words, each once."""
    found = [own_rows(table, city_id)["note"] for table in ("members", "prospects")]
    return [" ".join(note.split()) for note in pd.concat(found).dropna().drop_duplicates()]


@remembered
def listed(basis: Basis) -> pd.DataFrame:
    """Members and prospects by name, for choosing one: as services.places."""
    return services.places(basis).sort_values(["name", "city_id"], ignore_index=True)
