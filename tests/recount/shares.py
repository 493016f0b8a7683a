"""*Figures*: shares, pay rates and the difference of the shares."""

from fractions import Fraction

from tests.recount.count import Count, Figure, Number, ratio
from tests.recount.tables import Row


def official_share(count: Count) -> Figure:
    """O_c ÷ O."""
    reason = count.nothing(money=False)
    if reason:
        return Figure(None, reason=reason)
    ours, whole = len(count.ours), len(count.roll)
    share = Fraction(ours, whole)
    return Figure(share, ours, whole, share, share, None, count.marked(count.roll))


def paying_share(count: Count, definition: str) -> Figure:
    """P_c ÷ P, and its bounds."""
    paid, unknown = count.within("paid", definition), count.within("unknown", definition)
    ours, whole = count.in_group(paid), len(paid)
    unknown_ours = count.in_group(unknown)
    low = ratio(ours, whole + len(unknown) - unknown_ours)
    high = ratio(ours + unknown_ours, whole + unknown_ours)
    mark = count.marked(paid + unknown, count.year_of(definition))
    if not paid:
        return Figure(None, None, None, low, high, unpaid_reason(count, count.roll, definition), mark)
    return Figure(Fraction(ours, whole), ours, whole, low, high, None, mark)


def unpaid_reason(count: Count, members: list[Row], definition: str) -> str:
    """*Reasons*, where nobody of these pays."""
    states = {count.book.state(row, count.year, definition) for row in members}
    return count.nothing() or ("all_unknown" if states <= {"unknown", "not_yet"} else "nobody_paid")


def pay_rate(count: Count, members: list[Row], definition: str) -> Figure:
    """P ÷ (P + N), with bounds by the unknown."""
    states = [count.book.state(row, count.year, definition) for row in members]
    paid, not_paid, unknown = (states.count(state) for state in ("paid", "not_paid", "unknown"))
    whole = paid + not_paid
    low, high = ratio(paid, whole + unknown), ratio(paid + unknown, whole + unknown)
    mark = count.marked(members, count.year_of(definition))
    reason = _rate_reason(count, members, definition, (paid, not_paid, unknown))
    if reason:
        return Figure(None, None, None, low, high, reason, mark)
    return Figure(Fraction(paid, whole), paid, whole, low, high, None, mark)


def _rate_reason(
    count: Count, members: list[Row], definition: str, parts: tuple[int, int, int]
) -> str | None:
    paid, not_paid, unknown = parts
    if count.nothing(money=False):
        return count.nothing()
    if not members:
        return "nobody_in_group"
    if count.nothing():
        return count.nothing()
    if not paid + not_paid and unpaid_reason(count, members, definition) == "all_unknown":
        return "all_unknown"
    if unknown and not not_paid:
        return "only_payers_known"
    return None if paid + not_paid else "nobody_paid"


def relative_pay_rate(count: Count, definition: str) -> Figure:
    """The pay rate of the group ÷ that of the others; a side may be one of which only payers are known."""
    ours, others = (pay_rate(count, side, definition) for side in (count.ours, count.others))
    low, high = ratio(ours.low, others.high), ratio(ours.high, others.low)
    value = ratio(ours.value, others.value)
    mark = count.marked(count.roll, count.year_of(definition))
    reason = None
    if value is None:
        only_payers = "only_payers_known" in {ours.reason, others.reason}
        of_all = pay_rate(count, count.roll, definition).reason
        reason = of_all or ("only_payers_known" if only_payers else "no_comparison")
    return Figure(value, None, None, low, high, reason, mark)


def gap(count: Count, definition: str) -> dict[str, Figure]:
    """*Why the shares differ*: s_P − s_O and its four parts."""
    official, paying = official_share(count), paying_share(count, definition)
    mark = official.illustrative or paying.illustrative
    if paying.value is None or official.value is None:
        nothing = Figure(None, reason=paying.reason, illustrative=mark)
        names = ("share_gap", "gap_not_paid", "gap_unknown", "gap_waived", "gap_not_yet")
        return dict.fromkeys(names, nothing)
    found = {"share_gap": Figure(paying.value - official.value, illustrative=mark)}
    for state in ("not_paid", "unknown", "waived", "not_yet"):
        members = count.within(state, definition)
        ours, whole = count.in_group(members), len(members)
        part: Number = (whole * paying.value - ours) / len(count.roll)
        found[f"gap_{state}"] = Figure(part, ours, whole, illustrative=mark)
    return found


def would_vote(count: Count) -> Figure:
    """*Could vote*: paid in full for y − 1, whatever the switch for waived fees."""
    reason = count.nothing()
    if reason or count.year is None:
        return Figure(None, reason=reason)
    year, book = count.year - 1, count.book
    open_fees = [row for row in count.roll if not book.waived(row, year)]
    paid = [row for row in open_fees if book.in_full(row, year)]
    unknown = [row for row in open_fees if book.state(row, year, "in_full") == "unknown"]
    mark = count.marked(paid + unknown, year)
    if not paid and unpaid_reason(count, count.roll, "good_standing") == "all_unknown":
        return Figure(None, None, None, None, None, "all_unknown", mark)
    return Figure(len(paid), count.in_group(paid), len(paid), len(paid), len(paid) + len(unknown), None, mark)


def inhabitants_share(count: Count) -> Figure:
    """*Inhabitants*: each inhabitant once, for the innermost member."""
    reason = count.nothing(money=False)
    if reason:
        return Figure(None, reason=reason)
    net = _net(count.roll)
    known = [number for number in net.values() if number is not None]
    ours = [net[row["city_id"]] for row in count.ours if net[row["city_id"]] is not None]
    mark = count.marked(count.roll)
    if not sum(known):
        return Figure(None, reason="no_population", illustrative=mark)
    share = Fraction(sum(number or 0 for number in ours), sum(known))
    bound = share if all(row.get("population") for row in count.roll) else None
    return Figure(share, sum(number or 0 for number in ours), sum(known), bound, bound, None, mark)


def _net(members: list[Row]) -> dict[str, int | None]:
    """The inhabitants of each member less those of its parts."""
    whole_of = {row["city_id"]: row.get("territory_of") or "" for row in members}
    whole_of = {city: whole for city, whole in whole_of.items() if whole in whole_of and whole != city}
    circle = {city for city in whole_of if _returns(city, whole_of)}
    whole_of = {city: whole for city, whole in whole_of.items() if city not in circle}
    own = {row["city_id"]: row.get("population") for row in members}
    gross: dict[str, int | None] = {}

    def parts(city: str) -> int:
        return sum(count(part) or 0 for part, whole in whole_of.items() if whole == city)

    def count(city: str) -> int | None:
        if city not in gross:
            number, inner = own[city], parts(city)
            gross[city] = (inner or None) if not number else max(int(number), inner)
            if number and not int(number):
                gross[city] = inner
        return gross[city]

    return {city: None if count(city) is None else (count(city) or 0) - parts(city) for city in own}


def _returns(city: str, whole_of: dict[str, str]) -> bool:
    place = whole_of.get(city)
    for _ in whole_of:
        if place == city:
            return True
        place = whole_of.get(place or "")
    return place == city
