"""What several pages ask of the data: every result is computed once per version and basis.

Cached frames are shared between readers. Nobody changes a frame in place, so none of them can notice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

import analysis.core.basis
import analysis.core.groups
import analysis.core.ledger
import analysis.core.member_states
import analysis.engagement.attendance
import analysis.engagement.attendance_by_event
import analysis.fees.expected_dues
import analysis.fees.money
import analysis.followups.followups
import analysis.map.places
import analysis.overview.attention
import analysis.overview.notes
import analysis.overview.quality
import analysis.pipeline.prospects
import analysis.pipeline.stages
import analysis.roll.regions
import analysis.shares.gap
import analysis.shares.history
import analysis.shares.shares
from analysis.core.basis import Basis, default_basis
from analysis.core.definitions import DEFAULT_DEFINITION
from analysis.core.figure import Figure
from analysis.overview.attention import Item
from analysis.overview.quality import FieldQuality
from data.cities import reference_cities
from data.dataset import Dataset
from data.store import snapshots, versions
from data.store.database import reading
from ui.core import cache, store
from ui.core.cache import cached

_figures = cached(size=256, per_locale=False)  # bases: a reader tries a handful, fifty readers share them
_figures_of_any_definition = cached(size=256, per_locale=False, per_definition=False)
_ledgers = cached(size=16, per_locale=False)  # one per date and fee year


@dataclass(frozen=True)
class Overview:
    """The figures, rows and items of the first page, all on one basis."""

    official: Figure
    paying: Figure
    rate: Figure
    money: dict[str, Figure]
    prospects: pd.DataFrame
    attention: list[Item]
    not_judged: list[str]
    history: pd.DataFrame
    places: pd.DataFrame

    @property
    def illustrative(self) -> bool:
        """Whether an invented row stands behind either share."""
        return self.official.illustrative or self.paying.illustrative


def dataset() -> Dataset:
    """The current version. Nobody changes its frames in place."""
    return cache.dataset()


def version_history() -> list[versions.Version]:
    """Every version, the newest first."""
    with reading(store.opened()) as connection:
        return versions.history(connection)


def last_snapshot(kind: str) -> snapshots.StoredSnapshot | None:
    """The snapshot of a kind of report that was kept last; None without one. Its parts cannot be read."""
    with reading(store.opened()) as connection:
        kept = [each for each in snapshots.list_snapshots(connection) if each.manifest["kind"] == kind]
    return max(kept, key=lambda each: each.made_at, default=None)


def version_number(version_id: str) -> int:
    """The number by which people know a version. Raises as `data.store.versions.version`."""
    with reading(store.opened()) as connection:
        return versions.version(connection, version_id).number


def forget() -> None:
    """Drop everything that is cached and open the store anew."""
    cache.forget()
    store.forget()


@_ledgers
def city_names() -> dict[str, str]:
    """Name of every member and prospect by its id, in the order of the names."""
    rows = pd.concat([dataset().table(table)[["city_id", "name"]] for table in ("members", "prospects")])
    rows = rows.drop_duplicates("city_id").sort_values("name")
    return dict(zip(rows["city_id"], rows["name"], strict=True))


@_ledgers
def group_codes() -> tuple[str, ...]:
    """Every group to choose from, the default one first."""
    return tuple(analysis.core.groups.group_codes(dataset()))


@_ledgers
def fee_years() -> tuple[int, ...]:
    """All fee years on record, oldest first."""
    return tuple(analysis.core.basis.fee_years(dataset()))


@_figures
def default_fee_year(as_of: date) -> int | None:
    """The latest fee year with a receipt by a date; None where there is none."""
    return analysis.core.basis.default_fee_year(dataset(), as_of)


@_ledgers
def ledger(as_of: date, fee_year: int | None) -> analysis.core.ledger.Ledger:
    """What every member owed and paid, as known at a date: shared by all groups and definitions."""
    return analysis.core.ledger.build_ledger(dataset(), as_of, fee_year)


@_figures
def member_states(basis: Basis) -> analysis.core.member_states.MemberStates:
    """Roll, group and payment states of a basis, from which all its figures are counted."""
    if basis.definition != DEFAULT_DEFINITION:
        return analysis.core.member_states.under_definition(
            member_states(replace(basis, definition=DEFAULT_DEFINITION)), basis.definition
        )
    return analysis.core.member_states.member_states(dataset(), basis, ledger(basis.as_of, basis.fee_year))


def has_roll(basis: Basis) -> bool:
    """Whether anybody is known to be on the roll; otherwise a count of members is not zero but not known."""
    return member_states(basis).size > 0


@_figures
def payment_states(basis: Basis) -> pd.DataFrame:
    """The roll with each member's state and money."""
    return member_states(basis).frame()


@_figures
def overview(basis: Basis) -> Overview:
    """Everything the first page needs, each step computed once."""
    states = member_states(basis)
    official = analysis.shares.shares.official_share(states)
    paying = analysis.shares.shares.paying_share(states)
    waiting, rows, seen = prospects(basis), payment_states(basis), members_seen(basis)
    return Overview(
        official=official,
        paying=paying,
        rate=analysis.shares.gap.relative_pay_rate(states),
        money={figure.name: figure for figure in analysis.fees.money.money_figures(states)},
        prospects=waiting,
        attention=analysis.overview.attention.attention(basis, rows, waiting, seen, steps(basis)),
        not_judged=analysis.overview.attention.not_judged(official.reason, rows, seen),
        history=history(basis),
        places=places(basis),
    )


@_figures_of_any_definition
def notes(basis: Basis) -> dict[str, date]:
    """What has to be said of the date: code → the day it speaks of."""
    return analysis.overview.notes.notes(dataset(), basis.as_of)


@_figures
def history(basis: Basis) -> pd.DataFrame:
    """Shares and money by fee year."""
    return analysis.shares.history.by_fee_year(member_states(basis))


@_figures
def regions(basis: Basis) -> pd.DataFrame:
    """Members and money by world region."""
    return analysis.roll.regions.by_region(member_states(basis))


@_figures
def places(basis: Basis) -> pd.DataFrame:
    """Members and prospects as places."""
    return analysis.map.places.places(
        dataset(), basis, reference_cities(), payment_states(basis), attendance(basis)
    )


@_figures_of_any_definition
def attendance(basis: Basis) -> pd.DataFrame:
    """Who came to what by the date of the basis."""
    return analysis.engagement.attendance.attendance(dataset(), basis.as_of)


@_figures_of_any_definition
def members_seen(basis: Basis) -> pd.DataFrame:
    """The members on the roll with how often each was seen."""
    rows = places(basis)
    members = rows[rows["kind"] == "member"].reset_index(drop=True)
    return analysis.engagement.attendance_by_event.by_city(dataset(), members, basis.as_of)


@_figures_of_any_definition
def steps(basis: Basis) -> pd.DataFrame:
    """What is to be done and what was done, at the date of the basis."""
    return analysis.followups.followups.followups(dataset(), basis.as_of)


@_figures_of_any_definition
def prospects(basis: Basis) -> pd.DataFrame:
    """Open prospects at the date of the basis."""
    return analysis.pipeline.prospects.prospects(dataset(), basis.as_of)


@_figures_of_any_definition
def funnel(basis: Basis) -> pd.DataFrame:
    """The stages with how many are and were there."""
    return analysis.pipeline.prospects.funnel(dataset(), basis.as_of)


@_figures_of_any_definition
def stage_changes(basis: Basis) -> pd.DataFrame:
    """Stays in a stage of the open prospects, with the city's name, furthest prospect first."""
    names = prospects(basis)[["city_id", "name"]].rename(columns={"name": "city"})
    return names.merge(analysis.pipeline.stages.stage_spells(dataset(), basis.as_of), on="city_id")


@_figures
def effect_of_joining(basis: Basis) -> pd.DataFrame:
    """Both shares if all prospects of a stage joined."""
    view = overview(basis)
    return analysis.pipeline.prospects.effect_of_joining(
        view.prospects, dataset(), basis, view.official, view.paying
    )


@_figures
def differences(basis: Basis) -> list[analysis.shares.history.Difference]:
    """Change of both shares since the same day a year earlier, or why it is withheld."""
    return [
        analysis.shares.history.since_last_year(dataset(), basis, measure) for measure in (_official, _paying)
    ]


@_figures_of_any_definition
def expected_fees(basis: Basis) -> pd.DataFrame:
    """The fee grid against the fees in the file."""
    return analysis.fees.expected_dues.expected_fees(member_states(basis))


@_figures
def field_quality(basis: Basis) -> dict[str, FieldQuality]:
    """How complete each field is, by its name."""
    return analysis.overview.quality.field_quality(member_states(basis), expected_fees(basis))


def weakest_field(figure: Figure, basis: Basis) -> FieldQuality | None:
    """The least complete field that a figure rests on."""
    return analysis.overview.quality.weakest(figure.name, field_quality(basis))


def _official(basis: Basis) -> Figure:
    return analysis.shares.shares.official_share(member_states(basis))


def _paying(basis: Basis) -> Figure:
    return analysis.shares.shares.paying_share(member_states(basis))


def warm() -> None:
    """Open the store, fill it at the first start, and compute what the first reader will ask for."""
    overview(default_basis(dataset()))
