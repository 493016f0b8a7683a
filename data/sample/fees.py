"""Invented dues and receipts of 2019-2023, with every case that makes the definitions differ.

Who pays is drawn by lot, so that no invented arrear follows from anything that is known about a city. Numbers
of payers are fixed: 60 for fee year 2023 by any receipt, 20 of them Chinese.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

import pandas as pd

from data.sample.lots import draw, lot

YEARS = range(2019, 2024)
HOST = "bel-brussels"  # host of the Congress: its fee of 2023 is waived
UNKNOWN_2023 = {"china": 1, "others": 14}
PAYERS = {
    "china": {2019: 14, 2020: 13, 2021: 16, 2022: 19, 2023: 20},
    "others": {2019: 52, 2020: 43, 2021: 46, 2022: 49, 2023: 40},
}
PART_PAYERS = {
    "china": {2021: 1, 2022: 1, 2023: 3},
    "others": {2019: 4, 2020: 5, 2021: 4, 2022: 7, 2023: 9},
}
BANK_CHARGE = 25.0
EARLIER_GRID = 0.94  # invented: dues before 2023 as a share of the 2023 grid
RATES = {"CNY": 0.1315, "USD": 0.9230}
INVENTED = "invented for the sample"


@dataclass(frozen=True)
class Receipt:
    """One payment for one fee year. Amounts in `currency`, `amount_eur` and the charge in EUR."""

    city_id: str
    fee_year: int
    received_on: str
    amount: float
    currency: str
    rate: float | None
    amount_eur: float
    bank_charge_eur: float | None
    channel: str


def build_dues(members: pd.DataFrame, tariff: pd.DataFrame, income: pd.DataFrame) -> pd.DataFrame:
    """One row a member and fee year from 2019 or the year after joining; none where 2023 stays unknown."""
    levels = income.set_index("country")["income_level"].to_dict()
    joint = tariff[tariff["scheme"] == "joint"]
    keys = zip(joint["income_level"], joint["state_capital"], strict=True)
    prices = dict(zip(keys, joint["amount_eur"].astype(float), strict=True))
    without_record = set(_unknown_in_2023(members))
    rows = []
    for member in members.to_dict("records"):
        city_id, level = member["city_id"], levels[member["country"]]
        for year in YEARS:
            if year < _first_fee_year(member["joined_on"]) or (year == 2023 and city_id in without_record):
                continue
            rows.append(_due(city_id, year, prices[level, member["state_capital"]], level))
    dues = pd.DataFrame(rows)
    waived = (dues["city_id"] == HOST) & (dues["fee_year"] == 2023)
    return dues.assign(
        waived_eur=dues["due_eur"].where(waived),
        waiver_reason=pd.Series("host of the Congress", index=dues.index).where(waived),
    )


def _due(city_id: str, year: int, grid: float, level: str) -> dict[str, object]:
    due = grid if year == 2023 else round(grid * EARLIER_GRID, -1)
    invoiced = f"{year}-01-{16 + int(lot(city_id, ('invoice', year)) * 12):02d}"
    late = year == 2023 and lot(city_id, "no invoice") > 0.9
    basis = f"published tariff 2023-2025, {level}" if year == 2023 else "94 % of the tariff of 2023, invented"
    return {
        "city_id": city_id,
        "fee_year": year,
        "due_eur": due,
        "invoiced_on": None if late else invoiced,
        "source": f"{basis} ; joint scheme and invoice date {INVENTED}",
        "provenance": "illustrative",
    }


def invoiced_before_paid(dues: pd.DataFrame, receipts: pd.DataFrame) -> pd.DataFrame:
    """Who pays in December for the next year has had the invoice by then: 25 days before the payment."""
    first = receipts.groupby(["city_id", "fee_year"])["received_on"].min()
    paid_on = first.reindex(pd.MultiIndex.from_frame(dues[["city_id", "fee_year"]])).to_numpy()
    early = pd.Series(paid_on, index=dues.index) < dues["invoiced_on"]
    sent = pd.to_datetime(pd.Series(paid_on, index=dues.index)) - pd.Timedelta(days=25)
    return dues.assign(invoiced_on=dues["invoiced_on"].mask(early, sent.dt.strftime("%Y-%m-%d")))


def _first_fee_year(joined_on: str) -> int:
    """The fee starts with the year after joining; before 2019 nothing is recorded."""
    return int(joined_on[:4]) + 1 if joined_on else YEARS[0]


def _of_group(members: pd.DataFrame, group: str) -> list[str]:
    is_chinese = members["country"] == "CHN"
    return members.loc[is_chinese if group == "china" else ~is_chinese, "city_id"].tolist()


def _unknown_in_2023(members: pd.DataFrame) -> list[str]:
    unknown = []
    joined = members.set_index("city_id")["joined_on"].to_dict()
    for group, count in UNKNOWN_2023.items():
        old = [city for city in _of_group(members, group) if city != HOST and joined[city] < "2021"]
        unknown += sorted(old, key=lambda city: -_standing(city, 2023))[:count]
    return unknown


def _standing(city_id: str, year: int) -> float:
    """Lower pays first: mostly a lasting lot, partly a lot of the year."""
    return 0.7 * lot(city_id, "pays") + 0.3 * lot(city_id, ("pays", year))


def build_receipts(members: pd.DataFrame, dues: pd.DataFrame) -> pd.DataFrame:
    """Receipts of all payers, with the odd cases applied to payers drawn by lot."""
    due_of = {(row["city_id"], row["fee_year"]): float(row["due_eur"]) for row in dues.to_dict("records")}
    groups = {group: _of_group(members, group) for group in PAYERS}
    receipts = [
        receipt
        for group, by_year in PAYERS.items()
        for year, count in by_year.items()
        for receipt in _payments(groups[group], group, year, count, due_of)
    ]
    for apply_case in (_paid_in_december, _two_years_in_one_transfer, _foreign_money, _overpaid, _refunds):
        receipts = apply_case(receipts, groups)
    receipts = sorted(receipts, key=lambda receipt: (receipt.received_on, receipt.city_id, receipt.fee_year))
    rows = pd.DataFrame([asdict(receipt) for receipt in receipts])
    numbers = [f"r-{day[:4]}-{number:04d}" for number, day in enumerate(rows["received_on"], start=1)]
    return rows.assign(receipt_id=numbers, source=INVENTED, provenance="illustrative")


def _payments(
    cities: list[str], group: str, year: int, count: int, due_of: dict[tuple[str, int], float]
) -> list[Receipt]:
    owing = [city for city in cities if (city, year) in due_of and not (city == HOST and year == 2023)]
    payers = sorted(owing, key=lambda city: _standing(city, year))[:count]
    part = set(draw(payers, PART_PAYERS[group].get(year, 0), ("part", year)))
    short = set(draw([city for city in payers if city not in part], count // 6, ("charge", year)))
    return [
        _payment(city, year, due_of[city, year], part=city in part, short=city in short) for city in payers
    ]


def _payment(city_id: str, year: int, due: float, *, part: bool, short: bool) -> Receipt:
    day = int(lot(city_id, ("day", year)) * (110 if year == 2023 else 230))
    arrived = pd.Timestamp(year, 2, 6) + pd.Timedelta(days=day)
    amount = round(due * (0.4 + 0.3 * lot(city_id, ("part of", year))), -1) if part else due
    charge = BANK_CHARGE if short else 0.0
    return Receipt(
        city_id=city_id,
        fee_year=year,
        received_on=f"{arrived:%Y-%m-%d}",
        amount=amount - charge,
        currency="EUR",
        rate=None,
        amount_eur=amount - charge,
        bank_charge_eur=charge or None,
        channel="uclg" if lot(city_id, "channel") > 0.72 else "bank",
    )


def _chosen(receipts: list[Receipt], cities: list[str], year: int, case: str) -> Receipt:
    """The receipt that the lot chooses for an odd case, among those of a year without a bank charge."""
    plain = {
        receipt.city_id: receipt
        for receipt in receipts
        if receipt.city_id in cities and receipt.fee_year == year and receipt.bank_charge_eur is None
    }
    return plain[draw(plain, 1, case)[0]]


def _changed(receipts: list[Receipt], old: Receipt, **values: object) -> list[Receipt]:
    return [replace(receipt, **values) if receipt is old else receipt for receipt in receipts]  # type: ignore[arg-type]


def _paid_in_december(receipts: list[Receipt], groups: dict[str, list[str]]) -> list[Receipt]:
    """Paid in December for the next year."""
    for cities in groups.values():
        chosen = _chosen(receipts, cities, 2023, "december")
        receipts = _changed(receipts, chosen, received_on="2022-12-15")
    return receipts


def _two_years_in_one_transfer(receipts: list[Receipt], groups: dict[str, list[str]]) -> list[Receipt]:
    """One transfer, two rows: the fee of 2022 arrived with the fee of 2023."""
    of_2022 = {receipt.city_id for receipt in receipts if receipt.fee_year == 2022}
    both = [city for city in groups["china"] if city in of_2022]
    city = _chosen([r for r in receipts if r.received_on > "2023-02"], both, 2023, "two years").city_id
    return [
        replace(receipt, received_on="2023-03-10")
        if receipt.city_id == city and receipt.fee_year in {2022, 2023}
        else receipt
        for receipt in receipts
    ]


def _foreign_money(receipts: list[Receipt], groups: dict[str, list[str]]) -> list[Receipt]:
    """Paid in CNY and in USD; the rate stands in the row."""
    for group, currency in (("china", "CNY"), ("others", "USD")):
        chosen, rate = _chosen(receipts, groups[group], 2023, currency), RATES[currency]
        amount = round(chosen.amount_eur / rate, 2)
        in_eur = round(amount * rate, 2)
        receipts = _changed(receipts, chosen, amount=amount, currency=currency, rate=rate, amount_eur=in_eur)
    return receipts


def _overpaid(receipts: list[Receipt], groups: dict[str, list[str]]) -> list[Receipt]:
    chosen = _chosen(receipts, groups["others"], 2023, "overpaid")
    return _changed(receipts, chosen, amount=chosen.amount + 500.0, amount_eur=chosen.amount_eur + 500.0)


def _refunds(receipts: list[Receipt], groups: dict[str, list[str]]) -> list[Receipt]:
    """One paid twice and got the second payment back; one payment of 2022 went back, so nothing arrived."""
    twice = replace(_chosen(receipts, groups["others"], 2023, "twice"), received_on="2023-05-08")
    whole = _chosen(receipts, groups["others"], 2022, "whole")
    return [*receipts, twice, _reversed(twice, "2023-05-22"), _reversed(whole, "2022-12-05")]


def _reversed(receipt: Receipt, day: str) -> Receipt:
    return replace(receipt, amount=-receipt.amount, amount_eur=-receipt.amount_eur, received_on=day)
