"""What a scenario does once more, in plain Python with exact fractions, member by member.

Only levers with names, and those on fees and arrears: whatever has no name is tested by its formula.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from tests.independent.headline import NEEDED


@dataclass(frozen=True)
class Seat:
    """One member: what it owes and pays for the fee year, and what it owes for the years before."""

    city: str
    country: str | None
    in_group: bool
    pays: bool
    due: Fraction | None
    paid: Fraction
    owed: Fraction
    before: Fraction
    unpaid: Fraction = Fraction(0)
    collected: Fraction = Fraction(0)
    lapsed: bool = False
    decides: tuple[Fraction, Fraction] | None = None  # owed for the year that decides, missing


@cache
def seats(books, basis):
    """Today's members. Books do not change, so they are counted once a basis."""
    group, states, arrears = books.group(basis.group), books.states(basis), books.arrears(basis)
    before = defaultdict(Fraction)
    for (city, year), amount in arrears.items():
        before[city] += amount if year < basis.fee_year else 0
    return [
        _seat(books, basis, city, state, city in group, arrears, before[city])
        for city, state in states.items()
    ]


def _seat(books, basis, city, state, in_group, arrears, before):
    y, decides = basis.fee_year, books.year_of(basis)
    due = books.due(city, decides)
    owed = arrears.get((city, decides), Fraction(0))
    missing = NEEDED * due - books.received(city, decides, basis.as_of) if due is not None else None
    return Seat(
        city=city,
        country=books.members[city].get("country") or None,
        in_group=in_group,
        pays=state == "paid",
        due=books.due(city, y),
        paid=books.received(city, y, basis.as_of),
        owed=arrears.get((city, y), Fraction(0)),
        before=before,
        decides=(owed, missing) if owed and missing is not None else None,
    )


def happened(books, basis, scenario, joining):
    """The members once everything has happened. joining: rows of prospects with country and state_capital."""
    now = [seat for seat in seats(books, basis) if seat.city not in scenario.leave]
    now = [_stopped(seat) if seat.city in scenario.lapse else seat for seat in now]
    now += [_joined(books, basis, scenario, row) for row in joining]
    now = [_repriced(books, basis, scenario, seat) for seat in now]
    return [_collected(basis, seat, Fraction(scenario.collect, 100)) for seat in now]


def _stopped(seat):
    unpaid = max((seat.due or 0) - seat.owed, Fraction(0))
    return replace(seat, pays=False, paid=Fraction(0), unpaid=unpaid, lapsed=True)


def _joined(books, basis, scenario, row):
    level = books.income_level(row["country"], basis.fee_year)
    price = books.price(row, basis.fee_year, row.get("scheme") or scenario.new_scheme, level)
    assert price is not None
    nothing = Fraction(0)
    in_group = row["city_id"] in books.group(basis.group)
    return Seat(row["city_id"], row["country"], in_group, True, price, price, nothing, nothing)


def _repriced(books, basis, scenario, seat):
    factor = 1 + Fraction(scenario.fees, 100)
    member = books.members.get(seat.city)
    scheme = _scheme(books, basis, seat, member, scenario)
    chosen = dict(scenario.schemes)
    then = chosen.get("group" if seat.in_group else "others", chosen.get("all", scheme))
    level = dict(scenario.levels).get(seat.country)
    row = member or {"country": seat.country, "state_capital": "false"}
    old = books.price(row, basis.fee_year, scheme)
    new = books.price(row, basis.fee_year, then, level)
    factor *= new / old if old is not None and new is not None else 1
    decides = seat.decides
    if decides and books.year_of(basis) == basis.fee_year:
        decides = (decides[0] * factor, decides[1] * factor)
    due = None if seat.due is None else seat.due * factor
    amounts = {name: getattr(seat, name) * factor for name in ("paid", "owed", "unpaid")}
    return replace(seat, due=due, decides=decides, **amounts)


def _scheme(books, basis, seat, member, scenario):
    """On record, or the one whose price is the fee in the file, or joint; of who joins the chosen one."""
    if member is None:
        return scenario.new_scheme
    if member.get("scheme"):
        return member["scheme"]
    row = books.dues.get((seat.city, basis.fee_year), {})
    for scheme in ("exclusive", "joint"):
        price = books.price(member, basis.fee_year, scheme)
        if row.get("due_eur") and price is not None and abs(Fraction(row["due_eur"]) - price) <= 1:
            return scheme
    return "joint"


def _collected(basis, seat, part):
    if not part or seat.lapsed:
        return seat
    pays = seat.pays
    if seat.decides and basis.definition == "any_receipt":
        pays = True
    elif seat.decides and basis.definition in ("in_full", "good_standing"):
        pays = pays or seat.decides[0] * part >= seat.decides[1]
    return replace(
        seat,
        pays=pays,
        paid=seat.paid + seat.owed * part,
        owed=seat.owed * (1 - part),
        before=seat.before * (1 - part),
        collected=seat.before * part,
    )


def outcomes(now):
    """Name → value of the outcomes of some members; None where there is nothing to divide by."""
    group = [seat for seat in now if seat.in_group]
    paying = [seat for seat in now if seat.pays]
    income = {seat.city: seat.paid + seat.collected for seat in now}
    countries = {}
    for seat in now:
        countries[seat.country] = countries.get(seat.country, Fraction(0)) + income[seat.city]
    amounts = [max(amount, Fraction(0)) for amount in countries.values()]
    total = sum(amounts)
    hhi = sum((amount / total) ** 2 for amount in amounts) if total else None
    whole, of_group = sum(income.values()), sum(income[seat.city] for seat in group)
    refunded = of_group < 0 or whole < of_group
    return {
        "official_share": Fraction(len(group), len(now)) if now else None,
        "paying_share": Fraction(sum(s.in_group for s in paying), len(paying)) if paying else None,
        "income": whole,
        "arrears": sum(seat.owed + seat.before + seat.unpaid for seat in now),
        "money_received_share": of_group / whole if whole and not refunded else None,
        "money_at_risk": of_group,
        "hhi": hhi,
        "effective_number": 1 / hhi if hhi else None,
    }
