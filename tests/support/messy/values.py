"""Messy values, functions of the words of a language: dates, numbers, currencies, broken cells, names."""

import datetime as dt
import io

import xlsxwriter

from tests.support.messy.layouts import BARCELONA, LIMA, THREE, WUHAN, Expected, Messy
from tests.support.messy.words import Words
from tests.support.uploads import book, text


def payments(w: Words, *rows: tuple[object, ...], **columns: str) -> list[list[object]]:
    """A sheet of payments: city, year, amount, day, and further columns."""
    return [[w.city, w.year, w.paid, w.paid_on, *columns.values()], *map(list, rows)]


def dates_in_words(w: Words) -> Messy:
    rows = payments(w, (w.lima, 2023, 1, w.day), (w.wuhan, 2023, 2, w.early), (w.lima, 2023, 3, "2023.5.10"))
    found = {"received_on": ["2023-05-13", "2023-03-01", "2023-05-10"], "amount": [1.0, 2.0, 3.0]}
    receipts = Expected("receipts", (3, 3, 0, 0), found)
    return Messy("book.xlsx", book(rows), [receipts], {"written_dates": 3, "currency_assumed": 3})


def days_first_by_one_that_decides(w: Words) -> Messy:
    rows = payments(w, (w.lima, 2023, 1, "04/05/2023"), (w.wuhan, 2023, 2, "25/02/2023"))
    receipts = Expected("receipts", (2, 2, 0, 0), {"received_on": ["2023-05-04", "2023-02-25"]})
    return Messy("book.xlsx", book(rows), [receipts], {"dates_day_first": 2})


def days_that_nothing_decides(w: Words) -> Messy:
    rows = payments(w, (w.lima, 2023, 1, "04/05/2023"), (w.wuhan, 2023, 2, "2023-02-25"))
    found = {"received_on": ["2023-02-25"], "amount": [2.0]}
    receipts = Expected("receipts", (2, 1, 0, 1), found, {"ambiguous_dates": 1})
    return Messy("book.xlsx", book(rows), [receipts])


def serial_numbers_of_1904(w: Words) -> Messy:
    rows = payments(w, (w.lima, 2023, 1, dt.date(2023, 5, 9)), (w.wuhan, 2023, 2, 43593))
    receipts = Expected("receipts", (2, 2, 0, 0), {"received_on": ["2023-05-09", "2023-05-09"]})
    return Messy("book.xlsx", book(rows, date_1904=True), [receipts], {"serial_dates": 1})


def numbers_as_the_language_writes_them(w: Words) -> Messy:
    rows = [[w.city, w.year, w.due], [w.lima, 2023, w.number], [w.wuhan, "２０２３", w.large]]
    found = {"city_id": [LIMA, WUHAN], "fee_year": [2023, 2023], "due_eur": [1234.5, 12345.6]}
    return Messy("book.xlsx", book(rows), [Expected("dues", (2, 2, 0, 0), found)])


def numbers_that_nothing_decides(w: Words) -> Messy:
    rows = [[w.city, w.year, w.due], [w.lima, 2023, "3.000"], [w.wuhan, 2023, 6000]]
    found = {"city_id": [WUHAN], "due_eur": [6000.0]}
    due = Expected("dues", (2, 1, 0, 1), found, {"ambiguous_numbers": 1})
    return Messy("book.xlsx", book(rows), [due])


def number_formats_of_ten_thousands_and_percent(w: Words) -> Messy:
    fees = [[w.city, w.year, w.due], [w.lima, 2023, (1.25, '0.00"万"')], [w.wuhan, 2023, (6000, "#,##0")]]
    plans = [[w.city, w.stage, w.probability], ["东莞", w.applied, (0.25, "0%")], ["佛山", w.applied, "30 %"]]
    due = Expected("dues", (2, 2, 0, 0), {"due_eur": [12500.0, 6000.0]})
    found = {"city_id": ["chn-dongguan", "chn-foshan"], "probability": [0.25, 0.3]}
    prospects = Expected("prospects", (2, 2, 0, 0), found)
    content = book({w.due: fees, w.prospects: plans})
    return Messy("book.xlsx", content, [due, prospects], {"numbers_scaled": 1, "percent_read": 2})


def foreign_money_without_a_rate(w: Words) -> Messy:
    rows = payments(w, (w.lima, 2023, "¥63000", w.day), (w.wuhan, 2023, "€ 100", w.day), c=w.currency)
    found = {"city_id": [WUHAN], "currency": ["EUR"], "amount_eur": [100.0]}
    receipts = Expected("receipts", (2, 1, 0, 1), found, {"missing_rate": 1})
    return Messy("book.xlsx", book(rows), [receipts], {"currency_read": 2})


def foreign_money_with_a_rate(w: Words) -> Messy:
    rows = payments(
        w, (w.lima, 2023, 63000, w.day, "人民币", 0.13), (w.wuhan, 2023, 100, w.day, "EUR", ""),
        c=w.currency, r=w.rate,
    )  # fmt: skip
    found = {"currency": ["CNY", "EUR"], "amount_eur": [8190.0, 100.0], "rate": [0.13, None]}
    return Messy("book.xlsx", book(rows), [Expected("receipts", (2, 2, 0, 0), found)], {"codes_read": 1})


def errors_and_formulas_without_a_value(w: Words) -> Messy:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for row, cells in enumerate(
            [[w.city, w.year, w.due], [w.lima, 2021], [w.lima, 2022], [w.lima, 2023]]
        ):
            sheet.write_row(row, 0, cells)
        for place, (formula, value) in {
            "C2": ("=Z9+1", "#REF!"),
            "C3": ("=B2*2", ""),
            "C4": ("=1+1", 2),
        }.items():
            sheet.write_formula(place, formula, None, value)
    due = Expected(
        "dues",
        (3, 1, 0, 2),
        {"fee_year": [2023], "due_eur": [2.0]},
        {"error_cell": 1, "formula_without_value": 1},
    )
    return Messy("book.xlsx", target.getvalue(), [due])


def a_hidden_sheet_beside_the_one_to_read(w: Words) -> Messy:
    header = [w.city, w.year, w.due]
    sheets = {w.fees: [header, [w.lima, 2023, 5000]], "Old": [header, [w.wuhan, 2023, 6000]]}
    due = Expected("dues", (1, 1, 0, 0), {"city_id": [LIMA], "due_eur": [5000.0]})
    return Messy("book.xlsx", book(sheets, hidden=("Old",)), [due])


def codes_and_yes_and_no_in_words(w: Words) -> Messy:
    rows = [
        [w.city, w.status, w.capital],
        [w.lima, w.member, w.yes],
        [w.wuhan, w.member, w.no],
        [w.barcelona, "?!", ""],
    ]
    found = {"city_id": [LIMA, WUHAN], "status": ["member", "member"], "state_capital": [True, False]}
    members = Expected("members", (3, 2, 0, 1), found, {"bad_value": 1})
    return Messy("book.xlsx", book(rows), [members], {"codes_read": 4})


def a_heading_mistyped_and_one_unknown(w: Words) -> Messy:
    rows = [[w.city, w.year, w.mistyped, "Qwerty"], [w.lima, 2023, 5000, "x"], [w.wuhan, 2023, 6000, "y"]]
    due = Expected("dues", (2, 2, 0, 0), {"city_id": [LIMA, WUHAN], "due_eur": [5000.0, 6000.0]})
    warnings = {"guessed_column": 1, "unmapped_column": 1}
    return Messy("book.xlsx", book({w.fees: rows}), [due], warnings=warnings)


def headings_in_full_width_and_with_marks(w: Words) -> Messy:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in w.city)
    rows = [[wide, f" {w.year.upper()} *", f"{w.due}\n(EUR)"], [w.lima, 2023, 5000]]
    due = Expected("dues", (1, 1, 0, 0), {"city_id": [LIMA], "fee_year": [2023], "due_eur": [5000.0]})
    return Messy("book.xlsx", book(rows), [due])


def names_by_alias_slip_and_unknown(w: Words) -> Messy:
    rows = [
        [w.city, w.year, w.due],
        [w.lima, 2023, 1],
        [w.wuhan, 2023, 2],
        [w.barcelona, 2023, 3],
        ["西安市", 2023, 4],
        ["Canton", 2023, 5],
        ["Guangzou", 2022, 6],
        ["Atlantis", 2023, 7],
    ]
    found = {"city_id": [*THREE, "chn-xian", "chn-guangzhou"], "due_eur": [1.0, 2.0, 3.0, 4.0, 5.0]}
    due = Expected("dues", (7, 5, 0, 2), found, {"suggested_city": 1, "unknown_city": 1})
    return Messy("book.xlsx", book(rows), [due])


def a_key_that_stands_twice(w: Words) -> Messy:
    rows = [[w.city, w.year, w.due], [w.lima, 2023, "5000"], ["Lima", 2023, "5001"], [w.lima, 2022, "5002"]]
    found = {"city_id": [LIMA, LIMA], "fee_year": [2023, 2022], "due_eur": [5000.0, 5002.0]}
    due = Expected("dues", (3, 2, 0, 1), found, {"duplicate_key": 1})
    return Messy("fees.csv", text(rows, "|"), [due])


def a_roll_with_fees_beside_it(w: Words) -> Messy:
    rows = [
        [w.city, w.country, w.status, f"{w.due} 2022", f"{w.due} 2023"],
        [w.lima, "PER", w.member, 1, 2],
        [w.barcelona, "ESP", w.member, 3, ""],
    ]
    found = {"city_id": [LIMA, BARCELONA], "country": ["PER", "ESP"], "status": ["member", "member"]}
    members = Expected("members", (2, 2, 0, 0), found)
    found = {
        "city_id": [LIMA, BARCELONA, LIMA],
        "fee_year": [2022, 2022, 2023],
        "due_eur": [1.0, 3.0, 2.0],
    }
    return Messy("book.xlsx", book({"Members": rows}), [members, Expected("dues", (2, 2, 0, 0), found)])


def a_year_in_the_name_of_the_sheet(w: Words) -> Messy:
    content = book({f"{w.fees} 2021": [[w.city, w.due, w.waived], [w.lima, 5000, 5], [w.wuhan, 6000, ""]]})
    found = {"fee_year": [2021, 2021], "due_eur": [5000.0, 6000.0], "waived_eur": [5.0, None]}
    return Messy("book.xlsx", content, [Expected("dues", (2, 2, 0, 0), found)], {"year_from_title": 2})
