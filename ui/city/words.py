"""A city in sentences: its name line, where it stands, what is not known. Computed, so they stay true."""

from __future__ import annotations

import pandas as pd

from analysis.city.unknowns import Unknown
from analysis.core.basis import Basis
from data.schema import precision_of
from text import counted, label, say
from ui.city import answers
from ui.core import formats, queries
from ui.core.captions import is_illustrative
from ui.core.countries import country_name


def name_line(city: pd.Series) -> str:
    """English · 中文 · pinyin, as far as they are known."""
    if pd.isna(city["name_zh"]):
        return str(city["name"])
    if pd.isna(city["pinyin"]):
        return say("city.name_short", name=city["name"], name_zh=city["name_zh"])
    return say("city.name", name=city["name"], name_zh=city["name_zh"], pinyin=city["pinyin"])


def place(city: pd.Series) -> str:
    """Province and country as a sentence; '' where neither is known."""
    country = _country(city)
    names = [name for name in (city["province"], country) if pd.notna(name)]
    return say("city.place", places=", ".join(names)) if names else ""


def search_result(city_id: str) -> str:
    """A city in a list of cities that were found: its names, and where it lies."""
    city = answers.city(city_id)
    place = city["province"] if pd.notna(city["province"]) else _country(city)
    return " · ".join(str(part) for part in (city["name"], city["name_zh"], place) if pd.notna(part))


def _country(city: pd.Series) -> str | None:
    return None if pd.isna(city["country"]) else country_name(str(city["country"]))


def status(basis: Basis, city_id: str) -> str:
    """One sentence: since when a member and what it paid, at which stage, or what is known of an outsider."""
    status = answers.status(basis, city_id)
    if status.prospect is not None and status.kind in ("prospect", "ended"):
        return _at_stage(status.prospect) if status.kind == "prospect" else _no_longer(status.prospect)
    if status.member is None or status.kind == "outside":
        return _outside(basis, city_id)
    if status.kind == "member":
        return _member(basis, city_id, status.member)
    return _off_roll(basis, status.kind, status.member)


def rests_on_invented(basis: Basis, city_id: str) -> bool:
    """Whether an invented row stands behind the status."""
    fees = answers.fees_of_basis(basis, city_id)
    return answers.status(basis, city_id).illustrative or is_illustrative(fees)


def _member(basis: Basis, city_id: str, row: pd.Series) -> str:
    since, undated = partial(row, "joined_on"), pd.isna(row["joined_on"])
    key = "city_status.member_undated" if undated else "city_status.member"
    return say(key, membership=membership(row), since=since, fee=fee(basis, city_id))


def _off_roll(basis: Basis, kind: str, row: pd.Series) -> str:
    """Gone, not yet come, or on a roll that says nothing of the date."""
    if kind == "left":
        key = "city_status.left_undated" if pd.isna(row["left_on"]) else "city_status.left"
        return say(key, status=label("left_status", row["status"]), day=partial(row, "left_on"))
    if kind == "coming":
        return say("city_status.coming", day=partial(row, "joined_on"))
    first = formats.day(queries.dataset().first_roll_on)
    return say("city_status.roll_unknown", as_of=formats.day(basis.as_of), first_roll=first)


def _no_longer(row: pd.Series) -> str:
    key = "city_status.ended_undated" if pd.isna(row["entered_on"]) else "city_status.ended"
    stage = label("stage", row["stage"]).lower()
    return say(key, stage=stage, since=formats.day(row["entered_on"]))


def partial(row: pd.Series, column: str) -> str:
    """A date of a row, as exactly as it is known."""
    return formats.partial_day(row[column], row[precision_of(column)])


def membership(member: pd.Series) -> str:
    """What kind of member it is."""
    if member["status"] == "suspended":
        return label("membership", "suspended")
    return label("membership", "unknown" if pd.isna(member["category"]) else member["category"])


def _at_stage(row: pd.Series) -> str:
    stage = label("stage", row["stage"]).lower()
    if pd.isna(row["entered_on"]):
        return say("city_status.prospect_undated", stage=stage)
    days, since = int(row["age_days"]), formats.day(row["entered_on"])
    return counted("city_status.prospect", days, stage=stage, days=formats.count(days), since=since)


def _outside(basis: Basis, city_id: str) -> str:
    population = answers.city(city_id)["population"]
    if pd.isna(population):
        inhabitants = say("city_status.inhabitants_unknown")
    else:
        inhabitants = say("city_status.inhabitants", count=formats.count(population))
    return say("city_status.outside", inhabitants=inhabitants, seen=_seen(basis, city_id))


def _seen(basis: Basis, city_id: str) -> str:
    last = last_seen(basis, city_id)
    if last is None:
        return say("city_status.not_seen")
    key = "city_status.seen_undated" if pd.isna(last["starts_on"]) else "city_status.seen"
    return say(key, event=last["name"], day=formats.day(last["starts_on"]))


def last_seen(basis: Basis, city_id: str) -> pd.Series | None:
    """The latest event that the city came to, a dated one before an undated one; None where it never did."""
    events = answers.attended(basis, city_id)
    return events.iloc[0] if len(events) else None


def fee(basis: Basis, city_id: str) -> str:
    """What was paid for the fee year of the basis, as the end of a sentence."""
    rows = answers.fees_of_basis(basis, city_id)
    if rows.empty:
        return say("fee_said.none")
    row = rows.iloc[0]
    unpriced = row["fee_state"] == "not_paid" and pd.isna(row["due_eur"])
    code = "not_paid_unpriced" if unpriced else row["fee_state"]
    return say(
        f"fee_said.{code}",
        year=int(row["fee_year"]),
        received=formats.money(row["received_eur"]),
        due=formats.money(row["due_eur"]),
        day=formats.day(row["received_on"]),
    )


def unknown(gap: Unknown) -> str:
    """What is not known, as a sentence."""
    facts, number = _gap_facts(gap)
    if number is None:
        return say(f"unknown.{gap.code}", **facts)
    return counted(f"unknown.{gap.code}", number, **facts)


def next_action(gap: Unknown) -> str:
    """What to do about it, as a sentence."""
    return say(f"to_do.{gap.code}", **_gap_facts(gap)[0])


def _gap_facts(gap: Unknown) -> tuple[dict[str, object], int | None]:
    """Facts of a gap in words, and the number it speaks of, if it does of one."""
    facts = dict(gap.facts)
    for name in ("years", "names"):
        if name in facts:
            facts[name] = ", ".join(str(each) for each in facts[name])  # type: ignore[attr-defined]
    if "count" not in facts:
        return facts, None
    number = int(str(facts["count"]))
    return facts | {"count": formats.count(number)}, number
