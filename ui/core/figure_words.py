"""A figure in words: its value, its formula with the numbers in it, and how far the data behind it reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from text import counted, group_facts, has, label, say
from text import format as text_format
from ui.core import formats
from ui.core.countries import country_name

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from analysis.overview.quality import FieldQuality

_FORMS: Final[dict[str, tuple[Callable[..., str], int]]] = {  # unit → form, and its usual decimals
    "EUR": (text_format.money, 0),
    "EUR short": (text_format.money_short, 1),
    "share": (text_format.share, 1),
    "members": (text_format.count, 0),
    "points": (text_format.signed_points, 1),
    "index": (text_format.index, 3),
    "ratio": (text_format.ratio, 1),
    "countries": (text_format.ratio, 1),
}


def value(figure: Figure) -> str:
    """The value in its unit, an en dash where there is none."""
    return amount(figure.value, figure.unit)


def amount(number: float | None, unit: str, *, short: bool = False) -> str:
    """A number in a unit: '20.0 %', '€543,315' or '€543.3 K', '60', '2.0', '8.3', '0.120', '+13.3'."""
    return amounts(unit, number, short=short)[0]


def amounts(unit: str, *numbers: float | None, short: bool = False) -> tuple[str, ...]:
    """Several numbers in a unit, such as one before and after: different ones read differently."""
    form, digits = _FORMS["EUR short" if short and unit == "EUR" else unit]
    return formats.apart(form, *numbers, digits=digits)


def detail(figure: Figure, basis: Basis) -> str:
    """What stands below the value on a card: its fraction, or how much of it is of the group."""
    if figure.unit == "members" and figure.numerator is not None:
        return say("chip.of_group", count=formats.count(figure.numerator), **group_facts(basis.group))
    if figure.unit in {"countries", "index"}:
        return say(f"chip.of_{figure.unit}")
    return fraction(figure)


def value_and_detail(figure: Figure, basis: Basis, *, short: bool = False) -> tuple[str, str]:
    """The value and what stands below it, in the order in which they are read: of few cases the fraction
    first."""
    texts = amount(figure.value, figure.unit, short=short), detail(figure, basis)
    if not is_share_of_cases(figure):
        return texts
    return text_format.share_of_cases(*texts, figure.denominator)


def proportion(figure: Figure) -> str:
    """'33.3 % (20 of 60)', of few cases '1 of 3 (33.3 %)'."""
    return formats.proportion(figure.numerator, figure.denominator, value(figure))


def is_share_of_cases(figure: Figure) -> bool:
    """Whether a figure is a share of things that are counted one by one."""
    return figure.unit == "share" and figure.value is not None and not is_share_of_money(figure.name)


def is_share_of_money(name: str) -> bool:
    """Whether numerator and denominator of a figure of this name are amounts of money."""
    return name.startswith(("money_", "collection_", "largest_"))


def fraction(figure: Figure) -> str:
    """'20 of 60', in money where the figure is of money; '' where it has no fraction."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    form = formats.money_short if is_share_of_money(figure.name) else formats.count_short
    return formats.fraction(figure.numerator, figure.denominator, form)


def formula(figure: Figure, basis: Basis) -> str:
    """The formula of a figure with its own numbers in it; '' where no text is written for it."""
    if figure.value is None or not has(f"formula.{figure.name}"):
        return ""
    of_money = figure.unit == "EUR" or is_share_of_money(figure.name)
    form = formats.money if of_money else formats.count
    year = basis.fee_year or 0
    return say(
        f"formula.{figure.name}",
        value=value(figure),
        numerator=form(figure.numerator),
        denominator=form(figure.denominator),
        rest=form((figure.denominator or 0) - (figure.numerator or 0)),
        **group_facts(basis.group),
        year=year,
        previous=year - 1,
        day=formats.day(basis.as_of),
        label=country_name(figure.label) if figure.label else "",
    )


def bounds(figure: Figure) -> str:
    """What unknowns could make of a value; '' where they could not move it or nobody can say how far."""
    if figure.value is None or not figure.uncertain:
        return ""
    low, high = amounts(figure.unit, figure.low, figure.high)
    form = "bounds_members" if figure.unit == "members" else "bounds"
    return say(f"chip.{form}", low=low, high=high)


def definition_and_date(figure: Figure, basis: Basis) -> str:
    """On one line: what stands on the popover of a figure."""
    definition = label("definition", figure.definition or basis.definition)
    year = basis.fee_year or say("frame.no_fee_year")
    if figure.definition == "official":
        return say("chip.official", definition=definition, as_of=formats.day(basis.as_of))
    return say("chip.dated", definition=definition, year=year, as_of=formats.day(basis.as_of))


def field_quality(field: FieldQuality | None) -> str:
    """How complete a field behind a figure is; '' where all of it is known and agrees, or nobody is there."""
    if field is None or field.score >= 1 or not field.of:
        return ""
    known, of = formats.count(field.known), formats.count(field.of)
    sentence = say("chip.weakest", field=label("field", field.field), known=known, of=of)
    disagreeing = field.compared - field.agree if field.agree is not None and field.compared else 0
    if disagreeing:
        sentence += " " + counted("chip.disagree", disagreeing, count=formats.count(disagreeing))
    return sentence
