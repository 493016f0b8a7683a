"""Sentences of the Shares page, computed from its figures."""

from __future__ import annotations

import pandas as pd

from analysis.core.basis import Basis
from analysis.shares.history import Difference
from text import counted, group_facts, label, say
from ui.core import formats, queries, sentences
from ui.core.cache import cached
from ui.core.countries import country_name
from ui.shares import answers


@cached
def gap(basis: Basis) -> str:
    """Of the difference between the two shares, what comes from which state; '' where there is none."""
    whole = answers.gap_figures(basis)["share_gap"].value
    if whole is None:
        return ""
    if abs(whole) < 0.0005:
        return say("story.gap_same")
    parts = [
        say(
            f"story.gap_{row['state']}",
            points=formats.points(row["share"]).lstrip("+"),
            group=formats.count(row["group"]),
            others=formats.count(row["others"]),
        )
        for row in answers.gap_by_state(basis).to_dict("records")
        if row["group"] or row["others"]
    ]
    points = formats.points(abs(whole)).lstrip("+")
    if not parts:
        return say("story.gap", gap=points)
    return say("story.gap_parts", gap=points, parts=sentences.enumeration(parts))


def first_and_last_year(basis: Basis) -> str:
    """The paying share of the first and the last year in which it is known."""
    facts = year_facts(basis)
    if not facts:
        return say("story.time_none")
    return say("story.time_one" if facts["first_year"] == facts["last_year"] else "story.time", **facts)


def year_facts(basis: Basis) -> dict[str, object]:
    """The paying share of the first and the last fee year in which it is known; {} where it never is."""
    years = queries.history(basis).dropna(subset="paying_share")
    if years.empty:
        return {}
    first, last = years.iloc[0], years.iloc[-1]
    return {
        "first": formats.share_alone(first["group_paying"], first["paying"]),
        "first_year": first["fee_year"],
        "last": formats.share_alone(last["group_paying"], last["paying"]),
        "last_year": last["fee_year"],
    }


@cached
def definitions(basis: Basis) -> str:
    """Between which values the paying share lies, and what it is by money."""
    figures = answers.headline_figures(basis)
    values = [figure.value for (name, _), figure in figures.items() if name == "paying_share"]
    known = [value for value in values if value is not None]
    money = figures["money_received_share", "received"].value
    if not known:
        return say("story.definitions_none")
    facts = {"low": formats.share(min(known)), "high": formats.share(max(known))}
    if money is None:
        return say("story.definitions_short", **facts)
    return say("story.definitions", money=formats.share(money), **facts)


def bridge_facts(basis: Basis) -> dict[str, object]:
    """Numbers of the bridge, formatted."""
    year = basis.fee_year or 0
    value = {name: figure.value or 0 for name, figure in answers.bridge_figures(basis).items()}
    return {
        "year": year,
        "previous": year - 1,
        "before": formats.count(value["paying_members_before"]),
        "after": formats.count(value["paying_members"]),
        "came": formats.count(value["bridge_new"] + value["bridge_reactivated"]),
        "gone": formats.count(value["bridge_lapsed"]),
    }


@cached
def bridge(basis: Basis) -> str:
    """How many came, came back and are missing since last year."""
    if basis.fee_year is None:
        return say("story.bridge_no_year")
    lapsed = answers.bridge_figures(basis)["bridge_lapsed"]
    facts = bridge_facts(basis)
    if lapsed.value is None:
        return say("story.bridge_none", reason=sentences.reason(lapsed.reason), **facts)
    return say("story.bridge_to_date" if basis.is_to_date else "story.bridge", **facts)


@cached
def arrears(basis: Basis) -> str:
    """How much of the year's fees has arrived, and what is still owed since when."""
    rate = answers.collection_figures(basis)["collection_rate"].value
    owed, count = (answers.arrears_figures(basis)[name].value for name in ("arrears_amount", "arrears_count"))
    years = answers.arrears(basis).by_year()
    oldest = years.loc[years["owed_eur"] > 0, "fee_year"].min()
    facts = {
        "rate": formats.share(rate),
        "year": basis.fee_year,
        "owed": formats.money_short(owed),
        "count": formats.count(count),
        "oldest": "" if pd.isna(oldest) else int(oldest),
    }
    if not owed:
        return say("story.arrears_none" if rate is None else "story.arrears_nothing", **facts)
    return say("story.arrears_no_rate" if rate is None else "story.arrears", **facts)


@cached
def settlement(basis: Basis) -> str:
    """How due, received and arrears of all years up to the fee year add up; '' where nothing is due."""
    sums = answers.settlement(basis)
    if not sums["due"]:
        return ""
    return say(
        "shares_page.settlement",
        year=basis.fee_year,
        due=formats.money(sums["due"]),
        received=formats.money(sums["received"]),
        lacking=formats.money(sums["due"] - sums["received"]),
        owed=formats.money(sums["owed"]),
        not_due=formats.money(sums["not_due"]),
        open=formats.money(sums["open"]),
        tolerated=formats.money(sums["tolerated"]),
        overpaid=formats.money(sums["overpaid"]),
    )


def bridge_detail(basis: Basis) -> str:
    """Who stayed, who left after paying, and how it stood on the same day of the year before."""
    retention, facts = answers.bridge_figures(basis)["retention"], bridge_facts(basis)
    parts = []
    if retention.numerator is not None:
        parts.append(say("shares_page.bridge_stayed", count=formats.count(retention.numerator), **facts))
    left = answers.paid_and_left(basis)
    if len(left):
        names = ", ".join(left["name"].head(12))
        parts.append(counted("shares_page.bridge_left", len(left), count=len(left), names=names, **facts))
    return " ".join([*parts, *_same_day(basis)])


def _same_day(basis: Basis) -> list[str]:
    """The fee year to date beside the year before to the same day, where both are known."""
    before = answers.collected_by_same_day(basis)
    rate = answers.collection_figures(basis)["collection_rate"].value
    if not basis.is_to_date or before is None or before.rate is None or rate is None:
        return []
    return [
        say(
            "shares_page.same_day",
            earlier=formats.day(before.earlier),
            before=formats.count(before.paying),
            before_rate=formats.share(before.rate),
            after=str(bridge_facts(basis)["after"]),
            after_rate=formats.share(rate),
        )
    ]


def year_on_year(changes: list[Difference]) -> str:
    """How the shares moved since the same day last year, or why that is not said: each reason once."""
    return " ".join(dict.fromkeys(_change(change) for change in changes))


def _change(change: Difference) -> str:
    facts = {"name": say(f"kpi.{change.now.name}"), "earlier": formats.day(change.earlier)}
    if change.change is not None:
        return say("shares.difference_value", change=formats.points(change.change), **facts)
    plain = "" if change.reason == "before_first_roll" else "_plain"
    reason = sentences.reason(change.reason)
    return say(f"shares.difference_withheld{plain}", reason=reason, **facts)


@cached
def concentration(basis: Basis) -> str:
    """The largest country's share, and how many equal countries the money is like."""
    figures = answers.concentration_figures(basis)
    largest, number = figures["largest_share"], figures["effective_number"]
    if largest.value is None or number.value is None:
        return say("story.concentration_none", reason=sentences.reason(largest.reason))
    return say(
        "story.concentration",
        country=country_name(largest.label or ""),
        share=formats.share(largest.value),
        number=formats.ratio(number.value),
    )


def risk(basis: Basis) -> str:
    """What the group's pause would cost; '' where no money is recorded."""
    at_risk = answers.concentration_figures(basis)["money_at_risk"].value
    received = answers.headline_figures(basis)["money_received_share", "received"]
    if at_risk is None or not received.denominator:
        return ""
    return say(
        "shares_page.risk",
        **group_facts(basis.group),
        amount=formats.money(at_risk),
        total=formats.money(received.denominator),
        share=formats.share(1 - at_risk / received.denominator),
    )


@cached
def places(basis: Basis) -> str:
    """The region with the most members."""
    rows = queries.regions(basis)
    known = rows[rows["world_region"].notna()]
    if known.empty:
        return say("story.places_none")
    first, total = known.iloc[0], rows["paying"].sum()
    return say(
        "story.places" if total else "story.places_unpaid",
        region=first["world_region"],
        paying=formats.count(first["paying"]),
        total=formats.count(total),
    )


@cached
def fees(basis: Basis) -> str:
    """How the fee grid and the fees in the file agree."""
    outcomes = queries.expected_fees(basis)["outcome"].value_counts()
    codes = {"agree": "as_expected", "differ": "differs", "missing": "not_invoiced"}
    counts = {name: int(outcomes.get(code, 0)) for name, code in codes.items()}
    parts = [
        counted(f"story.fees_{name}", count, count=formats.count(count))
        for name, count in counts.items()
        if count
    ]
    return say("story.fees", parts=sentences.enumeration(parts)) if parts else say("story.fees_none")


@cached
def checks(basis: Basis) -> str:
    """Whether the checks hold."""
    results = [check for check in answers.checks(basis) if not check.vacuous]
    if not results:
        return say("story.checks_none")
    failed = [check for check in results if check.identity and not check.ok]
    look = [check for check in results if not check.identity and not check.ok]
    if failed:
        return say("story.checks_fail", failed=len(failed), count=len(results))
    if look:
        identities = sum(check.identity for check in results)
        return counted("story.checks_look", len(look), identities=identities, look=len(look))
    return say("story.checks_hold", count=len(results))


@cached
def quality(basis: Basis) -> str:
    """The weakest of the fields in the table below it."""
    fields = [field for field in queries.field_quality(basis).values() if field.of]
    if not fields:
        return say("story.quality_none")
    field = min(fields, key=lambda field: field.score)
    if field.score >= 1:
        return say("story.quality_full")
    facts = {"known": formats.count(field.known), "of": formats.count(field.of)}
    return say("story.quality", field=label("field", field.field), **facts)


def optional_members(basis: Basis) -> str:
    """Whom the switches of the basis are about, and whether they are counted now; '' where nobody."""
    parts = []
    for each in answers.optional_members(basis):
        kind = "waived_counted" if each.switch == "waived" else "counted"
        state = say(f"shares_page.{kind if each.counted else 'not_counted'}")
        count = formats.count(each.members)
        parts.append(say(f"shares_page.apart_{each.switch}", count=count, counted=state))
    return say("shares_page.apart", parts=sentences.enumeration(parts)) if parts else ""
