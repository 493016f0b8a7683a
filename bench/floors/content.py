"""What the two same-content floors show: plain pandas, as an ordinary, decent dashboard would compute it.

Reading and pivoting do not depend on the filter and are done once (`read`); only what changes with the
definition of paying is computed per change (`overview`, a few milliseconds), so that the floors are not slow
for want of care.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

SAMPLE = Path(os.environ.get("BENCH_DATA") or Path(__file__).parents[2] / "data" / "sample")
YEARS_SHOWN = 6
DEFINITIONS = {
    "any_receipt": "Any receipt",
    "in_full": "Paid in full",
    "good_standing": "In good standing",
    "invoiced": "Invoiced",
}
STATE_COLOURS = {"paying": "#0b7a75", "not paying": "#c8553d"}


@dataclass(frozen=True)
class Sample:
    """The sample, read and pivoted: frames by year have a row a member and a column a fee year."""

    members: pd.DataFrame
    received: pd.DataFrame
    due: pd.DataFrame
    invoiced: pd.DataFrame
    overdue: pd.DataFrame
    as_of: str

    @property
    def china(self) -> pd.Series:
        """Return true for a Chinese city."""
        return self.members["country"] == "CHN"


@dataclass(frozen=True)
class Metric:
    """One headline number with its history, oldest year first."""

    label: str
    value: str
    history: list[float]


@dataclass(frozen=True)
class Overview:
    """All that the page shows under one definition of paying."""

    headline: str
    metrics: list[Metric]
    cities: pd.DataFrame
    by_year: pd.DataFrame
    attention: pd.DataFrame


def read() -> Sample:
    """Read the sample tables and pivot money by member and fee year."""
    members, dues, receipts = (
        pd.read_csv(SAMPLE / f"{name}.csv") for name in ("members", "dues", "receipts")
    )
    members = members.set_index("city_id", drop=False).fillna({"population": 1_000_000})
    left = dues["due_eur"] - dues["discount_eur"].fillna(0) - dues["waived_eur"].fillna(0)
    as_of = str(receipts["received_on"].max())
    years = sorted({*dues["fee_year"], *receipts["fee_year"]})

    def by_year(rows: pd.DataFrame, values: pd.Series) -> pd.DataFrame:
        wide = values.groupby([rows["city_id"], rows["fee_year"]]).sum(min_count=1).unstack()
        return wide.reindex(index=members.index, columns=years)

    return Sample(
        members=members,
        received=by_year(receipts, receipts["amount_eur"]).fillna(0),
        due=by_year(dues, left),
        invoiced=by_year(dues, dues["invoiced_on"].notna().astype(float)).fillna(0) > 0,
        overdue=overdue_rows(members, as_of),
        as_of=as_of,
    )


def overdue_rows(members: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Return city, what and since of overdue follow-ups and next steps of prospects."""
    followups, prospects = pd.read_csv(SAMPLE / "followups.csv"), pd.read_csv(SAMPLE / "prospects.csv")
    follow = followups[followups["done_on"].isna() & (followups["due_on"] <= as_of)]
    steps = prospects[prospects["next_step_due"].fillna("9999") <= as_of]
    names = pd.concat([prospects.set_index("city_id")["name"], members["name"]])
    cities = follow["city_id"].map(names[~names.index.duplicated()])
    columns = {"what": "what", "due_on": "since"}
    return pd.concat(
        [
            follow.assign(city=cities).rename(columns=columns)[["city", "what", "since"]],
            steps.rename(columns={"name": "city", "next_step": "what", "next_step_due": "since"})[
                ["city", "what", "since"]
            ],
        ]
    )


def paying_by_year(sample: Sample, definition: str) -> pd.DataFrame:
    """Return true where a member (row) is paying for a fee year (column) under the definition."""
    if definition == "any_receipt":
        return sample.received > 0
    if definition == "invoiced":
        return sample.invoiced
    in_full = (sample.received >= 0.98 * sample.due) & (sample.received > 0)
    return in_full.shift(axis=1, fill_value=False) if definition == "good_standing" else in_full


def projected(cities: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return x and y in km on an Albers equal-area plane for China (25°/47°, origin 105°E 36°N)."""
    first, second, origin = np.radians([25.0, 47.0, 36.0])
    n = (np.sin(first) + np.sin(second)) / 2
    c = np.cos(first) ** 2 + 2 * n * np.sin(first)
    rho = 6371.0 * np.sqrt(c - 2 * n * np.sin(np.radians(cities["latitude"]))) / n
    rho_origin = 6371.0 * np.sqrt(c - 2 * n * np.sin(origin)) / n
    theta = n * np.radians(cities["longitude"] - 105.0)
    return rho * np.sin(theta), rho_origin - rho * np.cos(theta)


def official_share(sample: Sample, years: list[int]) -> list[float]:
    """Return the share of Chinese cities on the roll at the end of each year; a blank date is on the roll."""
    joined = sample.members["joined_on"].astype(str).fillna("0").str[:4]
    on_roll = np.array([joined <= str(year) for year in years])
    return list((on_roll & sample.china.to_numpy()).sum(axis=1) / on_roll.sum(axis=1))


def metrics(sample: Sample, paying: pd.DataFrame) -> list[Metric]:
    """Return the five headline numbers of the last fee year with their history."""
    china, received, due = sample.china, sample.received, sample.due
    official = official_share(sample, list(paying.columns))[-YEARS_SHOWN:]
    count = paying[china].sum()
    histories = {
        "Official share": official,
        "Paying share": list(count / paying.sum().clip(lower=1)),
        "Paying Chinese cities": list(count.astype(float)),
        "Share of money received": list(received[china].sum() / received.sum().clip(lower=1)),
        "Collection rate": list(received.sum() / due.sum().clip(lower=1)),
    }
    return [
        Metric(label, f"{line[-1]:.0f}" if "cities" in label else f"{line[-1]:.1%}", line[-YEARS_SHOWN:])
        for label, line in histories.items()
    ]


def paying_share_by_year(paying: pd.DataFrame, china: pd.Series) -> pd.DataFrame:
    """Return fee_year, members and paying (a share) in long form, ready for a grouped bar chart."""
    focus, rest = paying[china].mean(), paying[~china].mean()
    wide = pd.DataFrame({"Chinese cities": focus, "all other members": rest}).iloc[-YEARS_SHOWN:]
    return (
        wide.rename_axis("fee_year").reset_index().melt("fee_year", var_name="members", value_name="paying")
    )


def overview(sample: Sample, definition: str) -> Overview:
    """Compute the page for one definition of paying."""
    paying = paying_by_year(sample, definition)
    year = int(paying.columns[-1])
    numbers = metrics(sample, paying)
    cities = sample.members[sample.china]
    x, y = projected(cities)
    state = np.where(paying.loc[cities.index, year], "paying", "not paying")
    cities = cities.assign(x=x, y=y, state=state)
    unpaid = cities[cities["state"] == "not paying"][["name"]].rename(columns={"name": "city"})
    unpaid = unpaid.assign(what=f"Fee {year} not paid", since=f"{year}-01-01")
    return Overview(
        headline=f"On {sample.as_of} Chinese cities are {numbers[0].value} of official members and"
        f" {numbers[1].value} of paying members ({DEFINITIONS[definition].lower()}, fee year {year}).",
        metrics=numbers,
        cities=cities.dropna(subset=["x", "y"]),
        by_year=paying_share_by_year(paying, sample.china),
        attention=pd.concat([unpaid, sample.overdue], ignore_index=True),
    )
