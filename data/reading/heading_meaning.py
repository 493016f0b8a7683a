"""The fields that a heading can mean in a table, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from data.reading.column_profile import ColumnProfile
from data.reading.exports import marks
from data.reading.headers import ParsedHeader, parse_header
from data.reading.heading_words import fits_a_pattern, money_sense, patterns_of, said_by
from data.reading.vocabulary import all_column_names, channel_names, column_names, fields_of
from data.schema import Field

Constants = tuple[tuple[str, object], ...]
NeutralMoney = Literal["received", "due", "open"]
"""What a column that says no more than "Amount" holds, by what stands around it."""

_ALIKE = 85.0
_VETO = 4.0  # a guess needs that much distance from the next field
_OF_A_PATTERN = 3.0  # rank: behind the first names of a field, before its last ones
_MOSTLY = 0.8

# beginnings and words that turn a meaning round: a likeness across one of them is none
_NEGATIONS = ("un", "non", "not", "未", "不")
_OPPOSITES = (
    ("left", "joined"),
    ("start", "end"),
    ("from", "to"),
    ("due", "paid"),
    ("first", "last"),
    ("latitude", "longitude"),
    ("未", "已"),
)
_TIMELESS = {"city_id", "name", "name_zh", "country", "fee_year", "source", "provenance"}

# money is what a word of the heading says it is; "neutral" and "none" leave it to what stands around
_SENSES: dict[str, frozenset[str]] = {
    "due_eur": frozenset({"due", "neutral", "none"}),
    "amount": frozenset({"received", "neutral", "none"}),
    "amount_eur": frozenset({"received", "neutral", "none"}),
    "discount_eur": frozenset({"discount", "none"}),
    "waived_eur": frozenset({"waived", "none"}),
    "bank_charge_eur": frozenset({"charge", "none"}),
}
_BY_SURROUNDINGS = {"dues": "due", "receipts": "received"}


@dataclass(frozen=True)
class Contents:
    """What is known of a block's cells. profiles: column → what it holds. neutral: what "Amount" holds."""

    profiles: Mapping[int, ColumnProfile]
    neutral: NeutralMoney = "open"


@dataclass(frozen=True)
class HeadingMeaning:
    """A field that a heading can mean. rank: less is more telling. constants: what the heading itself says,
    such as the fee year of a column called 2023."""

    field: Field
    is_sure: bool
    rank: float
    constants: Constants = ()


def meanings(
    table: str, text: ParsedHeader, profile: ColumnProfile, neutral: NeutralMoney
) -> list[HeadingMeaning]:
    """What a heading above such cells can mean in a table, known words before likeness."""
    known = list(_of_cells(table, text, profile)) or list(_known(table, text))
    found = known or list(_alike(table, text))
    return [judged for meaning in found if (judged := _judged(table, meaning, text, neutral))]


def known_name(text: ParsedHeader) -> str:
    """The first of a text's words that is the heading of some column; '' where none is."""
    for word, form in zip(text.words, text.forms, strict=True):
        if word in all_column_names() or word in marks() or fits_a_pattern(form):
            return word
    return ""


def neutral_money(
    headed: list[tuple[int, str]], profiles: Mapping[int, ColumnProfile], called: frozenset[str]
) -> NeutralMoney:
    """What "Amount" holds: the money of the table that sheet, title or author name, else what other headings
    speak of. called: these tables."""
    if ("receipts" in called) != ("dues" in called):
        return "received" if "receipts" in called else "due"
    texts = {column: parse_header(header).whole for column, header in headed}
    senses = {money_sense(text) for column, text in texts.items() if profiles[column].fits("money")}
    spoken = [said.concepts for text in texts.values() if "outside" not in (said := said_by(text)).concepts]
    of_payments = any(said & {"received", "transaction"} and not said & {"due"} for said in spoken)
    of_invoices = any(said & {"invoice", "due"} for said in spoken) and "due" not in senses
    if of_payments and "received" not in senses and not of_invoices:
        return "received"
    return "due" if of_invoices and not of_payments else "open"


def constants_of(table: str, field: Field, text: ParsedHeader) -> Constants:
    """The fee year that a header names besides an amount or a date of that year."""
    if text.year and "fee_year" in fields_of(table) and field.name not in _TIMELESS:
        return (("fee_year", text.year),)
    return ()


def _judged(
    table: str, meaning: HeadingMeaning, text: ParsedHeader, neutral: NeutralMoney
) -> HeadingMeaning | None:
    """The meaning as the other words of the heading allow it; None where they speak against it."""
    senses = _SENSES.get(meaning.field.name) if table in _BY_SURROUNDINGS else None
    if senses is None:
        return meaning
    sense = money_sense(text.whole)
    if sense not in senses or text.percent:
        return None
    is_bare_year = not text.words
    if (
        is_bare_year
        or sense not in {"neutral", "none"}
        or meaning.field.name not in {"due_eur", "amount", "amount_eur"}
    ):
        return meaning
    if neutral not in {_BY_SURROUNDINGS[table], "open"} or (
        table == "dues" and neutral == "open" and sense == "neutral"
    ):
        return None
    is_sure = meaning.is_sure and neutral != "open"
    return HeadingMeaning(meaning.field, is_sure, meaning.rank, meaning.constants)


def _of_cells(table: str, text: ParsedHeader, profile: ColumnProfile) -> Iterator[HeadingMeaning]:
    """A "Status" over words such as pending, or a "Paid" over yes and no: the status of a payment."""
    if table != "receipts" or profile.payment < _MOSTLY or profile.number >= _MOSTLY:
        return
    concepts = said_by(text.whole).concepts
    is_sure = bool(concepts & {"received", "due", "fee", "transaction"})
    if "status" in concepts or concepts == {"received"}:
        yield HeadingMeaning(fields_of(table)["payment_status"], is_sure, 0.0)


def _known(table: str, text: ParsedHeader) -> Iterator[HeadingMeaning]:
    """Fields that the heading's words name; a bare year stands for the money of that year."""
    fields = fields_of(table)
    if table == "contacts":
        for word in text.words:
            if word in channel_names():
                yield HeadingMeaning(
                    fields["address"], is_sure=True, rank=0, constants=(("channel", channel_names()[word]),)
                )
                return
    for place, (word, form) in enumerate(zip(text.words, text.forms, strict=True)):
        ranks = {meaning.field: float(meaning.rank) for meaning in column_names(table).get(word, ())}
        sure = dict.fromkeys(ranks, True)
        for pattern in (fitting for fitting in patterns_of(table, form) if fitting.field in fields):
            ranks.setdefault(pattern.field, _OF_A_PATTERN)
            sure.setdefault(pattern.field, pattern.is_sure)
        if table == "receipts" and text.currency == "EUR" and "amount" in ranks:
            ranks["amount_eur"], sure["amount_eur"] = min(ranks.values()) - 0.05, sure["amount"]
        for name, rank in ranks.items():
            field = fields[name]
            yield HeadingMeaning(field, sure[name], rank + 0.1 * place, constants_of(table, field, text))
        if ranks:
            return
    if text.year and not text.words and table in _BY_SURROUNDINGS:
        field = fields["due_eur" if table == "dues" else "amount"]
        yield HeadingMeaning(field, is_sure=True, rank=9, constants=(("fee_year", text.year),))


def _alike(table: str, text: ParsedHeader) -> Iterator[HeadingMeaning]:
    """The field with the most alike word, unless another field is nearly as alike or the opposite is."""
    word = text.words[0] if text.words else ""
    if len(word) < 4 and not any(letter >= "\u3400" for letter in word):
        return
    names = column_names(table)
    found = process.extract(word, list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE - _VETO, limit=8)
    scores: dict[str, tuple[float, str]] = {}
    for name, score, _ in found:
        field_name = names[name][0].field
        scores[field_name] = max(scores.get(field_name, (0.0, "")), (score, name))
    ranked = sorted(((score, name, field) for field, (score, name) in scores.items()), reverse=True)
    if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _VETO):
        return
    score, name, field_name = ranked[0]
    if any(word.startswith(no) != name.startswith(no) for no in _NEGATIONS) or any(
        (a in word) != (a in name) and (b in word) != (b in name) for a, b in _OPPOSITES
    ):
        return
    field = fields_of(table)[field_name]
    yield HeadingMeaning(field, is_sure=False, rank=100 - score, constants=constants_of(table, field, text))
