"""Maps the columns of a block to fields of a table: by a person's choice, by known words, by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz, process

from data.cleaning.spelling import match_key
from data.reading.choices import LEFT_OUT, Choices, Header
from data.reading.headers import ParsedHeader, parse_header, without_number
from data.reading.remembered_layouts import layouts_like
from data.reading.vocabulary import channel_names, column_names, fields_of, ignored_names, province_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.reading.column_profile import ColumnProfile
    from data.reading.layout import Block
    from data.reading.remembered_layouts import RememberedLayouts
    from data.schema import Field

Confidence = Literal["chosen", "remembered", "sure", "guessed"]
_ORDER: dict[Confidence, int] = {"chosen": 0, "remembered": 1, "sure": 2, "guessed": 3}
_ALIKE = 85.0
_VETO = 4.0  # a guess needs that much distance from the next field

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

Constants = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class MappedColumn:
    """One column as one field. column: of the sheet, from 0. constants: what the header itself says, such as
    the fee year of a column called 2023."""

    column: int
    header: str
    text: ParsedHeader
    field: Field
    confidence: Confidence
    constants: Constants = ()


@dataclass(frozen=True)
class ColumnMapping:
    """How a block reads as one table. unmapped: headers without a field. doubled: header → field of
    columns that claim a field together, so that none of them got it. province: the column that names the
    province, which is no field but tells cities of one name apart."""

    table: str
    columns: tuple[MappedColumn, ...]
    unmapped: tuple[str, ...] = ()
    doubled: Mapping[str, str] = dataclass_field(default_factory=dict)
    province: int | None = None

    @property
    def fields(self) -> set[str]:
        """Names of the fields that some column claims."""
        return {mapped.field.name for mapped in self.columns} | set(self.doubled.values())

    def find(self, field: str) -> MappedColumn | None:
        """The first column of a field."""
        return next((mapped for mapped in self.columns if mapped.field.name == field), None)


@dataclass(frozen=True)
class _Claim:
    """A column that may mean a field, with how good the reason is (less is better)."""

    mapped: MappedColumn
    rank: tuple[float, ...]


def map_columns(
    table: str, block: Block, profiles: Mapping[int, ColumnProfile], choices: Choices, place: tuple[str, str]
) -> ColumnMapping:
    """The best reading of the block's columns as fields of a table.

    profiles: column → what it holds. place: file and sheet, under which choices are kept.
    """
    layouts = layouts_like(block.headers, choices.memory)
    claims: list[_Claim] = []
    silent: set[int] = set()
    for column, header in block.headed:
        chosen = _chosen(table, header, choices, place, layouts)
        is_number = not chosen and (match_key(header) or header) in ignored_names()
        if LEFT_OUT in chosen or is_number:
            silent.add(column)
        else:
            claims += _claims(table, column, header, profiles[column], chosen)
    columns, doubled = _assigned(claims, profiles)
    used = {mapped.column for mapped in columns} | silent
    province = _province(block, used) if "city_id" in fields_of(table) else None
    unmapped = tuple(
        header for column, header in block.headed if column not in used | {province} and header not in doubled
    )
    return ColumnMapping(table, columns, unmapped, doubled, province)


def _province(block: Block, used: set[int]) -> int | None:
    """The column of provinces, where no field has it. "省/市" may hold cities and is none."""
    for column, header in block.headed:
        whole, *parts = parse_header(header).words or ("",)
        is_province = whole in province_names() or (parts and province_names().issuperset(parts))
        if column not in used and is_province:
            return column
    return None


def _chosen(
    table: str, header: str, choices: Choices, place: tuple[str, str], layouts: RememberedLayouts
) -> dict[str, Confidence]:
    """Fields that a person gave the header, now or in an earlier upload; empty where nobody did."""
    now = choices.columns.get(Header(*place, header))
    return {now: "chosen"} if now is not None else dict.fromkeys(layouts.fields(table, header), "remembered")


def _claims(
    table: str, column: int, header: str, profile: ColumnProfile, chosen: dict[str, Confidence]
) -> Iterator[_Claim]:
    text = parse_header(header)
    for name, confidence in chosen.items():
        field = _chosen_field(table, name)
        if field is not None:
            mapped = MappedColumn(column, header, text, field, confidence, _constants(table, field, text))
            yield _Claim(mapped, (_ORDER[confidence],))
    if chosen:
        return
    known = list(_known(table, text))
    for field, rank, constants in known or list(_alike(table, text)):
        confidence = "sure" if known else "guessed"
        if profile.is_foreign(field.kind) or (confidence == "guessed" and not profile.fits(field.kind)):
            continue
        mapped = MappedColumn(column, header, text, field, confidence, constants)
        is_blank = not profile.count
        yield _Claim(mapped, (_ORDER[confidence], not profile.fits(field.kind), is_blank, rank, column))


def _chosen_field(table: str, chosen: str) -> Field | None:
    """The field of a choice such as "due_eur" or "dues.due_eur"; None where it is of another table."""
    of_table, _, name = chosen.rpartition(".")
    if of_table and of_table != table:
        return None
    return fields_of(table).get(name)


_TIMELESS = {"city_id", "name", "name_zh", "country", "fee_year", "source", "provenance"}


def _constants(table: str, field: Field, text: ParsedHeader) -> Constants:
    """The fee year that a header names besides an amount or a date of that year."""
    if text.year and "fee_year" in fields_of(table) and field.name not in _TIMELESS:
        return (("fee_year", text.year),)
    return ()


def _known(table: str, text: ParsedHeader) -> Iterator[tuple[Field, float, Constants]]:
    """Fields that one of the header's words names; a bare year stands for the money of that year."""
    fields = fields_of(table)
    if table == "contacts":
        for word in text.words:
            if word in channel_names():
                yield fields["address"], 0, (("channel", channel_names()[word]),)
                return
    for place, word in enumerate(text.words):
        meanings = column_names(table).get(word, ())
        for meaning in meanings:
            field = fields[meaning.field]
            yield field, meaning.rank + 0.1 * place, _constants(table, field, text)
        if meanings:
            return
    if text.year and not text.words and table in {"dues", "receipts"}:
        field = fields["due_eur" if table == "dues" else "amount"]
        yield field, 9, (("fee_year", text.year),)


def _alike(table: str, text: ParsedHeader) -> Iterator[tuple[Field, float, Constants]]:
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
    yield field, 100 - score, _constants(table, field, text)


def _assigned(
    claims: list[_Claim], profiles: Mapping[int, ColumnProfile]
) -> tuple[tuple[MappedColumn, ...], dict[str, str]]:
    """Each field to its best column, each column to its best field.

    Two filled columns with the same header that would do equally well: neither is taken, both are named.
    """
    taken: dict[tuple[str, Constants], MappedColumn] = {}
    used: set[int] = set()
    doubled: dict[str, str] = {}
    for claim in sorted(claims, key=lambda claim: (*claim.rank, claim.mapped.column)):
        mapped, key = claim.mapped, (claim.mapped.field.name, claim.mapped.constants)
        if mapped.column in used or mapped.header in doubled:
            continue
        if key not in taken:
            taken[key] = mapped
            used.add(mapped.column)
        elif _is_as_good(taken[key], mapped) and profiles[mapped.column].count:
            doubled |= {taken[key].header: mapped.field.name, mapped.header: mapped.field.name}
    kept = [mapped for mapped in taken.values() if mapped.header not in doubled]
    return tuple(sorted(kept, key=lambda mapped: mapped.column)), doubled


def _is_as_good(first: MappedColumn, second: MappedColumn) -> bool:
    """Whether two columns have one heading, told apart by a number only, and no person preferred one."""
    return first.confidence == second.confidence and without_number(first.header) == without_number(
        second.header
    )
