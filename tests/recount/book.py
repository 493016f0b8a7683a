"""*Dues*, *Receipts* and *Who pays*: what is owed, what arrived and the state of each member."""

from datetime import date, timedelta
from fractions import Fraction

from tests.recount.roll import Question, level_row
from tests.recount.tables import Row, Tables, day, euros, invented, money

ENOUGH = Fraction(98, 100)
TERM = timedelta(days=30)


class Book:
    """The dues and receipts of all members, as known on the day that is asked for."""

    def __init__(self, tables: Tables, question: Question) -> None:
        self.tables, self.at, self.also = tables, question.as_of, question.also
        self.fees = {(row["city_id"], int(row["fee_year"])): row for row in tables.rows["dues"]}
        self.came: dict[tuple[str, int], list[Row]] = {}
        for row in tables.rows["receipts"]:
            if row["received_on"] <= self.at.isoformat():
                self.came.setdefault((row["city_id"], int(row["fee_year"])), []).append(row)

    def received(self, member: Row, year: int) -> Fraction:
        """R(y, t)."""
        return sum(map(euros, self.came.get((member["city_id"], year), [])), Fraction(0))

    def fee(self, member: Row, year: int, field: str) -> Fraction | None:
        """A number of the row in dues."""
        return money(self.fees.get((member["city_id"], year), {}).get(field))

    def price_rows(self, member: Row, year: int, scheme: str | None = None) -> tuple[Row, Row] | None:
        """The price of the grid and the level behind it; first fees are never priced."""
        joined, scheme = day(member.get("joined_on")), scheme or member.get("scheme")
        level = level_row(self.tables, member.get("country"), year)
        if (joined is not None and joined.year >= year) or level is None:
            return None
        cell = (level["income_level"], member.get("state_capital"), scheme)
        rows = [
            row
            for row in self.tables.rows["tariff"]
            if (row["income_level"], row["state_capital"], row["scheme"]) == cell
            and int(row["period_from"]) <= year <= int(row["period_to"])
        ]
        latest = max(rows, key=lambda row: int(row["period_from"]), default=None)
        return None if latest is None else (latest, level)

    def due(self, member: Row, year: int) -> Fraction | None:
        """D(y): the fee of the file or else of the grid, less discount and waiver, never below 0."""
        fee = self.fee(member, year, "due_eur")
        if fee is None:
            rows = self.price_rows(member, year)
            if rows is None:
                return None
            fee = Fraction(rows[0]["amount_eur"])
        off = [self.fee(member, year, field) or Fraction(0) for field in ("discount_eur", "waived_eur")]
        return max(Fraction(0), fee - sum(off))

    def invoiced(self, member: Row, year: int) -> date | None:
        """The day of the invoice."""
        return day(self.fees.get((member["city_id"], year), {}).get("invoiced_on"))

    def is_due(self, member: Row, year: int) -> bool | None:
        """*When a fee is due*; None where it is not known."""
        invoice = self.invoiced(member, year)
        if invoice is not None:
            return self.at > invoice + TERM
        return True if self.at > date(year + 1, 1, 30) else None

    def complete(self, year: int) -> bool:
        """*Receipts complete until*."""
        until = self.tables.complete.get(year)
        return until is not None and self.at <= until

    def in_full(self, member: Row, year: int) -> bool:
        """Something was due and 98 % of it arrived."""
        due = self.due(member, year)
        return due is not None and due > 0 and self.received(member, year) >= ENOUGH * due

    def joined_later(self, member: Row, year: int) -> bool:
        """It joined in a later year and nothing is recorded of it for this one."""
        joined, key = day(member.get("joined_on")), (member["city_id"], year)
        if joined is None or joined.year <= year or key in self.came:
            return False
        return self.fee(member, year, "due_eur") is None and self.invoiced(member, year) is None

    def waived(self, member: Row, year: int) -> bool:
        """The due is known and 0, and a waiver above 0 is recorded."""
        return self.due(member, year) == 0 and (self.fee(member, year, "waived_eur") or 0) > 0

    def state(self, member: Row, year: int | None, definition: str) -> str:
        """The first state that fits, of the fee year y."""
        if year is None:
            return "unknown"
        year = own_year(year, definition)
        if self.waived(member, year):
            return "paid" if "waived" in self.also else "waived"
        if self._pays(member, year, definition):
            return "paid"
        if self.joined_later(member, year):
            return "not_yet"
        return "not_paid" if self._known(member, year, definition) else "unknown"

    def _pays(self, member: Row, year: int, definition: str) -> bool:
        if definition == "any_receipt":
            return self.received(member, year) > 0
        if definition == "invoiced":
            invoice = self.invoiced(member, year)
            return invoice is not None and invoice <= self.at
        return self.in_full(member, year)

    def _known(self, member: Row, year: int, definition: str) -> bool:
        if definition == "invoiced":
            return self.invoiced(member, year) is not None
        if definition == "any_receipt":
            return self.complete(year)
        return self.complete(year) and self.due(member, year) is not None

    def marked(self, member: Row, year: int) -> bool:
        """*Illustrative*: an invented row of this fee year stands behind the member."""
        key = (member["city_id"], year)
        rows = [self.fees.get(key), *self.came.get(key, [])]
        if self.fee(member, year, "due_eur") is None:
            rows += self.price_rows(member, year) or ()
        return any(map(invented, rows))


def own_year(year: int, definition: str) -> int:
    """The year of a definition: the one before under *good standing*."""
    return year - 1 if definition == "good_standing" else year
