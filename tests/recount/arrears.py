"""*Arrears*: what is owed for certain, what may be owed, and of whom it is not known."""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.recount.book import ENOUGH
from tests.recount.count import Count, Figure
from tests.recount.tables import Row


@dataclass
class Owed:
    """Sums and members of some years."""

    certain: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    in_arrears: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    no_due: bool = False
    known: bool = False


def owed(count: Count, members: list[Row], years: list[int]) -> Owed:
    """What these members owe for these years."""
    found = Owed()
    for row in members:
        for year in years:
            _add(found, count, row, year)
    return found


def _add(found: Owed, count: Count, member: Row, year: int) -> None:
    book, city = count.book, member["city_id"]
    due, came = book.due(member, year), book.received(member, year)
    if due is None:
        if not book.joined_later(member, year):
            found.no_due = True
            found.perhaps.add(city)
        return
    if due == 0 or came >= ENOUGH * due or book.is_due(member, year) is False:
        found.known = True
    elif book.complete(year) and book.is_due(member, year):
        found.known = True
        found.certain += due - came
        found.in_arrears.add(city)
    else:
        found.possible += due - came
        found.perhaps.add(city)


def amount(count: Count, members: list[Row], years: list[int]) -> Figure:
    """Σ (D − R) of those in arrears."""
    reason, mark = count.nothing(), count.marked(count.roll, *count.years)
    if not reason and not members:
        reason = "nobody_in_group"
    sums = owed(count, members, years)
    high = None if sums.no_due else sums.certain + sums.possible
    if reason:
        return Figure(None, reason=reason, illustrative=mark)
    if not sums.known:
        return Figure(None, reason="all_unknown", illustrative=mark)
    return Figure(sums.certain, None, None, sums.certain, high, None, mark)


def number(count: Count, years: list[int]) -> Figure:
    """Members in arrears for at least one of the years."""
    reason, mark = count.nothing(), count.marked(count.roll, *count.years)
    sums = owed(count, count.roll, years)
    if reason:
        return Figure(None, reason=reason, illustrative=mark)
    size, most = len(sums.in_arrears), len(sums.in_arrears | sums.perhaps)
    if not sums.known:
        return Figure(None, reason="all_unknown", illustrative=mark)
    ours = len([city for city in sums.in_arrears if city in count.group.cities])
    return Figure(size, ours, size, size, most, None, mark)
