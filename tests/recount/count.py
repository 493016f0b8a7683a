"""What all figures share: the question, the roll, the group, the states and the marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.recount.book import Book, own_year
from tests.recount.roll import Question, fee_year, group, roll, years_on_record
from tests.recount.tables import Row, Tables, invented

DEFINITIONS = ("any_receipt", "in_full", "good_standing", "invoiced")
Number = Fraction | int | None


@dataclass(frozen=True)
class Figure:
    """One line of the command."""

    value: Number
    numerator: Number = None
    denominator: Number = None
    low: Number = None
    high: Number = None
    reason: str | None = None
    illustrative: bool = False
    label: str | None = None


class Count:
    """The members that are counted for one question."""

    def __init__(self, tables: Tables, question: Question) -> None:
        self.tables, self.question, self.at = tables, question, question.as_of
        self.book = Book(tables, question)
        self.roll = roll(tables, self.at, question.also)
        self.year = question.fee_year or fee_year(tables, self.at)
        self.years = [year for year in years_on_record(tables) if self.year and year <= self.year]
        self.group = group(tables, question.group)
        self.ours = [row for row in self.roll if self.of_group(row)]
        self.others = [row for row in self.roll if not self.of_group(row)]

    def of_group(self, member: Row) -> bool:
        """Whether the member is of the focus group."""
        return member["city_id"] in self.group.cities

    def in_group(self, members: Iterable[Row]) -> int:
        """How many of these are of the group."""
        return sum(map(self.of_group, members))

    def within(self, state: str, definition: str, back: int = 0) -> list[Row]:
        """The members of the roll in a state, of the fee year or of one before it."""
        year = None if self.year is None else self.year - back
        return [row for row in self.roll if self.book.state(row, year, definition) == state]

    def marked(self, members: Iterable[Row], *years: int | None) -> bool:
        """*Illustrative*: one of the members that are counted is marked."""
        return any(
            invented(row)
            or row["city_id"] in self.group.marked
            or any(year is not None and self.book.marked(row, year) for year in years)
            for row in members
        )

    def year_of(self, definition: str, back: int = 0) -> int | None:
        """The year of a definition."""
        return None if self.year is None else own_year(self.year, definition) - back

    def nothing(self, *, money: bool = True) -> str | None:
        """The reason why no figure can be counted at all."""
        if self.at < self.tables.first_roll_on:
            return "before_first_roll"
        if not self.roll:
            return "no_members"
        return "no_fee_year" if money and self.year is None else None


def ratio(top: Number, bottom: Number) -> Fraction | None:
    """A quotient, where there is something to divide by."""
    return None if top is None or not bottom else Fraction(top) / Fraction(bottom)
