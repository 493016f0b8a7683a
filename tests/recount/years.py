"""*The bridge*, *Retention* and *First fee*."""

from fractions import Fraction

from tests.recount.book import own_year
from tests.recount.count import Count, Figure
from tests.recount.roll import years_on_record
from tests.recount.tables import Row, day


def bridge(count: Count, definition: str) -> dict[str, Figure]:
    """Paying members, those of the year before, and what lies between."""
    now, before = count.within("paid", definition), count.within("paid", definition, 1)
    earlier = _paid_earlier(count, definition)
    ids_now, ids_before = _ids(now), _ids(before)
    came = [row for row in now if row["city_id"] not in ids_before]
    lists = {
        "paying_members": (now, (0,)),
        "paying_members_before": (before, (1,)),
        "bridge_new": ([row for row in came if row["city_id"] not in earlier], (0, 1)),
        "bridge_reactivated": ([row for row in came if row["city_id"] in earlier], (0, 1)),
        "bridge_lapsed": ([row for row in before if row["city_id"] not in ids_now], (1, 0)),
    }
    return {name: _counted(count, rows, definition, years) for name, (rows, years) in lists.items()}


def _counted(count: Count, members: list[Row], definition: str, years: tuple[int, ...]) -> Figure:
    """A count is empty where no member has a known payment in a year that it needs."""
    silent = count.year is not None and any(_all_unknown(count, definition, back) for back in years)
    reason = count.nothing() or ("all_unknown" if silent else None)
    if reason:
        return Figure(None, reason=reason)
    mark = count.marked(members, count.year_of(definition, years[0]))
    return Figure(len(members), count.in_group(members), len(members), illustrative=mark)


def _all_unknown(count: Count, definition: str, back: int) -> bool:
    year = None if count.year is None else count.year - back
    return {count.book.state(row, year, definition) for row in count.roll} <= {"unknown", "not_yet"}


def _ids(members: list[Row]) -> set[str]:
    return {row["city_id"] for row in members}


def _paid_earlier(count: Count, definition: str) -> set[str]:
    """Who pays in a year on record before that of the year before."""
    if count.year is None:
        return set()
    last = own_year(count.year, definition) - 1
    shift = count.year - own_year(count.year, definition)
    years = [year for year in years_on_record(count.tables) if year < last]
    return {
        row["city_id"]
        for row in count.roll
        for year in years
        if count.book.state(row, year + shift, definition) == "paid"
    }


def retention(count: Count, members: list[Row], definition: str) -> Figure:
    """Members paying in both years ÷ members paying in the year before."""
    reason = count.nothing()
    if reason or count.year is None:
        return Figure(None, reason=reason)
    if not members:
        return Figure(None, reason="nobody_in_group")
    pairs = [
        (count.book.state(row, count.year - 1, definition), count.book.state(row, count.year, definition))
        for row in members
    ]
    paid = [now for before, now in pairs if before == "paid"]
    open_ = [now for before, now in pairs if before == "unknown"]
    denominator = [row for row in members if count.book.state(row, count.year - 1, definition) == "paid"]
    mark = count.marked(denominator, count.year_of(definition), count.year_of(definition, 1))
    size, stayed = len(paid), paid.count("paid")
    if not size:
        return Figure(None, reason="nobody_paid_before", illustrative=mark)
    if size < 5:
        return Figure(None, stayed, size, None, None, "too_few", mark)
    maybe = sum(now in {"paid", "unknown"} for now in open_)
    gone = sum(now != "paid" for now in open_)
    low = Fraction(stayed, size + gone)
    high = Fraction(stayed + paid.count("unknown") + maybe, size + maybe)
    return Figure(Fraction(stayed, size), stayed, size, low, high, None, mark)


def first_year_retention(count: Count, definition: str) -> Figure:
    """The same over members whose first fee was that of the year before."""
    year = count.year_of(definition, 1)
    members = [row for row in count.roll if year is not None and first_fee(count, row) == year]
    reason = count.nothing()
    if not members:
        return Figure(None, reason=reason or "no_first_year_members")
    return retention(count, members, definition)


def first_fee(count: Count, member: Row) -> int | None:
    """*First fee*: known where the member joined in that year or the year before."""
    joined, city = day(member.get("joined_on")), member["city_id"]
    years = {year for key, year in count.book.came if key == city}
    for key, year in count.book.fees:
        if key == city and (
            count.book.fee(member, year, "due_eur") is not None or count.book.invoiced(member, year)
        ):
            years.add(year)
    if joined is None or not years or joined.year not in {min(years), min(years) - 1}:
        return None
    return min(years)
