"""Scenario: what is supposed to happen, as one value that fits into an address and is read back unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from analysis.core.custom_group import CITY_ID, plain_name
from data.schema import INCOME_LEVELS, SCHEMES, STAGES

MOST_SCENARIOS = 4
WHOM = ("group", "others", "all")
_COUNTRY = re.compile(r"[a-z]{3}")
_BETWEEN, _LEVER, _VALUE = "~", "_", "."
_NOTHING = "none"


@dataclass(frozen=True)
class Scenario:
    """All levers of one scenario. A lever that is at rest changes nothing; order does not matter.

    join: prospects by id; stages: every open prospect at these stages; more, elsewhere: further members of
    the group and of others, without a name. lapse: members that stop paying; fewer, fewer_elsewhere: so many
    of the group and of the others, without a name; leave: members that leave the roll. collect: per cent of
    all arrears that come in. levels: country → income level. schemes: for whom (one of WHOM) → scheme.
    new_scheme: scheme of who joins and has none on record. fees: change of all fees in per cent. period:
    first year of the fee grid that is to hold.
    """

    name: str = ""
    join: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    more: int = 0
    elsewhere: int = 0
    lapse: tuple[str, ...] = ()
    fewer: int = 0
    fewer_elsewhere: int = 0
    leave: tuple[str, ...] = ()
    collect: int = 0
    levels: tuple[tuple[str, str], ...] = ()
    schemes: tuple[tuple[str, str], ...] = ()
    new_scheme: str = "joint"
    fees: int = 0
    period: int | None = None

    def __post_init__(self) -> None:
        """What is a set in truth gets one order, so that equal scenarios have equal codes."""
        for field in ("join", "stages", "lapse", "leave", "levels", "schemes"):
            object.__setattr__(self, field, tuple(sorted(getattr(self, field))))

    @property
    def at_rest(self) -> bool:
        """Whether no lever is moved."""
        return replace(self, name="", new_scheme="joint") == Scenario()

    @property
    def code(self) -> str:
        """`three join_join.chn-foshan.chn-zhuhai_collect.50`: the name, then each lever that is moved."""
        levers = [name for name in _WRITE if _WRITE[name](self)]
        return _LEVER.join(
            [self.name, *(f"{name}{_VALUE}{text}" for name in levers for text in _WRITE[name](self))]
        )

    @classmethod
    def read(cls, code: str) -> Scenario | None:
        """The scenario that a code stands for, its levers in any order; None where it is none."""
        name, *levers = code.split(_LEVER)
        if name != plain_name(name):
            return None
        scenario = cls(name=name)
        for lever in levers:
            kind, *values = lever.split(_VALUE)
            changed = _READ[kind](scenario, values) if kind in _READ and values else None
            if changed is None:
                return None
            scenario = changed
        return scenario


def write_scenarios(scenarios: tuple[Scenario, ...]) -> str:
    """Several scenarios in one code; 'none' for a single one without name or levers."""
    return _BETWEEN.join(scenario.code for scenario in scenarios) or _NOTHING


def read_scenarios(text: str) -> tuple[Scenario, ...] | None:
    """The scenarios of a code, None where one of them is none or there are too many."""
    scenarios = [Scenario.read(code) for code in text.split(_BETWEEN)] if text != _NOTHING else [Scenario()]
    known = tuple(scenario for scenario in scenarios if scenario is not None)
    return known if len(known) == len(scenarios) <= MOST_SCENARIOS else None


def _cities(field: str) -> Callable[[Scenario, list[str]], Scenario | None]:
    def read(scenario: Scenario, values: list[str]) -> Scenario | None:
        known = all(CITY_ID.fullmatch(value) for value in values) and len(set(values)) == len(values)
        return _once(scenario, field, tuple(values)) if known else None

    return read


def _number(field: str, low: int, high: int) -> Callable[[Scenario, list[str]], Scenario | None]:
    def read(scenario: Scenario, values: list[str]) -> Scenario | None:
        text = values[0] if len(values) == 1 else ""
        if not re.fullmatch(r"-?[1-9]\d{0,4}", text) or not low <= int(text) <= high:
            return None
        return _once(scenario, field, int(text))

    return read


def _stages(scenario: Scenario, values: list[str]) -> Scenario | None:
    stages = tuple(value.replace("-", "_") for value in values)
    known = all(stage in STAGES for stage in stages) and len(set(stages)) == len(stages)
    return _once(scenario, "stages", stages) if known else None


def _level(scenario: Scenario, values: list[str]) -> Scenario | None:
    country, level = values if len(values) == 2 else ("", "")
    if (
        not _COUNTRY.fullmatch(country)
        or level not in INCOME_LEVELS
        or country.upper() in dict(scenario.levels)
    ):
        return None
    return replace(scenario, levels=(*scenario.levels, (country.upper(), level)))


def _scheme(scenario: Scenario, values: list[str]) -> Scenario | None:
    whom, scheme = values if len(values) == 2 else ("", "")
    if whom not in WHOM or scheme not in SCHEMES or whom in dict(scenario.schemes):
        return None
    return replace(scenario, schemes=(*scenario.schemes, (whom, scheme)))


def _new_scheme(scenario: Scenario, values: list[str]) -> Scenario | None:
    return _once(scenario, "new_scheme", values[0]) if values in [[s] for s in SCHEMES[1:]] else None


def _once(scenario: Scenario, field: str, value: object) -> Scenario | None:
    """The scenario with a lever moved; None where it was moved before."""
    default = next(each.default for each in fields(Scenario) if each.name == field)
    changed: dict[str, Any] = {field: value}
    return replace(scenario, **changed) if getattr(scenario, field) == default else None


_READ: dict[str, Callable[[Scenario, list[str]], Scenario | None]] = {
    "join": _cities("join"),
    "stage": _stages,
    "more": _number("more", 1, 9999),
    "elsewhere": _number("elsewhere", 1, 9999),
    "lapse": _cities("lapse"),
    "fewer": _number("fewer", 1, 9999),
    "fewer-elsewhere": _number("fewer_elsewhere", 1, 9999),
    "leave": _cities("leave"),
    "collect": _number("collect", 1, 100),
    "level": _level,
    "scheme": _scheme,
    "new": _new_scheme,
    "fees": _number("fees", -90, 500),
    "period": _number("period", 1985, 2100),
}
_WRITE: dict[str, Callable[[Scenario], list[str]]] = {
    "join": lambda s: [_VALUE.join(s.join)] if s.join else [],
    "stage": lambda s: [_VALUE.join(stage.replace("_", "-") for stage in s.stages)] if s.stages else [],
    "more": lambda s: _moved(s.more),
    "elsewhere": lambda s: _moved(s.elsewhere),
    "lapse": lambda s: [_VALUE.join(s.lapse)] if s.lapse else [],
    "fewer": lambda s: _moved(s.fewer),
    "fewer-elsewhere": lambda s: _moved(s.fewer_elsewhere),
    "leave": lambda s: [_VALUE.join(s.leave)] if s.leave else [],
    "collect": lambda s: _moved(s.collect),
    "level": lambda s: [f"{country.lower()}{_VALUE}{level}" for country, level in s.levels],
    "scheme": lambda s: [f"{whom}{_VALUE}{scheme}" for whom, scheme in s.schemes],
    "new": lambda s: [s.new_scheme] if s.new_scheme != SCHEMES[0] else [],
    "fees": lambda s: _moved(s.fees),
    "period": lambda s: _moved(s.period or 0),
}


def _moved(number: int) -> list[str]:
    return [str(number)] if number else []
