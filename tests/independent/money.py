"""The further measures of docs/definitions.md once more, in plain Python: exact fractions, no arrays.

Written from the document and not from the code. Everything runs over the roll at the date of a basis; a
`basis` is anything with as_of, fee_year, definition, group, categories, suspended and waived.
"""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from types import SimpleNamespace

from tests.independent.headline import NEEDED, Books, day, money, ratio, slug

EURO = Fraction(1)
TERM = timedelta(days=30)  # from the invoice until the fee is due


def at(basis, **changed):
    """The same basis with something else."""
    names = ("as_of", "fee_year", "definition", "group", "categories", "suspended")
    same = {name: getattr(basis, name) for name in names} | {"waived": getattr(basis, "waived", False)}
    return SimpleNamespace(**(same | changed))


class MoneyBooks(Books):
    """Books with retention, bridge, arrears, collection, concentration, inhabitants, fees and votes."""

    def state(self, city, basis):
        found = super().state(city, basis)
        return "paid" if found == "waived" and getattr(basis, "waived", False) else found

    def group(self, code):
        """Also an own list, which its code holds, and the members of another network."""
        if code.startswith("own~"):
            return set(code.split("~")[2].split("."))
        network = {
            row["city_id"]
            for row in self.tables["networks"]
            if row["member"] == "yes" and slug(row["network"]) == code
        }
        return super().group(code) or network

    @cached_property
    def recorded_years(self):
        return sorted({int(row["fee_year"]) for table in ("dues", "receipts") for row in self.tables[table]})

    def cities(self, basis):
        return [row["city_id"] for row in self.roll(basis)]

    def paid(self, basis, year):
        return {city for city, state in self.states(at(basis, fee_year=year)).items() if state == "paid"}

    # Why the shares differ

    def pay_rates(self, basis):
        """name → what `pay_rate` measures."""
        everybody, group = set(self.members), self.group(basis.group)
        sides = {
            "pay_rate": everybody,
            "group_pay_rate": group,
            "others_pay_rate": everybody - group,
        }
        return {name: self.pay_rate(basis, cities) for name, cities in sides.items()}

    def gap_parts(self, basis):
        """State → (group, all, part of s_P − s_O)."""
        states, group = self.states(basis), self.group(basis.group)
        share = self.paying_share(basis).value
        parts = {}
        for state in ("not_paid", "unknown", "waived", "not_yet"):
            cities = [city for city, found in states.items() if found == state]
            c = sum(city in group for city in cities)
            parts[state] = (
                c,
                len(cities),
                None if share is None else (len(cities) * share - c) / len(states),
            )
        return parts

    # From one year to the next

    def bridge(self, basis):
        y = basis.fee_year
        now, before = self.paid(basis, y), self.paid(basis, y - 1)
        earlier = set().union(*(self.paid(basis, year) for year in self.recorded_years if year < y - 1))
        return {
            "paying_members": now,
            "paying_members_before": before,
            "bridge_new": now - before - earlier,
            "bridge_reactivated": (now - before) & earlier,
            "bridge_lapsed": before - now,
        }

    def retention(self, basis, name):
        """(stayed, of, low, high)."""
        y, group = basis.fee_year, self.group(basis.group)
        chosen = set(self.cities(basis))
        if name == "group_retention":
            chosen &= group
        elif name == "others_retention":
            chosen -= group
        elif name == "first_year_retention":
            first = y - 2 if basis.definition == "good_standing" else y - 1
            chosen = {city for city in chosen if self.first_fee_year(city, basis) == first}
        before, now = self.states(at(basis, fee_year=y - 1)), self.states(basis)
        base = [city for city in chosen if before[city] == "paid"]
        perhaps = [city for city in chosen if before[city] == "unknown"]
        n, s = len(base), sum(now[city] == "paid" for city in base)
        u = sum(now[city] == "unknown" for city in base)
        a = sum(now[city] in ("paid", "unknown") for city in perhaps)
        b = sum(now[city] != "paid" for city in perhaps)
        return s, n, ratio(s, n + b), ratio(s + u + a, n + a)

    def first_fee_year(self, city, basis):
        dues = [
            year
            for (other, year), row in self.dues.items()
            if other == city and (row.get("due_eur") or row.get("invoiced_on"))
        ]
        came = [
            year for other, year in self.receipts if other == city and self._arrived(city, year, basis.as_of)
        ]
        first, joined = min([*dues, *came], default=None), day(self.members[city].get("joined_on"))
        return first if first and joined and joined.year in (first, first - 1) else None

    # Arrears and collection

    def shortfalls(self, basis):
        """Part of due − received → (city, year) → EUR; of 'no_due' None: nobody knows how much."""
        parts = {name: {} for name in ("owed", "not_due", "open", "tolerated", "overpaid", "no_due")}
        for city in self.cities(basis):
            for year in self.recorded_years:
                if year <= basis.fee_year:
                    part, amount = self._shortfall(city, year, basis)
                    if part:
                        parts[part][city, year] = amount
        return parts

    def _shortfall(self, city, year, basis):
        due, received = self.due(city, year), self.received(city, year, basis.as_of)
        if due is None:
            in_full = at(basis, fee_year=year, definition="in_full", waived=False)
            return (None if self.state(city, in_full) == "not_yet" else "no_due"), None
        if not due or received == due:
            return None, None
        if received > due:
            return "overpaid", received - due
        return self._kind_of_lack(city, year, due, received, basis), due - received

    def _kind_of_lack(self, city, year, due, received, basis):
        if received >= NEEDED * due:
            return "tolerated"
        invoiced = day(self.dues.get((city, year), {}).get("invoiced_on"))
        if invoiced and basis.as_of <= invoiced + TERM:
            return "not_due"
        is_due = basis.as_of > (invoiced or date(year, 12, 31)) + TERM
        return "owed" if is_due and self.is_complete(year, basis.as_of) else "open"

    def arrears(self, basis):
        """(city, year) → EUR owed."""
        return self.shortfalls(basis)["owed"]

    def known_of_arrears(self, basis, parts, year=None):
        """Whether of any member that had joined it is known what it owes, of one year or of any. parts: the
        answer of `shortfalls`."""
        unknown = {*parts["open"], *parts["no_due"]}
        years = [year] if year else [each for each in self.recorded_years if each <= basis.fee_year]
        in_full = {"definition": "in_full", "waived": False}
        return any(
            (city, each) not in unknown and self.state(city, at(basis, fee_year=each, **in_full)) != "not_yet"
            for city in self.cities(basis)
            for each in years
        )

    def collection(self, basis, years):
        received = due = Fraction(0)
        for city in self.cities(basis):
            for year in years:
                owed = self.due(city, year)
                if owed:
                    due += owed
                    received += self.received(city, year, basis.as_of)
        return received, due

    # Concentration

    def by_country(self, basis):
        """Country (None where not recorded) → EUR received, refunds taken off, never below nothing."""
        sums = defaultdict(Fraction)
        for city in self.cities(basis):
            sums[self.members[city].get("country") or None] += self.received(
                city, basis.fee_year, basis.as_of
            )
        return {country: amount for country, amount in sums.items() if amount > 0}

    def hhi(self, basis):
        """(low, value, high)."""
        sums = self.by_country(basis)
        total = sum(sums.values())
        if not total:
            return None, None, None
        value = sum((amount / total) ** 2 for amount in sums.values())
        if None not in sums:
            return value, value, value
        known = [amount for country, amount in sums.items() if country]
        nowhere = [city for city in self.cities(basis) if not self.members[city].get("country")]
        each = [max(self.received(city, basis.fee_year, basis.as_of), Fraction(0)) for city in nowhere]
        each = [amount * sums[None] / sum(each) for amount in each]
        low = sum((amount / total) ** 2 for amount in [*known, *each])
        largest = max(known, default=Fraction(0))
        rest = sum((amount / total) ** 2 for amount in known) - (largest / total) ** 2
        return low, value, rest + ((largest + sums[None]) / total) ** 2

    # Inhabitants

    def inhabitants(self, basis):
        """City → the inhabitants it counts with: its own less those of its parts; None where not known."""
        chosen = set(self.cities(basis))
        inside = defaultdict(list)
        for city in chosen:
            outer = self.members[city].get("territory_of")
            if outer in chosen and outer != city:
                inside[outer].append(city)
        counted = {}
        for city in chosen:
            whole = self._territory(city, inside)
            parts = [self._territory(part, inside) or 0 for part in inside[city]]
            counted[city] = None if whole is None else whole - sum(parts)
        return counted

    def _territory(self, city, inside):
        own = self.members[city].get("population")
        parts = [self._territory(part, inside) for part in inside[city]]
        known = [part for part in parts if part is not None]
        sizes = [int(own)] if own else []
        sizes += [sum(known)] if known else []
        return max(sizes, default=None)

    # Fees

    def expected_fees(self, basis):
        """City → (expected, in the file, outcome)."""
        found = {}
        for city in self.cities(basis):
            member, row = self.members[city], self.dues.get((city, basis.fee_year), {})
            joined = day(member.get("joined_on"))
            in_file = money(row["due_eur"]) if row.get("due_eur") else None
            expected = self._expected(member, basis.fee_year, in_file)
            if joined and joined.year >= basis.fee_year:
                found[city] = (None, in_file, "first_year")
            elif expected is None:
                found[city] = (None, in_file, "no_price")
            elif in_file is None:
                found[city] = (expected, None, "not_invoiced")
            else:
                agrees = abs(in_file - expected) <= EURO
                found[city] = (expected, in_file, "as_expected" if agrees else "differs")
        return found

    def _expected(self, member, year, in_file):
        if member.get("scheme"):
            return self.price(member, year, member["scheme"])
        prices = {scheme: self.price(member, year, scheme) for scheme in ("joint", "exclusive")}
        for price in prices.values():
            if price is not None and in_file is not None and abs(price - in_file) <= EURO:
                return price
        return prices["joint"]

    def price(self, member, year, scheme, level=None):
        """The price of the grid; None where a part of the cell is unknown or the grid has a gap."""
        level = level or self.income_level(member.get("country"), year)
        cell = (level, member.get("state_capital"), scheme)
        fees = [
            (int(row["period_from"]), money(row["amount_eur"]))
            for row in self.tables["tariff"]
            if (row["income_level"], row["state_capital"], row["scheme"]) == cell
            and int(row["period_from"]) <= year <= int(row["period_to"])
        ]
        return max(fees)[1] if fees else None

    # Signs in the data

    def odd_receipts(self, basis):
        """(receipts from cities that were no members that day, receipts before their invoice, all)."""
        outside = early = total = 0
        for (city, year), receipts in self.receipts.items():
            if year != basis.fee_year:
                continue
            member, invoiced = self.members[city], day(self.dues.get((city, year), {}).get("invoiced_on"))
            joined, left = day(member.get("joined_on")), day(member.get("left_on"))
            gone = left is None and member["status"] in ("resigned", "cancelled")
            for receipt in receipts:
                came = day(receipt["received_on"])
                if came > basis.as_of:
                    continue
                total += 1
                outside += bool(gone or (joined and came < joined) or (left and came >= left))
                early += bool(invoiced and came < invoiced)
        return outside, early, total
