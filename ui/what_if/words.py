"""A scenario in words: what happens in it, what was assumed, and what it does."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.core.basis import Basis
from analysis.core.figure import Figure
from analysis.what_if.levers import joining
from analysis.what_if.outcomes import Outcome
from analysis.what_if.scenario import Scenario
from analysis.what_if.target import needed_for
from data.schema import SCHEMES
from text import counted, group_facts, label, say
from text.format import FEW_CASES
from ui.core import figure_words, formats, queries, sentences
from ui.core.cache import cached
from ui.core.countries import country_name
from ui.what_if import answers
from ui.what_if.state import LETTERS

_NAMED = 4  # cities that a sentence names before it counts the rest
_NUMBERS = ("more", "elsewhere", "fewer", "fewer_elsewhere")  # levers that count members


def name_some(cities: Iterable[str]) -> str:
    """'Foshan, Zhuhai and Dongguan'; of many the first few and how many more."""
    names = [queries.city_names().get(city, city) for city in cities]
    if len(names) <= _NAMED + 1:
        return sentences.enumeration(names)
    return say("assumption.some", names=", ".join(names[:_NAMED]), count=len(names) - _NAMED)


def title(scenario: Scenario, number: int) -> str:
    """'A · Three join': the letter of a scenario and its name."""
    return f"{LETTERS[number]} · {scenario.name or say('what_if.unnamed')}"


def happenings(scenario: Scenario, basis: Basis) -> list[str]:
    """What happens, one clause per lever that is moved."""
    joined = joining(answers.candidates(basis), scenario)["city_id"].tolist()
    known = queries.city_names()
    lapsing = [city for city in scenario.lapse if city in known]
    leaving = [city for city in scenario.leave if city in known]
    clauses = [
        _of_cities("join", joined, year=basis.fee_year or ""),
        *_of_numbers(scenario, basis),
        _of_cities("lapse", lapsing),
        _of_cities("leave", leaving),
        say("assumption.collect", part=f"{scenario.collect}\u202f%") if scenario.collect else "",
        *_of_fees(scenario, basis),
    ]
    return [clause for clause in clauses if clause]


def _of_cities(lever: str, cities: list[str], **facts: object) -> str:
    if not cities:
        return ""
    return counted(f"assumption.{lever}", len(cities), names=name_some(cities), **facts)


def _of_numbers(scenario: Scenario, basis: Basis) -> list[str]:
    numbers = {lever: getattr(scenario, lever) for lever in _NUMBERS}
    facts = {
        **group_facts(basis.group),
        "fee": formats.money(answers.typical_fee(basis)) if scenario.more else "",
    }
    return [
        counted(f"assumption.{lever}", number, count=formats.count(number), **facts)
        for lever, number in numbers.items()
        if number
    ]


def _of_fees(scenario: Scenario, basis: Basis) -> list[str]:
    clauses = [
        say("assumption.level", country=country_name(country), level=label("group", level).lower())
        for country, level in scenario.levels
    ]
    for whom, scheme in scenario.schemes:
        side = say(f"assumption.whom_{whom}", **group_facts(basis.group))
        clauses.append(say("assumption.scheme", whom=side, scheme=label("scheme", scheme)))
    if scenario.new_scheme != SCHEMES[0]:
        clauses.append(say("assumption.new_scheme", scheme=label("scheme", scenario.new_scheme)))
    if scenario.fees:
        change = f"{abs(scenario.fees)}\u202f%"
        clauses.append(say(f"assumption.fees_{'up' if scenario.fees > 0 else 'down'}", change=change))
    if scenario.period:
        clauses.append(say("assumption.period", year=scenario.period))
    return clauses


@cached
def assumed(scenario: Scenario, basis: Basis) -> str:
    """The sentence that says what was assumed: what happens, how it is priced, and what stays."""
    parts = happenings(scenario, basis)
    joins = scenario.more or scenario.elsewhere or len(joining(answers.candidates(basis), scenario))
    if joins and scenario.new_scheme == SCHEMES[0]:
        parts.append(say("assumption.joint"))
    if scenario.levels or scenario.schemes or scenario.fees or scenario.period:
        parts.append(say("assumption.same_part"))
    parts += [*income_levels(scenario, basis), say("assumption.rest", as_of=formats.day(basis.as_of))]
    return say("what_if.assumed", parts="; ".join(parts))


def income_levels(scenario: Scenario, basis: Basis) -> list[str]:
    """Income levels that price who joins and the group where it is of one country, with their lists."""
    of_group = answers.group_countries(basis)
    countries = set(joining(answers.candidates(basis), scenario)["country"].dropna())
    countries |= set(of_group) if len(of_group) == 1 else set()
    changed = dict(scenario.levels)
    return [_income_level(country, basis) for country in sorted(countries - set(changed))]


def _income_level(country: str, basis: Basis) -> str:
    lists = queries.dataset().table("income_levels")
    lists = lists[(lists["country"] == country) & (lists["fiscal_year"] <= (basis.fee_year or 0))]
    if lists.empty:
        return say("what_if.level_unknown", country=country_name(country))
    latest = lists.sort_values("fiscal_year").iloc[-1]
    level = label("group", latest["income_level"]).lower()
    return say("what_if.level_of", country=country_name(country), level=level, year=latest["fiscal_year"])


@cached
def headline(scenario: Scenario, basis: Basis) -> str:
    """What happens, and what it does to the share, the income and the dependence, in one sentence."""
    outcomes, clauses = answers.outcomes(basis, scenario), happenings(scenario, basis)
    if not clauses or not outcomes:
        return say("what_if.rest")
    return say(
        "what_if.headline",
        what=sentences.enumeration(clauses),
        paying=_course(outcomes["paying_share"]),
        income=_course(outcomes["income"]),
        dependence=_dependence(outcomes["effective_number"]),
    )


def _course(outcome: Outcome) -> str:
    before, after = values(outcome)
    if outcome.after.value is None:
        return say("what_if.becomes_unknown")
    return say("what_if.stays" if before == after else "what_if.moves", before=before, after=after)


def _dependence(outcome: Outcome) -> str:
    before, after = values(outcome)
    if outcome.change is None:
        return say("what_if.dependence_unknown")
    form = "same" if before == after else "more" if outcome.change < 0 else "less"
    return say(f"what_if.dependence_{form}", before=before, after=after)


def values(outcome: Outcome, *, short: bool = False) -> tuple[str, str]:
    """The value before and after, in its unit."""
    unit = outcome.before.unit
    before, after = figure_words.amounts(unit, outcome.before.value, outcome.after.value, short=short)
    return _with_few(outcome.before, before), _with_few(outcome.after, after)


def _with_few(figure: Figure, text: str) -> str:
    """A share of few cases with its fraction, which comes first; any other value as it is."""
    cases = figure.denominator if figure_words.is_share_of_cases(figure) else None
    if figure.numerator is None or cases is None or cases >= FEW_CASES:
        return text
    return formats.proportion(figure.numerator, cases, text)


def before_and_after(outcome: Outcome, *, short: bool = False) -> str:
    """'33.3 % → 36.5 %', or the one value where nothing changes."""
    before, after = values(outcome, short=short)
    return say("what_if.said_same" if before == after else "what_if.said", before=before, after=after)


def change(outcome: Outcome, *, short: bool = True) -> str:
    """'+3.2 points', '+€26.5 K', '−1.1'; '' where there is none or nobody can say."""
    before, after = values(outcome)
    if outcome.change is None or before == after:
        return ""
    unit, by = outcome.before.unit, outcome.change
    if unit == "share":
        return say("what_if.points", change=formats.points(by))
    text = figure_words.amount(abs(by), unit, short=short)
    return f"{'+' if by > 0 else '−'}{text}"


def formula(figure: Figure, side: str) -> str:
    """How a value comes about today or then, with its numbers in it."""
    text = value_text = figure_words.amount(figure.value, figure.unit)
    if figure.numerator is not None and figure.denominator is not None:
        form = formats.money if figure_words.is_share_of_money(figure.name) else formats.count
        facts = {"numerator": form(figure.numerator), "denominator": form(figure.denominator)}
        text = say("what_if.quotient", value=value_text, **facts)
    return say("what_if.side", side=say(f"what_if.side_{side}"), said=text)


def value_and_country(figure: Figure) -> str:
    """'33.3 %'; with the country that it is of, where it is of one."""
    text = _with_few(figure, figure_words.amount(figure.value, figure.unit))
    return f"{text} ({country_name(figure.label)})" if figure.label else text


def value_and_change(outcome: Outcome) -> str:
    """'36.5 % · +3.2 points'."""
    by = change(outcome, short=False)
    text = value_and_country(outcome.after)
    return f"{text} · {by}" if by else text


def target(group: float, paying: float, share: float, basis: Basis) -> str:
    """How many more paying members bring the group's share to a target, and from where."""
    needed = needed_for(group, paying, share)
    facts = {"target": formats.share(share), **group_facts(basis.group)}
    if needed.side in {"none", "nowhere"}:
        return say(f"what_if.target_{needed.side}", **facts)
    count = formats.count(needed.members)
    sentence = counted(f"what_if.target_{needed.side}", needed.members, count=count, **facts)
    terms = {"group": formats.count(group), "paying": formats.count(paying), "target": facts["target"]}
    formula = say(f"what_if.target_formula_{needed.side}", value=formats.ratio(needed.exact), **terms)
    return f"{sentence} ({formula})"
