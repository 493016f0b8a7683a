"""All figures of one question, under the names that `manage.py figures --json` prints."""

from dataclasses import replace

from tests.recount import arrears, purse, shares, years
from tests.recount.congress import congress_expected
from tests.recount.count import DEFINITIONS, Count, Figure
from tests.recount.roll import Question
from tests.recount.tables import Tables

Figures = dict[tuple[str, str], Figure]


def recount(tables: Tables, question: Question) -> Figures:
    """Every figure by its name and definition."""
    count = Count(tables, question)
    found: Figures = {("official_share", "official"): shares.official_share(count)}
    found[("inhabitants_share", "official")] = shares.inhabitants_share(count)
    found[("would_vote", "good_standing")] = shares.would_vote(count)
    found[("congress_expected", "forecast")] = congress_expected(count)
    for definition in DEFINITIONS:
        for name, figure in _of_definition(count, definition).items():
            found[(name, definition)] = figure
    return found | _of_money(count) | _of_years(count)


def _of_definition(count: Count, definition: str) -> dict[str, Figure]:
    found = {
        "paying_share": shares.paying_share(count, definition),
        "relative_pay_rate": shares.relative_pay_rate(count, definition),
        "first_year_retention": years.first_year_retention(count, definition),
    }
    for side, members in (("", count.roll), ("group_", count.ours), ("others_", count.others)):
        found[f"{side}pay_rate"] = shares.pay_rate(count, members, definition)
        found[f"{side}retention"] = years.retention(count, members, definition)
    return found | shares.gap(count, definition) | years.bridge(count, definition)


def _of_money(count: Count) -> Figures:
    year = [count.year] if count.year else []
    rate = replace(
        purse.collection_rate(count, year), illustrative=count.marked(purse.with_due(count), count.year)
    )
    found: Figures = {
        ("money_received_share", "received"): purse.money_received_share(count),
        ("money_due_share", "due"): purse.money_due_share(count),
        ("money_at_risk", "received"): purse.money_at_risk(count),
        ("collection_rate", "received"): rate,
    }
    found |= {(name, "received"): figure for name, figure in purse.concentration(count).items()}
    return found | {(name, "tariff"): figure for name, figure in purse.tariff(count).items()}


def _of_years(count: Count) -> Figures:
    every, mark = count.years, count.marked(count.roll, *count.years)
    total = replace(purse.collection_rate(count, every), illustrative=mark)
    found: Figures = {
        ("collection_rate_cumulative", "received"): total,
        ("arrears_amount", "in_full"): arrears.amount(count, count.roll, every),
        ("group_arrears_amount", "in_full"): arrears.amount(count, count.ours, every),
        ("arrears_count", "in_full"): arrears.number(count, every),
    }
    for year in every:
        rate = replace(purse.collection_rate(count, [year]), illustrative=count.marked(count.roll, year))
        found[("collection_rate_by_year", str(year))] = rate
        found[("arrears_amount_by_year", str(year))] = arrears.amount(count, count.roll, [year])
        found[("arrears_count_by_year", str(year))] = arrears.number(count, [year])
    return found
