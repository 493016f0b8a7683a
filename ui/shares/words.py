"""The story of the Shares page in sentences, each computed from the figures it speaks of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from text import counted, has, label, say
from text.format import MISSING
from ui.core import formats, queries, sentences
from ui.core.cache import cached
from ui.core.countries import country_name
from ui.shares import answers

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from analysis.overview.checks import Check

_BEHIND_SHARES = ("joined_on", "payment", "payment_before", "due", "received", "population", "country")
_ALIKE = (0.95, 1.05)  # ratios in between are told as "about as often"


def to_date(basis: Basis) -> bool:
    """Whether the fee year is not over on the day."""
    return basis.fee_year is not None and basis.as_of < date(basis.fee_year, 12, 31)


def rate_form(basis: Basis, otherwise: str) -> str:
    """'more', 'less' or 'same': how often the group pays against the others; `otherwise` where undefined."""
    rate = answers.headline(basis)["relative_pay_rate", basis.definition].value
    if rate is None:
        return otherwise
    return "same" if _ALIKE[0] <= rate <= _ALIKE[1] else "more" if rate > 1 else "less"


def rate_facts(basis: Basis) -> dict[str, object]:
    """Numbers of who pays in the group and among the others, formatted."""
    counts = answers.state_counts(basis)
    paid = counts[counts["state"] == "paid"]
    why, rate = answers.why(basis), answers.headline(basis)["relative_pay_rate", basis.definition].value
    return {
        "group": label("group", basis.group),
        "paid": formats.count(paid["group"].sum()),
        "official": formats.count(counts["group"].sum()),
        "others_paid": formats.count(paid["others"].sum()),
        "others_official": formats.count(counts["others"].sum()),
        "rate": formats.share(why["group_pay_rate"].value),
        "others_rate": formats.share(why["others_pay_rate"].value),
        "ratio": formats.ratio(rate),
        "inverse": formats.ratio(1 / rate if rate else None),
    }


@cached
def rates(basis: Basis) -> str:
    """How often the group and the others pay; '' where either cannot be said."""
    why = answers.why(basis)
    if why["group_pay_rate"].value is None or why["others_pay_rate"].value is None:
        return ""
    return say(f"story.rates_{rate_form(basis, 'none')}", **rate_facts(basis))


@cached
def gap(basis: Basis) -> str:
    """Of the difference between the two shares, what comes from which state; '' where there is none."""
    whole = answers.why(basis)["share_gap"].value
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
        for row in answers.split(basis).to_dict("records")
        if row["group"] or row["others"]
    ]
    told = formats.points(abs(whole)).lstrip("+")
    return say("story.gap_parts", gap=told, parts=listed(parts)) if parts else say("story.gap", gap=told)


def listed(parts: list[str]) -> str:
    """'a, b and c'."""
    *first, last = parts
    return f"{', '.join(first)} {say('story.and')} {last}" if first else last


def time(basis: Basis) -> str:
    """The paying share of the first and the last year in which it is known."""
    years = queries.history(basis)
    known = years[years["paying_share"].notna()]
    if known.empty:
        return say("story.time_none")
    first, last = known.iloc[0], known.iloc[-1]
    facts = {"last": formats.share(last["paying_share"]), "last_year": last["fee_year"]}
    if len(known) == 1:
        return say("story.time_one", **facts)
    return say(
        "story.time", first=formats.share(first["paying_share"]), first_year=first["fee_year"], **facts
    )


@cached
def definitions(basis: Basis) -> str:
    """Between which values the paying share lies, and what it is by money."""
    found = answers.headline(basis)
    values = [figure.value for (name, _), figure in found.items() if name == "paying_share"]
    known = [value for value in values if value is not None]
    money = found["money_received_share", "received"].value
    if not known:
        return say("story.definitions_none")
    facts = {"low": formats.share(min(known)), "high": formats.share(max(known))}
    if money is None:
        return say("story.definitions_short", **facts)
    return say("story.definitions", money=formats.share(money), **facts)


def bridge_facts(basis: Basis) -> dict[str, object]:
    """Numbers of the bridge, formatted."""
    found, year = answers.bridge_figures(basis), basis.fee_year or 0
    value = {name: figure.value or 0 for name, figure in found.items()}
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
        return say("story.bridge_none", reason=sentences.reason(lapsed.reason, queries.dataset()), **facts)
    return say("story.bridge_to_date" if to_date(basis) else "story.bridge", **facts)


@cached
def arrears(basis: Basis) -> str:
    """How much of the year's fees has arrived, and what is still owed since when."""
    rate = answers.collected(basis)["collection_rate"].value
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
def concentration(basis: Basis) -> str:
    """The largest country's share, and how many equal countries the money is like."""
    found = answers.concentration(basis)
    largest, number = found["largest_share"], found["effective_number"]
    if largest.value is None or number.value is None:
        return say("story.concentration_none", reason=sentences.reason(largest.reason, queries.dataset()))
    return say(
        "story.concentration",
        country=country_name(largest.label or ""),
        share=formats.share(largest.value),
        number=formats.ratio(number.value),
    )


@cached
def places(basis: Basis) -> str:
    """The region with the most members."""
    rows = queries.regions(basis)
    known = rows[rows["world_region"].notna()]
    if known.empty:
        return say("story.places_none")
    first = known.iloc[0]
    return say(
        "story.places",
        region=first["world_region"],
        paying=formats.count(first["paying"]),
        total=formats.count(rows["paying"].sum()),
    )


@cached
def fees(basis: Basis) -> str:
    """How the fee grid and the fees in the file agree."""
    found = queries.expected_fees(basis)["outcome"].value_counts()
    codes = {"agree": "as_expected", "differ": "differs", "missing": "not_invoiced"}
    counts = {name: int(found.get(code, 0)) for name, code in codes.items()}
    parts = [
        counted(f"story.fees_{name}", count, count=formats.count(count))
        for name, count in counts.items()
        if count
    ]
    return say("story.fees", parts=listed(parts)) if parts else say("story.fees_none")


@cached
def checks(basis: Basis) -> str:
    """Whether the checks hold."""
    found = answers.checks(basis)
    failed = [check for check in found if check.identity and not check.ok]
    look = [check for check in found if not check.identity and not check.ok]
    if failed:
        return say("story.checks_fail", failed=len(failed), count=len(found))
    if look:
        identities = sum(check.identity for check in found)
        return counted("story.checks_look", len(look), identities=identities, look=len(look))
    return say("story.checks_hold", count=len(found))


def check_numbers(check: Check) -> str:
    """The numbers that a check compares."""
    facts = {name: _checked(check.code, number) for name, number in check.facts.items()}
    if check.ok and has(f"check_detail.{check.code}_ok"):
        return say(f"check_detail.{check.code}_ok", **facts)
    return say(f"check_detail.{check.code}", **facts)


def _checked(code: str, number: object) -> str:
    """A compared number: a share, money or a count by the check it is of."""
    if not isinstance(number, (int, float)):
        return MISSING
    if code in {"bounds_contain_value", "overall_rate_possible"}:
        return formats.share(number)
    if code == "split_adds_up":
        return formats.points(number)
    return formats.money(number) if code in {"countries_add_up", "arrears_add_up"} else formats.count(number)


@cached
def quality(basis: Basis) -> str:
    """The weakest of the fields that the shares and the money rest on."""
    found = queries.field_quality(basis)
    field = min((found[name] for name in _BEHIND_SHARES), key=lambda each: each.score)
    if field.score >= 1:
        return say("story.quality_full")
    facts = {"known": formats.count(field.known), "of": formats.count(field.of)}
    return say("story.quality", field=label("field", field.field), **facts)


def apart(basis: Basis) -> str:
    """Who is counted apart, and whether it is counted now; '' where nobody is."""
    parts = []
    for each in answers.apart(basis):
        kind = "waived_counted" if each.switch == "waived" else "counted"
        words = say(f"shares_page.{kind if each.counted else 'not_counted'}")
        count = formats.count(each.members)
        parts.append(say(f"shares_page.apart_{each.switch}", count=count, counted=words))
    return say("shares_page.apart", parts=listed(parts)) if parts else ""
