"""Maps the columns of a block to fields of a table: by a person's choice, by known words, by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.cleaning.spelling import match_key
from data.reading.choices import LEFT_OUT, Choices, Header
from data.reading.exports import export_with
from data.reading.headers import ParsedHeader, parse_header, without_number
from data.reading.heading_meaning import Constants, constants_of, meanings
from data.reading.remembered_layouts import layouts_like
from data.reading.vocabulary import fields_of, ignored_names, province_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.reading.column_profile import ColumnProfile
    from data.reading.heading_meaning import Contents, HeadingMeaning
    from data.reading.layout import Block
    from data.reading.remembered_layouts import RememberedLayouts
    from data.schema import Field

Confidence = Literal["chosen", "remembered", "sure", "guessed"]
_ORDER: dict[Confidence, int] = {"chosen": 0, "remembered": 1, "sure": 2, "guessed": 3}
_MONEY = {"due_eur", "amount", "amount_eur"}


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
    """How a block reads as one table. unmapped: headers without a field. doubled: columns that claim a field
    together, so that none of them got it. province: the column that names the province, which is no field but
    tells cities of one name apart."""

    table: str
    columns: tuple[MappedColumn, ...]
    unmapped: tuple[str, ...] = ()
    doubled: tuple[MappedColumn, ...] = ()
    province: int | None = None

    @property
    def fields(self) -> set[str]:
        """Names of the fields that some column claims."""
        return {mapped.field.name for mapped in (*self.columns, *self.doubled)}

    @property
    def rivals(self) -> dict[str, tuple[MappedColumn, ...]]:
        """Field → columns with different headings that claim it, of which a person has to choose one."""
        found = {
            mapped.field.name: tuple(other for other in self.doubled if other.field == mapped.field)
            for mapped in self.doubled
        }
        return {
            name: columns
            for name, columns in found.items()
            if len({without_number(mapped.header) for mapped in columns}) > 1
        }

    def find(self, field: str) -> MappedColumn | None:
        """The first column of a field."""
        return next((mapped for mapped in self.columns if mapped.field.name == field), None)


@dataclass(frozen=True)
class _Claim:
    """A column that may mean a field, with how good the reason is (less is better)."""

    mapped: MappedColumn
    rank: tuple[float, ...]


def map_columns(
    table: str, block: Block, contents: Contents, choices: Choices, place: tuple[str, str]
) -> ColumnMapping:
    """The best reading of the block's columns as fields of a table.

    place: file and sheet, under which choices are kept.
    """
    layouts = layouts_like(block.headers, choices.memory)
    export = export_with(block.headers)
    claims: list[_Claim] = []
    silent: set[int] = set()
    for column, header in block.headed:
        chosen = _chosen(table, header, choices, place, layouts)
        if not chosen and export and (field := export.field(header)) is not None:
            chosen = {field: "sure"}
        is_number = not chosen and (match_key(header) or header) in ignored_names()
        if LEFT_OUT in chosen or is_number:
            silent.add(column)
        else:
            claims += _claims(table, column, header, contents, chosen)
    columns, doubled = _assigned(claims, contents.profiles)
    used = {mapped.column for mapped in columns} | silent
    province = _province(block, used) if "city_id" in fields_of(table) else None
    accounted = used | {province} | {mapped.column for mapped in doubled}
    unmapped = tuple(header for column, header in block.headed if column not in accounted)
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
    table: str, column: int, header: str, contents: Contents, chosen: dict[str, Confidence]
) -> Iterator[_Claim]:
    profile = contents.profiles[column]
    text = parse_header(header)
    for name, confidence in chosen.items():
        field = _chosen_field(table, name)
        if field is not None:
            mapped = MappedColumn(column, header, text, field, confidence, constants_of(table, field, text))
            yield _Claim(mapped, (_ORDER[confidence],))
    if chosen:
        return
    for meaning in meanings(table, text, profile, contents.neutral):
        field, confidence = meaning.field, _confidence(meaning)
        if profile.is_foreign(field) or (not meaning.is_sure and not profile.fits(field.kind)):
            continue
        mapped = MappedColumn(column, header, text, field, confidence, meaning.constants)
        is_blank = not profile.count
        yield _Claim(
            mapped, (_ORDER[confidence], not profile.fits(field.kind), is_blank, meaning.rank, column)
        )


def _confidence(meaning: HeadingMeaning) -> Confidence:
    return "sure" if meaning.is_sure else "guessed"


def _chosen_field(table: str, chosen: str) -> Field | None:
    """The field of a choice such as "due_eur" or "dues.due_eur"; None where it is of another table."""
    of_table, _, name = chosen.rpartition(".")
    if of_table and of_table != table:
        return None
    return fields_of(table).get(name)


def _assigned(
    claims: list[_Claim], profiles: Mapping[int, ColumnProfile]
) -> tuple[tuple[MappedColumn, ...], tuple[MappedColumn, ...]]:
    """Each field to its best column, each column to its best field.

    Two filled columns that would do equally well for a field: neither is taken, both are named.
    """
    taken: dict[tuple[str, Constants], MappedColumn] = {}
    doubled: dict[tuple[str, Constants], list[MappedColumn]] = {}
    used: set[int] = set()
    for claim in sorted(claims, key=lambda claim: (*claim.rank, claim.mapped.column)):
        mapped, key = claim.mapped, (claim.mapped.field.name, claim.mapped.constants)
        if mapped.column in used:
            continue
        if key not in taken:
            taken[key] = mapped
            used.add(mapped.column)
        elif _is_as_good(taken[key], mapped) and profiles[mapped.column].count:
            doubled.setdefault(key, [taken[key]]).append(mapped)
            used.add(mapped.column)
    kept = [mapped for key, mapped in taken.items() if key not in doubled]
    both = [mapped for columns in doubled.values() for mapped in columns]
    return _in_order(kept), _in_order(both)


def _in_order(columns: list[MappedColumn]) -> tuple[MappedColumn, ...]:
    return tuple(sorted(columns, key=lambda mapped: mapped.column))


def _is_as_good(first: MappedColumn, second: MappedColumn) -> bool:
    """Whether two columns have one heading, told apart by a number only, or say equally well that they hold
    the same money, and no person preferred one."""
    is_same = without_number(first.header) == without_number(second.header)
    return first.confidence == second.confidence and (is_same or first.field.name in _MONEY)
