"""Money received and due, fees collected, concentration and the fee grid."""

from fractions import Fraction

from tests.recount.count import Count, Figure, ratio
from tests.recount.tables import Row, invented

Priced = tuple[Row, Fraction, Fraction | None, tuple[Row, Row]]


def received(count: Count, members: list[Row]) -> Fraction:
    """Σ R of the fee year."""
    year = count.year or 0
    return sum((count.book.received(row, year) for row in members), Fraction(0))


def payers(count: Count) -> list[Row]:
    """Members with R ≠ 0."""
    return [row for row in count.roll if count.year and count.book.received(row, count.year) != 0]


def no_money(count: Count) -> str | None:
    """The reason why nothing can be said of money received."""
    if count.nothing():
        return count.nothing()
    known = any((row["city_id"], count.year) in count.book.came for row in count.roll)
    return None if known else "no_money"


def money_received_share(count: Count) -> Figure:
    """Σ R of the group ÷ Σ R of all."""
    mark = count.marked(payers(count), count.year)
    reason = no_money(count)
    ours, others = received(count, count.ours), received(count, count.others)
    if not reason and (ours < 0 or others < 0 or ours + others == 0):
        reason = "refunded"
    if reason:
        return Figure(None, reason=reason, illustrative=mark)
    share = ratio(ours, ours + others)
    return Figure(share, ours, ours + others, share, share, None, mark)


def money_at_risk(count: Count) -> Figure:
    """*Money at risk*: Σ R of the group."""
    mark, reason = count.marked(payers(count), count.year), no_money(count)
    if reason:
        return Figure(None, reason=reason, illustrative=mark)
    ours = received(count, count.ours)
    return Figure(ours, None, None, ours, ours, None, mark)


def money_due_share(count: Count) -> Figure:
    """Σ D of the group ÷ Σ D of all, over known dues."""
    reason = count.nothing()
    if reason or count.year is None:
        return Figure(None, reason=reason)
    dues = {row["city_id"]: count.book.due(row, count.year) for row in count.roll}
    whole = sum((due for due in dues.values() if due), Fraction(0))
    ours = sum((dues[row["city_id"]] or 0 for row in count.ours), Fraction(0))
    mark = count.marked([row for row in count.roll if dues[row["city_id"]]], count.year)
    if not whole:
        return Figure(None, reason="no_due", illustrative=mark)
    bound = None if None in dues.values() else ours / whole
    return Figure(ours / whole, ours, whole, bound, bound, None, mark)


def collection_rate(count: Count, years: list[int]) -> Figure:
    """Σ R ÷ Σ D, over members whose due is known and above 0."""
    reason = count.nothing()
    if reason:
        return Figure(None, reason=reason)
    came = owed = Fraction(0)
    for year in years:
        for row in count.roll:
            due = count.book.due(row, year)
            if due:
                owed += due
                came += count.book.received(row, year)
    if not owed:
        return Figure(None, reason="no_due")
    return Figure(came / owed, came, owed)


def with_due(count: Count) -> list[Row]:
    """Members with D > 0."""
    return [row for row in count.roll if count.year and count.book.due(row, count.year)]


def concentration(count: Count) -> dict[str, Figure]:
    """*Concentration*: every country counts, and members without one are one country."""
    mark, reason = count.marked(payers(count), count.year), no_money(count)
    countries: dict[str, Fraction] = {}
    alone: list[Fraction] = []
    for row in payers(count):
        amount = count.book.received(row, count.year or 0)
        if row.get("country"):
            countries[row["country"]] = countries.get(row["country"], Fraction(0)) + amount
        else:
            alone.append(amount)
    known = {name: max(amount, Fraction(0)) for name, amount in countries.items()}
    blank = max(sum(alone, Fraction(0)), Fraction(0))
    whole = sum(known.values(), blank)
    if reason or not whole:
        nothing = Figure(None, reason=reason or "refunded", illustrative=mark)
        return dict.fromkeys(("hhi", "effective_number", "largest_share"), nothing)
    return _indices(known, blank, [max(part, Fraction(0)) for part in alone], mark=mark)


def _indices(
    known: dict[str, Fraction], blank: Fraction, alone: list[Fraction], *, mark: bool
) -> dict[str, Figure]:
    amounts = sorted(known.values())
    value, low = _hhi([*amounts, blank]), _hhi([*amounts, *alone])
    high = _hhi([*amounts[:-1], (amounts[-1] if amounts else 0) + blank])
    first = min(known, key=lambda name: (-known[name], name), default=None)
    whole = sum(amounts, blank)
    found = {
        "hhi": Figure(value, None, None, low, high, None, mark),
        "effective_number": Figure(1 / value, None, None, 1 / high, 1 / low, None, mark),
        "largest_share": Figure(None, reason="no_country", illustrative=mark),
    }
    if first is not None:
        share = known[first] / whole
        found["largest_share"] = Figure(share, known[first], whole, None, None, None, mark, first)
    return found


def _hhi(parts: list[Fraction]) -> Fraction:
    whole = sum(parts, Fraction(0))
    return sum(((part / whole) * (part / whole) for part in parts), Fraction(0)) if whole else Fraction(0)


def tariff(count: Count) -> dict[str, Figure]:
    """*Fee grid*: prices and fees of members with both, and prices of members without a fee."""
    names = ("tariff_expected", "tariff_invoiced", "tariff_not_invoiced")
    reason = count.nothing()
    if reason or count.year is None:
        return dict.fromkeys(names, Figure(None, reason=reason))
    both: list[Priced] = []
    lone: list[Priced] = []
    for row in count.roll:
        fee, rows = count.book.fee(row, count.year, "due_eur"), _priced(count, row)
        if rows:
            (lone if fee is None else both).append((row, Fraction(rows[0]["amount_eur"]), fee, rows))
    sums = (sum(item[1] for item in both), sum(item[2] or 0 for item in both), sum(item[1] for item in lone))
    if not both + lone:
        return dict.fromkeys(names, Figure(None, reason="no_price"))
    found = {}
    for name, value, items in zip(names, sums, (both, both, lone), strict=True):
        mark = count.marked([item[0] for item in items], count.year)
        mark = mark or any(invented(row) for item in items for row in item[3])
        found[name] = Figure(value, illustrative=mark)
    return found


def _priced(count: Count, member: Row) -> tuple[Row, Row] | None:
    """Without a scheme, the one whose price equals the fee in the file, otherwise the joint one."""
    year = count.year or 0
    if member.get("scheme"):
        return count.book.price_rows(member, year)
    fee = count.book.fee(member, year, "due_eur")
    for scheme in ("joint", "exclusive"):
        rows = count.book.price_rows(member, year, scheme)
        if rows and fee is not None and abs(Fraction(rows[0]["amount_eur"]) - fee) <= 1:
            return rows
    return count.book.price_rows(member, year, "joint")
