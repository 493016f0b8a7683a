"""Layouts of messy spreadsheets, functions of the words of a language: the file and what must come out."""

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from tests.support.messy.words import Words
from tests.support.uploads import Rows, book, text

LIMA, WUHAN, BARCELONA = "per-lima", "chn-wuhan", "esp-barcelona"
THREE = [LIMA, WUHAN, BARCELONA]


@dataclass(frozen=True)
class Expected:
    """One table: read, kept, ignored, held; its kept values by field; its errors and reasons for ignoring."""

    table: str
    account: tuple[int, int, int, int]
    values: dict[str, list[Any]]
    errors: dict[str, int] = field(default_factory=dict)
    ignored: dict[int, str] = field(default_factory=dict)
    header_row: int = 1


@dataclass(frozen=True)
class Messy:
    """A file and what must come out of it, in the order of the file. counted: conversion → cells, over all
    tables. warnings: warning → how often."""

    name: str
    content: bytes
    tables: list[Expected]
    counted: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)


def sheet(rows: Rows, name: str = "Sheet1", merged: list[tuple[int, int, int, int]] | None = None) -> bytes:
    """A workbook of one sheet; merged: first row, first column, last row, last column, from 0."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        made_sheet = made.add_worksheet(name)
        for area in merged or []:
            made_sheet.merge_range(*area, rows[area[0]][area[1]])
        inside = {
            (row, column)
            for top, left, bottom, right in merged or []
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell != "" and (row, column) not in inside:
                    made_sheet.write(row, column, cell)
    return target.getvalue()


def titles_and_date_above(w: Words) -> Messy:
    rows = [[w.title], [w.as_of], [], [w.city, w.year, w.due], [w.lima, 2023, 5000], [w.wuhan, 2023, 6000]]
    due = Expected(
        "dues",
        (2, 2, 0, 0),
        {"city_id": [LIMA, WUHAN], "fee_year": [2023, 2023], "due_eur": [5000.0, 6000.0]},
        header_row=4,
    )
    return Messy("book.xlsx", book(rows), [due])


def a_header_of_two_rows_with_merged_groups(w: Words) -> Messy:
    rows = [
        [w.city, f"{w.fees} 2023", ""],
        ["", w.due, w.discount],
        [w.lima, 5000, 50],
        [w.wuhan, 6000, 60],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2)]
    due = Expected(
        "dues",
        (2, 2, 0, 0),
        {"fee_year": [2023, 2023], "due_eur": [5000.0, 6000.0], "discount_eur": [50.0, 60.0]},
        header_row=2,
    )
    return Messy("book.xlsx", sheet(rows, merged=merged), [due])


def a_header_of_three_rows(w: Words) -> Messy:
    rows = [[w.city, w.fees, w.fees], ["", 2023, 2023], ["", w.due, w.discount], [w.barcelona, 7000, 70]]
    due = Expected(
        "dues",
        (1, 1, 0, 0),
        {"city_id": [BARCELONA], "fee_year": [2023], "due_eur": [7000.0], "discount_eur": [70.0]},
        header_row=3,
    )
    return Messy("book.xlsx", book(rows), [due])


def totals_subtotals_and_remarks(w: Words) -> Messy:
    rows = [
        [w.city, w.year, w.due],
        [w.wuhan, 2023, 6000],
        [w.subtotal, "", 6000],
        [w.lima, 2023, 5000],
        [w.barcelona, 2023, 7000],
        [w.total, "", 18000],
        [],
        [w.remark],
        ["* 2023"],
    ]
    ignored = {3: "total_row", 6: "total_row", 8: "note_row", 9: "note_row"}
    found = {"city_id": [WUHAN, LIMA, BARCELONA], "due_eur": [6000.0, 5000.0, 7000.0]}
    return Messy("book.xlsx", book(rows), [Expected("dues", (7, 3, 4, 0), found, ignored=ignored)])


def headers_repeated_and_blank_rows(w: Words) -> Messy:
    header = [w.city, w.year, w.due]
    rows = [header, [w.lima, 2023, 5000], [], header, [w.wuhan, 2023, 6000], ["", " ", ""], header]
    ignored = {4: "repeated_header", 7: "repeated_header"}
    found = {"city_id": [LIMA, WUHAN], "due_eur": [5000.0, 6000.0]}
    return Messy("book.xlsx", book(rows), [Expected("dues", (4, 2, 2, 0), found, ignored=ignored)])


def two_tables_on_a_sheet(w: Words) -> Messy:
    rows = [
        [w.city, w.year, w.due],
        [w.lima, 2023, 5000],
        [],
        [w.prospects],
        [w.city, w.stage, w.probability],
        ["佛山", w.applied, "30%"],
    ]
    due = Expected("dues", (2, 1, 1, 0), {"city_id": [LIMA], "due_eur": [5000.0]}, ignored={4: "note_row"})
    found = {"city_id": ["chn-foshan"], "stage": ["applied"], "probability": [0.3]}
    prospects = Expected("prospects", (1, 1, 0, 0), found, header_row=5)
    return Messy("book.xlsx", book(rows), [due, prospects], {"percent_read": 1, "codes_read": 1})


def one_column_a_year(w: Words) -> Messy:
    rows = [[w.city, 2021, 2022, "2023"], [w.lima, 1, 2, 3], [w.wuhan, 4, "", 6]]
    found = {
        "city_id": [LIMA, WUHAN, LIMA, LIMA, WUHAN],
        "fee_year": [2021, 2021, 2022, 2023, 2023],
        "due_eur": [1.0, 4.0, 2.0, 3.0, 6.0],
    }
    return Messy("book.xlsx", book({w.due: rows}), [Expected("dues", (2, 2, 0, 0), found)])


def due_and_paid_in_one_row(w: Words) -> Messy:
    rows = [
        [w.city, w.year, w.due, w.paid, w.paid_on],
        [w.lima, 2023, 5000, 2500, dt.date(2023, 3, 1)],
        [w.wuhan, 2023, 6000, "", ""],
        [w.barcelona, 2023, 7000, 0, ""],
    ]
    due = Expected("dues", (3, 3, 0, 0), {"city_id": THREE, "due_eur": [5000.0, 6000.0, 7000.0]})
    found = {"city_id": [LIMA], "amount_eur": [2500.0], "received_on": ["2023-03-01"]}
    nothing = {3: "nothing_stated", 4: "nothing_stated"}
    receipts = Expected("receipts", (3, 1, 2, 0), found, ignored=nothing)
    return Messy("book.xlsx", book(rows), [receipts, due], {"currency_assumed": 1, "ids_made": 1})


def merged_city_cells(w: Words) -> Messy:
    rows = [
        [w.city, w.year, w.due],
        [w.lima, 2021, 1],
        ["", 2022, 2],
        ["", 2023, 3],
        [w.wuhan, 2022, 4],
        ["", 2023, 5],
    ]
    merged = [(1, 0, 3, 0), (4, 0, 5, 0)]
    found = {
        "city_id": [LIMA, LIMA, LIMA, WUHAN, WUHAN],
        "fee_year": [2021, 2022, 2023, 2022, 2023],
        "due_eur": [1.0, 2.0, 3.0, 4.0, 5.0],
    }
    due = Expected("dues", (5, 5, 0, 0), found)
    return Messy("book.xlsx", sheet(rows, merged=merged), [due], {"merged_filled": 3})


def an_amount_merged_over_two_rows(w: Words) -> Messy:
    rows = [[w.city, w.year, w.due], [w.lima, 2022, 900], [w.lima, 2023, ""], [w.wuhan, 2023, 3]]
    due = Expected("dues", (3, 1, 0, 2), {"city_id": [WUHAN], "due_eur": [3.0]}, {"merged_amount": 2})
    return Messy("book.xlsx", sheet(rows, merged=[(1, 2, 2, 2)]), [due])


def semicolons_and_decimal_commas_behind_a_bom(w: Words) -> Messy:
    rows = [[w.city, w.year, w.due], [w.lima, "2023", "1234,5"], [w.wuhan, "2023", "3.000"]]
    found = {"city_id": [LIMA, WUHAN], "due_eur": [1234.5, 3000.0]}
    due = Expected("dues", (2, 2, 0, 0), found)
    return Messy("fees.csv", text(rows, ";", "utf-8-sig"), [due], {"decimal_comma": 1, "grouped_numbers": 1})


def tabs_in_the_encoding_of_older_programs(w: Words) -> Messy:
    rows = [
        [w.city, w.year, w.due, w.discount, w.paid, w.paid_on],
        [w.lima, "2023", "5000", "50", "40", "2023-03-01"],
        [w.wuhan, "2023", "6000", "60", "", ""],
        [w.total, "", "11000", "110", "40", ""],
    ]
    content = text(rows, "\t", w.encoding)
    due = Expected(
        "dues",
        (3, 2, 1, 0),
        {"city_id": [LIMA, WUHAN], "due_eur": [5000.0, 6000.0], "discount_eur": [50.0, 60.0]},
        ignored={4: "total_row"},
    )
    receipts = Expected(
        "receipts",
        (3, 1, 2, 0),
        {"city_id": [LIMA], "amount": [40.0], "received_on": ["2023-03-01"]},
        ignored={3: "nothing_stated", 4: "total_row"},
    )
    return Messy("fees.txt", content, [due, receipts])


def utf_16_with_commas(w: Words) -> Messy:
    rows = [[w.city, w.year, w.due], [w.lima, "2023", "5000"], [w.barcelona, "2022", "7000"]]
    found = {"city_id": [LIMA, BARCELONA], "fee_year": [2023, 2022], "due_eur": [5000.0, 7000.0]}
    return Messy("fees.csv", text(rows, ",", "utf-16"), [Expected("dues", (2, 2, 0, 0), found)])
