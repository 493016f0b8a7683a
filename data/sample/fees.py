"""Invented dues and receipts of 2019-2023, with every case that makes the definitions differ.

Who pays is drawn by lot, so that no invented arrear follows from anything that is known about a city. Numbers
of payers are fixed: 60 for fee year 2023 by any receipt, 20 of them Chinese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.sample.lots import draw, lot

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = range(2019, 2024)
HOST = "bel-brussels"  # host of the Congress: its fee of 2023 is waived
UNKNOWN_2023 = {"china": 1, "others": 14}
PAYERS = {
    "china": {2019: 14, 2020: 13, 2021: 16, 2022: 19, 2023: 20},
    "others": {2019: 52, 2020: 43, 2021: 46, 2022: 49, 2023: 40},
}
PART_PAYERS = {"china": {2021: 1, 2022: 1, 2023: 3}, "others": {2019: 4, 2020: 5, 2021: 4, 2022: 7, 2023: 9}}
BANK_CHARGE = 25.0
EARLIER_GRID = 0.94  # invented: dues before 2023 as a share of the 2023 grid
RATES = {"CNY": 0.1315, "USD": 0.9230}
INVENTED = "invented for the sample"


def build_dues(members: pd.DataFrame, tariff: pd.DataFrame, income: pd.DataFrame) -> pd.DataFrame:
    """One row a member and fee year from 2019 or the year after joining; none where 2023 is to stay unknown."""
    levels = income.set_index("country")["income_level"]
    prices = tariff[tariff["scheme"] == "joint"].set_index(["income_level", "state_capital"])["amount_eur"]
    without_record = set(_unknown_in_2023(members))
    rows = []
    for member in members.itertuples():
        grid = float(prices[levels[member.country], member.state_capital])
        for year in YEARS:
            if year < _first_fee_year(str(member.joined_on)) or (year == 2023 and member.city_id in without_record):
                continue
            rows.append(_due(str(member.city_id), year, grid, levels[member.country]))
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


def _first_fee_year(joined_on: str) -> int:
    """The fee starts with the year after joining; before 2019 nothing is recorded."""
    return int(joined_on[:4]) + 1 if joined_on else YEARS[0]


def _of_group(members: pd.DataFrame, group: str) -> list[str]:
    is_chinese = members["country"] == "CHN"
    return members.loc[is_chinese if group == "china" else ~is_chinese, "city_id"].tolist()


def _unknown_in_2023(members: pd.DataFrame) -> list[str]:
    unknown = []
    for group, count in UNKNOWN_2023.items():
        joined = members.set_index("city_id")["joined_on"]
        old = [city for city in _of_group(members, group) if city != HOST and joined[city] < "2021"]
        unknown += sorted(old, key=lambda city: -_standing(city, 2023))[:count]
    return unknown


def _standing(city_id: str, year: int) -> float:
    """Lower pays first: mostly a lasting lot, partly a lot of the year."""
    return 0.7 * lot(city_id, "pays") + 0.3 * lot(city_id, ("pays", year))


def build_receipts(members: pd.DataFrame, dues: pd.DataFrame) -> pd.DataFrame:
    """Receipts of all payers, with the odd cases applied to payers drawn by lot."""
    rows: list[dict[str, object]] = []
    due_of = dues.set_index(["city_id", "fee_year"])["due_eur"]
    for group, by_year in PAYERS.items():
        for year, count in by_year.items():
            rows += _payments(_of_group(members, group), group, year, count, due_of)
    receipts = pd.DataFrame(rows).sort_values(["received_on", "city_id"], ignore_index=True)
    for apply_case in (_paid_in_december, _two_years_in_one_transfer, _foreign_money, _overpaid, _refunds):
        receipts = apply_case(receipts, members)
    receipts = receipts.sort_values(["received_on", "city_id", "fee_year"], ignore_index=True)
    numbers = [f"r-{day[:4]}-{number:04d}" for number, day in enumerate(receipts["received_on"], start=1)]
    return receipts.assign(receipt_id=numbers, source=INVENTED, provenance="illustrative")


def _payments(
    cities: list[str], group: str, year: int, count: int, due_of: pd.Series
) -> list[dict[str, object]]:
    owing = [city for city in cities if (city, year) in due_of.index and not (city == HOST and year == 2023)]
    payers = sorted(owing, key=lambda city: _standing(city, year))[:count]
    part = set(draw(payers, PART_PAYERS[group].get(year, 0), ("part", year)))
    short = set(draw([city for city in payers if city not in part], count // 6, ("charge", year)))
    return [
        _payment(city, year, float(due_of[city, year]), part=city in part, short=city in short)
        for city in payers
    ]


def _payment(city_id: str, year: int, due: float, *, part: bool, short: bool) -> dict[str, object]:
    day = int(lot(city_id, ("day", year)) * (110 if year == 2023 else 230))
    arrived = pd.Timestamp(year, 2, 6) + pd.Timedelta(days=day)
    amount = round(due * (0.4 + 0.3 * lot(city_id, ("part of", year))), -1) if part else due
    charge = BANK_CHARGE if short else 0.0
    return {
        "city_id": city_id,
        "fee_year": year,
        "received_on": f"{arrived:%Y-%m-%d}",
        "amount": amount - charge,
        "currency": "EUR",
        "rate": None,
        "amount_eur": amount - charge,
        "bank_charge_eur": charge or None,
        "channel": "uclg" if lot(city_id, "channel") > 0.72 else "bank",
    }


def _rows_of(receipts: pd.DataFrame, members: pd.DataFrame, group: str, year: int) -> pd.DataFrame:
    """Receipts of one group and year without a bank charge."""
    of_group = receipts["city_id"].isin(_of_group(members, group))
    return receipts[of_group & (receipts["fee_year"] == year) & receipts["bank_charge_eur"].isna()]


def _pick(receipts: pd.DataFrame, members: pd.DataFrame, group: str, year: int, case: str) -> int:
    """Index of the receipt that the lot chooses for an odd case."""
    rows = _rows_of(receipts, members, group, year)
    chosen = draw(rows["city_id"], 1, case)[0]
    return int(rows.index[rows["city_id"] == chosen][0])


def _change(receipts: pd.DataFrame, index: int, **values: object) -> pd.DataFrame:
    changed = receipts.copy()
    for column, value in values.items():
        changed[column] = changed[column].astype("object") if value is not None else changed[column]
        changed.loc[index, column] = value
    return changed


def _paid_in_december(receipts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Paid in December for the next year."""
    for group in ("china", "others"):
        index = _pick(receipts, members, group, 2023, "december")
        receipts = _change(receipts, index, received_on="2022-12-15")
    return receipts


def _two_years_in_one_transfer(receipts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One transfer, two rows: the fee of 2022 arrived with the fee of 2023."""
    both = _rows_of(receipts, members, "china", 2022).merge(
        _rows_of(receipts, members, "china", 2023), on="city_id", suffixes=("", "_next")
    )
    late = both[both["received_on_next"] > "2023-02"]
    chosen = draw(late["city_id"], 1, "two years")[0]
    is_chosen = (receipts["city_id"] == chosen) & receipts["fee_year"].isin([2022, 2023])
    changed = receipts.copy()
    changed.loc[is_chosen, "received_on"] = "2023-03-10"
    return changed


def _foreign_money(receipts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Paid in CNY and in USD; the rate stands in the row."""
    for group, currency in (("china", "CNY"), ("others", "USD")):
        index = _pick(receipts, members, group, 2023, currency)
        eur = float(receipts.loc[index, "amount_eur"])
        foreign = round(eur / RATES[currency], 2)
        receipts = _change(
            receipts,
            index,
            amount=foreign,
            currency=currency,
            rate=RATES[currency],
            amount_eur=round(foreign * RATES[currency], 2),
        )
    return receipts


def _overpaid(receipts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    index = _pick(receipts, members, "others", 2023, "overpaid")
    amount = float(receipts.loc[index, "amount_eur"]) + 500.0
    return _change(receipts, index, amount=amount, amount_eur=amount)


def _refunds(receipts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One paid twice and got half back; one payment of 2022 went back in full, so that nothing arrived."""
    twice = receipts.loc[_pick(receipts, members, "others", 2023, "twice")].to_dict()
    whole = receipts.loc[_pick(receipts, members, "others", 2022, "whole")].to_dict()
    again = twice | {"received_on": "2023-05-08"}
    back = [_reversed(again, "2023-05-22"), _reversed(whole, "2022-12-05")]
    return pd.concat([receipts, pd.DataFrame([again, *back])], ignore_index=True)


def _reversed(receipt: dict[str, object], day: str) -> dict[str, object]:
    negative: Callable[[object], float] = lambda value: -float(str(value))  # noqa: E731
    amounts = {name: negative(receipt[name]) for name in ("amount", "amount_eur")}
    return receipt | amounts | {"received_on": day, "bank_charge_eur": None}
