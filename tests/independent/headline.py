"""The headline figures once more, in plain Python over the CSV files of a folder.

Written from docs/definitions.md and not from the code: no pandas, no float, nothing of `analysis` or `data`.
Money and shares are exact fractions. A `basis` is anything with as_of, fee_year, definition, group,
categories and suspended.
"""

import csv
import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

PATH = ("identified", "contacted", "interested", "intent_expressed", "applied", "board_approved",
        "assembly_listed", "member")  # fmt: skip
ENDED = ("member", "lost", "parked")
DEFINITIONS = ("any_receipt", "in_full", "good_standing", "invoiced")
NEEDED = Fraction(98, 100)  # (1 − ε) with ε = 2 % for bank charges and rounding

Row = dict[str, str]


@dataclass(frozen=True)
class Measured:
    """Numerator and denominator of a share, its value and bounds; None where undefined."""

    numerator: Fraction | int | None
    denominator: Fraction | int | None
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    illustrative: bool = False


@dataclass(frozen=True)
class Prospect:
    """An open prospect: its stage, days since it entered it (None if not dated), whether a step is late."""

    stage: str
    age_days: int | None
    overdue: bool


class Books:
    """All rows of a dataset as they stand in the files, and the measures of docs/definitions.md over them."""

    def __init__(
        self, tables: dict[str, list[Row]], *, as_of: date, first_roll_on: date, receipts_complete=()
    ):
        self.tables = defaultdict(list, tables)
        self.as_of = as_of
        self.first_roll_on = first_roll_on
        days = receipts_complete if isinstance(receipts_complete, dict) else None
        self.complete_until = {int(year): days[year] if days else as_of for year in receipts_complete}
        self.members = {row["city_id"]: row for row in self.tables["members"]}
        self.dues = {(row["city_id"], int(row["fee_year"])): row for row in self.tables["dues"]}
        self.receipts = defaultdict(list)
        for row in self.tables["receipts"]:
            self.receipts[row["city_id"], int(row["fee_year"])].append(row)

    @classmethod
    def read(cls, folder: Path) -> "Books":
        description = tomllib.loads((folder / "dataset.toml").read_text("utf-8"))
        tables = {}
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as lines:
                tables[path.stem] = list(csv.DictReader(lines))
        return cls(
            tables,
            as_of=description["as_of"],
            first_roll_on=description.get("first_roll_on", description["as_of"]),
            receipts_complete=description.get("receipts_complete", ()),
        )

    # The roll

    def roll(self, basis) -> list[Row]:
        """O(t): approved, not resigned or cancelled by t, category as chosen. No roll, nobody."""
        if basis.as_of < self.first_roll_on:
            return []
        return [row for row in self.members.values() if self._on_roll(row, basis)]

    def _on_roll(self, row: Row, basis) -> bool:
        joined, left = day(row.get("joined_on")), day(row.get("left_on"))
        approved = joined is None or joined <= basis.as_of
        gone = left <= basis.as_of if left else row["status"] in ("resigned", "cancelled")
        counted = (row.get("category") or "active") in basis.categories
        return approved and not gone and counted and (basis.suspended or row["status"] != "suspended")

    def group(self, code: str) -> set[str]:
        """Cities of a saved list, or else of a world region, or else of an income level."""
        listed = {row["city_id"] for row in self.tables["focus_groups"] if row["group"] == code}
        if listed or code == "china":
            return listed
        in_region = {c for c, row in self.members.items() if slug(row.get("world_region") or "") == code}
        if in_region:
            return in_region
        latest = 10**4
        return {c for c, row in self.members.items() if self.income_level(row.get("country"), latest) == code}

    def group_rows(self, city: str, code: str) -> list[Row]:
        """The rows that put a city into a group, where it is a list or an income level."""
        if code in self._listed or code == "china":
            return [row for row in self._listed[code] if row["city_id"] == city]
        level = self.level_rows(city, 10**4)
        return level if level and level[0]["income_level"] == code else []

    @cached_property
    def _listed(self) -> dict[str, list[Row]]:
        """Code of a list → its rows."""
        lists = defaultdict(list)
        for row in self.tables["focus_groups"]:
            lists[row["group"]].append(row)
        return lists

    def level_rows(self, city: str, year: int) -> list[Row]:
        """The latest list of the income level of a member's country that is not of a later year."""
        rows = self._lists.get(self.members[city].get("country") or "", [])
        return [row for row in rows if int(row["fiscal_year"]) <= year][-1:]

    @cached_property
    def _lists(self) -> dict[str, list[Row]]:
        """Country → rows of its income level, oldest first."""
        lists = defaultdict(list)
        for row in sorted(self.tables["income_levels"], key=lambda row: int(row["fiscal_year"])):
            lists[row["country"]].append(row)
        return lists

    # Money

    def income_level(self, country: str | None, year: int) -> str | None:
        """By the latest list that is not of a later year."""
        rows = [row for row in self._lists.get(country or "", []) if int(row["fiscal_year"]) <= year]
        return rows[-1]["income_level"] if rows else None

    def tariff(self, city: str, year: int) -> Fraction | None:
        """The fee by the grid, from the year after joining on."""
        rows = self.tariff_rows(city, year)
        return money(rows[0]["amount_eur"]) if rows else None

    def tariff_rows(self, city: str, year: int) -> list[Row]:
        """The price that holds for a member in a year and the income level it rests on; or none."""
        member = self.members[city]
        joined = day(member.get("joined_on"))
        cell = (
            self.income_level(member.get("country"), year),
            member.get("state_capital"),
            member.get("scheme"),
        )
        if "" in cell or None in cell or (joined and joined.year >= year):
            return []
        prices = [
            row
            for row in self.tables["tariff"]
            if (row["income_level"], row["state_capital"], row["scheme"]) == cell
            and int(row["period_from"]) <= year <= int(row["period_to"])
        ]
        prices.sort(key=lambda row: int(row["period_from"]))
        return [*prices[-1:], *self.level_rows(city, year)] if prices else []

    def due(self, city: str, year: int) -> Fraction | None:
        """D: the amount in the file or else by the tariff, less discount and waiver; never below nothing."""
        row = self.dues.get((city, year), {})
        fee = money(row.get("due_eur")) if row.get("due_eur") else self.tariff(city, year)
        if fee is None:
            return None
        return max(Fraction(0), fee - money(row.get("discount_eur")) - money(row.get("waived_eur")))

    def received(self, city: str, year: int, as_of: date) -> Fraction:
        """R: what arrived by the day, allocated to the year. Bank charges are never subtracted again."""
        return sum((in_eur(row) for row in self._arrived(city, year, as_of)), Fraction(0))

    def _arrived(self, city: str, year: int, as_of: date) -> list[Row]:
        return [row for row in self.receipts[city, year] if day(row["received_on"]) <= as_of]

    # States

    def year_of(self, basis) -> int | None:
        """The year that a definition looks at: good standing is about the year before."""
        if basis.fee_year is None:
            return None
        return basis.fee_year - 1 if basis.definition == "good_standing" else basis.fee_year

    def state(self, city: str, basis) -> str:
        """waived, paid, not_yet, not_paid or unknown: the first that fits."""
        year = self.year_of(basis)
        if year is None:
            return "unknown"
        row, due = self.dues.get((city, year), {}), self.due(city, year)
        if due == 0 and money(row.get("waived_eur")) > 0:
            return "waived"
        if self._meets(city, year, due, basis):
            return "paid"
        joined = day(self.members[city].get("joined_on"))
        recorded = row.get("due_eur") or row.get("invoiced_on") or self._arrived(city, year, basis.as_of)
        if joined and joined.year > year and not recorded:
            return "not_yet"
        return "not_paid" if self._not_paying_is_known(row, due, year, basis) else "unknown"

    def _not_paying_is_known(self, row, due, year, basis) -> bool:
        if basis.definition == "invoiced":
            return bool(row.get("invoiced_on"))
        in_full = basis.definition in ("in_full", "good_standing")
        return self.is_complete(year, basis.as_of) and not (in_full and due is None)

    def is_complete(self, year: int, as_of: date) -> bool:
        """Whether all receipts of the year that arrived by the day are recorded."""
        return year in self.complete_until and as_of <= self.complete_until[year]

    def _meets(self, city: str, year: int, due: Fraction | None, basis) -> bool:
        received = self.received(city, year, basis.as_of)
        if basis.definition == "any_receipt":
            return received > 0
        if basis.definition == "invoiced":
            invoiced = day(self.dues.get((city, year), {}).get("invoiced_on"))
            return invoiced is not None and invoiced <= basis.as_of
        return bool(due) and received >= NEEDED * due

    # Shares

    def official_share(self, basis) -> Measured:
        roll, group = self.roll(basis), self.group(basis.group)
        part = sum(row["city_id"] in group for row in roll)
        marked = any(self.is_illustrative(row["city_id"], None, basis) for row in roll)
        if not roll:
            return Measured(None, None, None)
        value = Fraction(part, len(roll))
        return Measured(part, len(roll), value, value, value, marked)

    def paying_share(self, basis) -> Measured:
        group, states = self.group(basis.group), self.states(basis)
        paid = [city for city, state in states.items() if state == "paid"]
        unknown = [city for city, state in states.items() if state == "unknown"]
        p_c, p = sum(city in group for city in paid), len(paid)
        u_c = sum(city in group for city in unknown)
        u_r = len(unknown) - u_c
        marked = any(self.is_illustrative(city, self.year_of(basis), basis) for city in [*paid, *unknown])
        low, high = ratio(p_c, p + u_r), ratio(p_c + u_c, p + u_c)
        return Measured(p_c if p else None, p or None, ratio(p_c, p), low, high, marked)

    def states(self, basis) -> dict[str, str]:
        return {row["city_id"]: self.state(row["city_id"], basis) for row in self.roll(basis)}

    def is_illustrative(self, city: str, year: int | None, basis) -> bool:
        """Whether a row behind a member's state is: its own, that of the group, its due, a receipt of the
        year, or the price and the income level that make its due."""
        rows = [self.members[city], *self.group_rows(city, basis.group)]
        if year is not None:
            due = self.dues.get((city, year), {})
            rows += [due, *self._arrived(city, year, basis.as_of)]
            rows += [] if due.get("due_eur") else self.tariff_rows(city, year)
        return any(row.get("provenance") == "illustrative" for row in rows)

    def pay_rate(self, basis, cities) -> Measured:
        """Of some members of the roll: those that pay among those of whom it is known, and its bounds."""
        states = [state for city, state in self.states(basis).items() if city in cities]
        p, n, u = (states.count(state) for state in ("paid", "not_paid", "unknown"))
        only_payers = u and not n
        return Measured(
            None if only_payers else p,
            None if only_payers else p + n,
            None if only_payers else ratio(p, p + n),
            ratio(p, p + n + u),
            ratio(p + u, p + n + u),
        )

    def relative_pay_rate(self, basis) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """low, value, high."""
        group = self.group(basis.group)
        ours, theirs = self.pay_rate(basis, group), self.pay_rate(basis, set(self.members) - group)
        return (
            quotient(ours.low, theirs.high),
            quotient(ours.value, theirs.value),
            quotient(ours.high, theirs.low),
        )

    # Shares of money

    def _money(self, basis) -> list[tuple[str, Fraction, Fraction | None]]:
        """City, received and due (None where unknown) of the fee year, over the roll."""
        if basis.fee_year is None:
            return []
        cities = [row["city_id"] for row in self.roll(basis)]
        year = basis.fee_year
        return [(city, self.received(city, year, basis.as_of), self.due(city, year)) for city in cities]

    def money_received_share(self, basis) -> Measured:
        rows = [(city, received) for city, received, _ in self._money(basis) if received]
        return self._share_of_money(rows, basis)

    def money_due_share(self, basis) -> Measured:
        """Over known dues; without bounds where a due is unknown."""
        money_rows = self._money(basis)
        share = self._share_of_money([(city, due) for city, _, due in money_rows if due], basis)
        if any(due is None for _, _, due in money_rows):
            return Measured(share.numerator, share.denominator, share.value, None, None, share.illustrative)
        return share

    def _share_of_money(self, rows: list[tuple[str, Fraction]], basis) -> Measured:
        group, total = self.group(basis.group), sum(amount for _, amount in rows)
        part = sum((amount for city, amount in rows if city in group), Fraction(0))
        if not total:
            return Measured(None, None, None)
        marked = any(self.is_illustrative(city, basis.fee_year, basis) for city, _ in rows)
        value = part / total
        return Measured(part, total, value, value, value, marked)

    def collection_rate(self, basis) -> Measured:
        """Σ R / Σ D over the members whose due is known and above nothing."""
        rows = [(city, received, due) for city, received, due in self._money(basis) if due]
        received = sum((row[1] for row in rows), Fraction(0))
        due = sum((row[2] for row in rows), Fraction(0))
        if not due:
            return Measured(None, None, None)
        marked = any(self.is_illustrative(city, basis.fee_year, basis) for city, _, _ in rows)
        return Measured(received, due, received / due, illustrative=marked)

    # Years

    def default_fee_year(self, as_of: date) -> int | None:
        """The latest fee year, not after that of the day, with a receipt dated by the day."""
        years = [int(r["fee_year"]) for r in self.tables["receipts"] if day(r["received_on"]) <= as_of]
        return max((year for year in years if year <= as_of.year), default=None)

    def by_fee_year(self, basis) -> list[SimpleNamespace]:
        """One entry a recorded fee year up to the chosen one, oldest first, on the roll of the day."""
        recorded = {int(row["fee_year"]) for table in ("dues", "receipts") for row in self.tables[table]}
        return [self._year(year, basis) for year in sorted(recorded) if year <= (basis.fee_year or 0)]

    def _year(self, year: int, basis) -> SimpleNamespace:
        of_year = SimpleNamespace(
            as_of=basis.as_of,
            fee_year=year,
            definition=basis.definition,
            group=basis.group,
            categories=basis.categories,
            suspended=basis.suspended,
        )
        official_on = min(basis.as_of, date(year, 12, 31))
        group, money_rows = self.group(basis.group), self._money(of_year)
        return SimpleNamespace(
            fee_year=year,
            paying=self.paying_share(of_year),
            official=self.official_share(SimpleNamespace(**{**vars(of_year), "as_of": official_on})),
            official_on=official_on,
            received_eur=sum(received for _, received, _ in money_rows),
            due_eur=sum(due or 0 for _, _, due in money_rows),
            group_received_eur=sum(received for city, received, _ in money_rows if city in group),
            received_share=self.money_received_share(of_year).value,
            collection_rate=self.collection_rate(of_year).value,
            to_date=basis.as_of < date(year, 12, 31),
        )

    # Pipeline

    def _stays(self, city: str, as_of: date) -> list[Row]:
        """Recorded stages of a city begun by the day, oldest first."""
        return [row for row in self._history[city] if day(row["entered_on"]) <= as_of]

    @cached_property
    def _history(self) -> dict[str, list[Row]]:
        """City → its recorded stages, oldest first."""
        found = defaultdict(list)
        for row in sorted(self.tables["stage_history"], key=lambda row: (row["entered_on"], int(row["seq"]))):
            found[row["city_id"]].append(row)
        return found

    def stages(self, as_of: date) -> dict[str, tuple[str, Row]]:
        """City → its stage and its row in the prospects table, or an empty one. On the day of the data the
        stage is that of the table; before it, and for all others, the last one recorded."""
        listed = {row["city_id"]: row for row in self.tables["prospects"]}
        cities = [*listed, *(row["city_id"] for row in self.tables["stage_history"])]
        found = {}
        for city in dict.fromkeys(cities):
            row, stays = listed.get(city, {"city_id": city}), self._stays(city, as_of)
            stage = row.get("stage") if as_of >= self.as_of else None
            stage = stage or (stays[-1]["stage"] if stays else None)
            if stage:
                found[city] = ("member" if self.is_member(city, as_of) else stage, row)
        return found

    def is_member(self, city: str, as_of: date) -> bool:
        """Of any category, suspended or not; before the first dated roll only with a joining date."""
        row = self.members.get(city)
        if row is None:
            return False
        joined = day(row.get("joined_on"))
        everyone = SimpleNamespace(
            as_of=as_of, categories=("active", "associate", "honorary"), suspended=True
        )
        return self._on_roll(row, everyone) and (joined is not None or as_of >= self.first_roll_on)

    def prospects(self, as_of: date) -> dict[str, Prospect]:
        """Who is in the pipeline on the day, not lost or parked, and no member by pipeline or roll."""
        found = {}
        for city, (stage, row) in self.stages(as_of).items():
            if stage not in ENDED:
                found[city] = Prospect(stage, self._age(row, stage, as_of), self._overdue(row, as_of))
        return found

    def _age(self, row: Row, stage: str, as_of: date) -> int | None:
        stays = self._stays(row["city_id"], as_of)
        dated = stays and stays[-1]["stage"] == stage
        return (as_of - day(stays[-1]["entered_on"])).days if dated else None

    def _overdue(self, row: Row, as_of: date) -> bool:
        """Its own next step, or else its earliest open follow-up, was due before the day."""
        due = day(row.get("next_step_due"))
        if due is None:
            still_open = [
                day(step["due_on"])
                for step in self.tables["followups"]
                if step["city_id"] == row["city_id"]
                and not (step.get("done_on") and day(step["done_on"]) <= as_of)
                and step.get("due_on")
            ]
            due = min(still_open, default=None)
        return due is not None and due < as_of

    def funnel(self, as_of: date) -> dict[str, tuple[int, int]]:
        """Stage of the path → how many are there now, and how many reached it or a later one."""
        now = {city: stage for city, (stage, _) in self.stages(as_of).items()}
        seen = defaultdict(set)
        for row in self.tables["stage_history"]:
            if day(row["entered_on"]) <= as_of:
                seen[row["city_id"]].add(row["stage"])
        for city, stage in now.items():
            seen[city].add(stage)
        places = [[PATH.index(stage) for stage in stages if stage in PATH] for stages in seen.values()]
        furthest = [max(found) for found in places if found]
        return {
            stage: (
                sum(current == stage for current in now.values()),
                sum(reached >= place for reached in furthest),
            )
            for place, stage in enumerate(PATH)
        }


def day(text: str | None) -> date | None:
    """A date; a year alone is read as 1 January, a blank as None."""
    if not text:
        return None
    return date(int(text), 1, 1) if len(text) == 4 else date.fromisoformat(text)


def money(text: str | None) -> Fraction:
    """An amount; a blank is nothing."""
    return Fraction(Decimal(text)) if text else Fraction(0)


def in_eur(receipt: Row) -> Fraction:
    """What arrived in EUR: as recorded, or else the amount at the row's own rate, to the cent."""
    if receipt.get("amount_eur"):
        return money(receipt["amount_eur"])
    rate = Decimal(1) if receipt["currency"] == "EUR" else Decimal(receipt["rate"])
    return Fraction((Decimal(receipt["amount"]) * rate).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def quotient(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return part / whole if part is not None and whole else None


def slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
