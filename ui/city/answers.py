"""Figures of the City page, each computed once a version of the data, a basis and a city."""

from __future__ import annotations

import pandas as pd

import analysis.city.cities
import analysis.city.events
import analysis.city.fees
import analysis.city.peers
import analysis.city.relations
import analysis.city.search
import analysis.city.stages
import analysis.city.status
import analysis.city.unknowns
import analysis.fees.membership_price
from analysis.city.search import Found
from analysis.city.status import CityStatus
from analysis.city.unknowns import Unknown
from analysis.core.basis import Basis
from data.changes import TableChanges
from data.cities import reference_cities
from data.city_names import written_names
from data.store.city_history import city_changes
from data.store.database import reading
from data.store.versions import Version
from ui.core import queries, store
from ui.core.cache import cached

SEARCHED_VERSIONS = 20


@cached
def cities() -> pd.DataFrame:
    """Every city that has a page; see analysis.city.cities.known_cities."""
    return analysis.city.cities.known_cities(queries.dataset(), reference_cities())


def city(city_id: str) -> pd.Series:
    """The row of one city that exists."""
    return cities().loc[[city_id]].iloc[0]


@cached
def names() -> pd.DataFrame:
    """Every name under which a city is found."""
    return analysis.city.search.searched_names(queries.dataset(), written_names())


def search(typed: str) -> Found:
    """The cities that somebody may mean by what was typed."""
    return analysis.city.search.search(names(), typed)


@cached
def status(basis: Basis, city_id: str) -> CityStatus:
    """Member, prospect or outside."""
    return analysis.city.status.city_status(queries.dataset(), basis, city_id)


def owner(basis: Basis, city_id: str) -> str | None:
    """Who looks after a prospect; None where nobody is named, or for any other city."""
    prospect = status(basis, city_id).prospect
    return None if prospect is None or pd.isna(prospect["owner"]) else str(prospect["owner"])


@cached
def fees(basis: Basis, city_id: str) -> pd.DataFrame:
    """Fees by year."""
    ledger = queries.ledger(basis.as_of, basis.fee_year)
    return analysis.city.fees.fee_history(queries.dataset(), ledger, basis, city_id)


def fees_of_basis(basis: Basis, city_id: str) -> pd.DataFrame:
    """The fees of the fee year of the basis: one row, or none."""
    rows = fees(basis, city_id)
    return rows[rows["fee_year"] == basis.fee_year] if basis.fee_year else rows.head(0)


@cached
def stages(basis: Basis, city_id: str) -> pd.DataFrame:
    """Stages of the pipeline that the city went through."""
    return analysis.city.stages.stage_history(queries.dataset(), basis.as_of, city_id)


@cached
def events(basis: Basis, city_id: str) -> pd.DataFrame:
    """Events, with whether the city came."""
    return analysis.city.events.presences(queries.dataset(), basis.as_of, city_id)


def attended(basis: Basis, city_id: str) -> pd.DataFrame:
    """Events that the city came to, the latest first, undated ones last."""
    rows = events(basis, city_id)
    return rows[rows["presence"].isin(["in_person", "online", "came"])]


@cached
def networks(city_id: str) -> pd.DataFrame:
    """Other networks."""
    return analysis.city.relations.network_answers(queries.dataset(), city_id)


@cached
def topics(city_id: str) -> pd.DataFrame:
    """Topics."""
    return analysis.city.relations.topics(queries.dataset(), city_id)


@cached
def steps(basis: Basis, city_id: str) -> pd.DataFrame:
    """What is to be done and what was done."""
    return analysis.city.relations.steps(queries.dataset(), basis.as_of, city_id)


@cached
def prices(basis: Basis, city_id: str) -> dict[str, float]:
    """What membership would cost in the fee year, by scheme."""
    row = city(city_id)
    capital = bool(row["capital"]) if pd.notna(row["capital"]) else None
    country = str(row["country"]) if pd.notna(row["country"]) else None
    year = basis.fee_year or basis.as_of.year
    return analysis.fees.membership_price.prices(queries.dataset(), country, capital=capital, year=year)


@cached
def peers(basis: Basis, city_id: str, among: str) -> pd.DataFrame:
    """Cities of similar size among members ('members') or in China ('china'), each with where it stands."""
    known, places = cities(), queries.places(basis).drop_duplicates("city_id").set_index("city_id")
    members = places.index[places["kind"] == "member"].to_series()
    chinese = known.index[known["country"] == "CHN"].to_series()
    rows = analysis.city.peers.peers(known, city_id, members if among == "members" else chinese)
    marks = places["mark"].reindex(rows["city_id"]).fillna("untapped").to_numpy()
    return rows.assign(mark=marks)


@cached
def unknowns(basis: Basis, city_id: str) -> list[Unknown]:
    """What is not known of a city."""
    record = analysis.city.unknowns.Record(
        city(city_id),
        status(basis, city_id),
        events(basis, city_id),
        networks(city_id),
        topics(city_id),
        fees(basis, city_id),
    )
    return analysis.city.unknowns.unknowns(record, basis.as_of)


def own_rows(table: str, city_id: str) -> pd.DataFrame:
    """Rows of a table about a city."""
    rows = queries.dataset().table(table)
    return rows[rows["city_id"] == city_id].reset_index(drop=True)


@cached
def notes(city_id: str) -> list[str]:
    """Notes on a city in the rolls, each once."""
    rows = [own_rows(table, city_id)["note"] for table in ("members", "prospects")]
    return [" ".join(note.split()) for note in pd.concat(rows).dropna().drop_duplicates()]


@cached
def places_by_name(basis: Basis) -> pd.DataFrame:
    """Members and prospects as ui.core.queries.places, sorted by name."""
    return queries.places(basis).sort_values(["name", "city_id"], ignore_index=True)


@cached(size=16)
def changes(city_id: str) -> list[tuple[Version, list[TableChanges]]]:
    """The latest versions that changed a row of the city, and what they changed."""
    with reading(store.opened()) as connection:
        return city_changes(connection, city_id, SEARCHED_VERSIONS)
