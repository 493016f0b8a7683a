"""Dues, receipts and prices of the invented sets."""

from tests.recount.plans import LEVELS, Plan
from tests.recount.tables import Row


def dues(plan: Plan, cities: list[str]) -> list[Row]:
    """Rows with and without fee, discount, waiver and invoice date; some members have none."""
    rows = []
    for city in cities:
        for year in range(2020, 2025):

            def lot(*choices: str, of: str, key: tuple[str, int] = (city, year)) -> str:
                return plan.lot(choices, "dues", key, of)

            if lot("", "", "", "none", of="row") == "none" or (year == 2024 and plan.as_of < "2024"):
                continue
            fee = lot("", "8840", "8840", "1000", "0", "16560", of="fee")
            rows.append({
                "city_id": city,
                "fee_year": str(year),
                "due_eur": fee,
                "discount_eur": lot("", "", "", "840", "0", of="discount"),
                "waived_eur": lot("", "", "", "", "8840", "16560", "100", "0", of="waived"),
                "invoiced_on": lot("", f"{year}-01-25", f"{year}-02-14", f"{year}-04-30", f"{year}-05-01",
                                   f"{year}-06-15", f"{year - 1}-12-01", of="invoice"),
                "provenance": plan.made("dues", city, year),
            })  # fmt: skip
    return rows


def receipts(plan: Plan, cities: list[str]) -> list[Row]:
    """Whole and part payments, prepayments, refunds, foreign money with a rate, 98 % and a cent less."""
    rows = []
    for city in cities:
        for year in range(2020, 2024):
            cases = [
                "",
                "",
                "8840",
                "8840",
                "3000",
                "8663.20",
                "8663.19",
                "980",
                "cny",
                "refund",
                "back",
                "16560",
            ]
            case = plan.lot(cases, "receipt", city, year)
            on = plan.lot(
                [f"{year - 1}-12-18", f"{year}-02-01", f"{year}-05-31", f"{year + 1}-01-10"], "on", city, year
            )
            made = plan.made("receipts", city, year)
            rows += [
                _receipt(f"{city}-{year}-{at}", made, *row)
                for at, row in enumerate(_case(case, city, year, on))
            ]
    rows.append(_receipt(f"{plan.name}-next", "", cities[3], 2024, "2023-12-18", "8840", "EUR", ""))
    return [row for row in rows if row["received_on"] <= plan.as_of]


def _case(case: str, city: str, year: int, on: str) -> list[tuple[str, int, str, str, str, str]]:
    if not case:
        return []
    if case == "cny":
        return [(city, year, on, "70000", "CNY", "0.1335"), (city, year, on, "0.3", "CNY", "0.15")]
    if case == "refund":
        return [(city, year, on, "8840", "EUR", ""), (city, year, f"{year}-05-30", "-8840", "EUR", "")]
    if case == "back":
        return [(city, year, on, "-500", "EUR", "")]
    return [(city, year, on, case, "EUR", "")]


def _receipt(
    name: str, made: str, city: str, year: int, on: str, amount: str, currency: str, rate: str
) -> Row:
    return {
        "receipt_id": name,
        "city_id": city,
        "fee_year": str(year),
        "received_on": on,
        "amount": amount,
        "currency": currency,
        "rate": rate,
        "amount_eur": "",
        "provenance": made,
    }


def tariff(plan: Plan) -> list[Row]:
    """Two grids that overlap in 2023, the later of them without exclusive prices for capitals."""
    rows = []
    for start, end, factor in ((2021, 2023, 90), (2023, 2024, 100)):
        for at, level in enumerate(LEVELS):
            for capital in ("false", "true"):
                for scheme in ("joint", "exclusive"):
                    price = (2210 * (at + 1) + (1000 if capital == "true" else 0)) * factor / 100
                    price = price if scheme == "joint" else price / 2
                    rows.append({
                        "period_from": str(start), "period_to": str(end), "income_level": level,
                        "state_capital": capital, "scheme": scheme, "amount_eur": f"{price:.2f}",
                        "provenance": plan.made("tariff", start, level, capital, scheme),
                    })  # fmt: skip
    return rows


def income_levels(plan: Plan) -> list[Row]:
    """Lists of several years, one of them later than the data; a country is on none."""
    return [
        {
            "country": country,
            "fiscal_year": str(year),
            "income_level": plan.lot(LEVELS, "level", country, year),
            "provenance": plan.made("income_levels", country, year),
        }
        for country in ("BRA", "CHN", "DEU")
        for year in (2020, 2023, 2030)
    ]
