"""Workbooks (.xlsx) with cells and texts that no machine can hold, or that ask for more to be filled in."""

from tests.support.hostile.cases import Hostile, read, refused
from tests.support.hostile.parts import (
    BOMB,
    OUTSIDE,
    TABLE,
    column_name,
    inline,
    relations,
    sheet,
    strings,
    workbook_part,
    xlsx,
)

_LONG_TEXT = "x" * 40_000_000
_MANY_CELLS = "".join(inline(f"{column_name(place)}1", "x") for place in range(60_000))

WORKBOOKS: dict[str, Hostile] = {
    "a cell at the end of the sheet": (
        "fees.xlsx",
        lambda: xlsx(TABLE + f'<row r="1048576">{inline("XFD1048576", "x")}</row>'),
        refused("too_large", "columns"),
    ),
    "a cell in the last row": (
        "fees.xlsx",
        lambda: xlsx(TABLE + f'<row r="1048576">{inline("A1048576", "x")}</row>'),
        refused("too_large", "rows"),
    ),
    "a cell that makes a large rectangle": (
        "fees.xlsx",
        lambda: xlsx(TABLE + f'<row r="390000">{inline("ZZ390000", "x")}</row>'),
        refused("too_large", "cells"),
    ),
    "a far cell with its attributes in another order": (
        "fees.xlsx",
        lambda: xlsx(TABLE + "<row r='1048576'><c t='str' r='XFD1048576'><v>x</v></c></row>"),
        refused("too_large", "columns"),
    ),
    "a far cell under a second sheet of the same name": (
        "fees.xlsx",
        lambda: xlsx(
            TABLE + f'<row r="1048576">{inline("XFD1048576", "x")}</row>',
            workbook=workbook_part("Fees", "Fees"),
            relations=relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "sheet2.xml")),
            sheet2=sheet(TABLE),
        ),
        refused("too_large", "memory"),
    ),
    "60 000 columns": (
        "fees.xlsx",
        lambda: xlsx(f'<row r="1">{_MANY_CELLS}</row>'),
        refused("too_large", "columns"),
    ),
    "a giant text in a cell": (
        "fees.xlsx",
        lambda: xlsx(TABLE.replace("Lima", _LONG_TEXT)),
        read((1, 0, 0, 1), "too_long"),
    ),
    "a giant shared text": (
        "fees.xlsx",
        lambda: xlsx(
            TABLE.replace('<c r="C2"><v>6000</v>', '<c r="C2" t="s"><v>0</v>'), strings=strings(_LONG_TEXT)
        ),
        read((1, 0, 0, 1), "too_long"),
    ),
    "a shared text used ten thousand times": (
        "fees.xlsx",
        lambda: xlsx(
            TABLE + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 20_000)),
            strings=strings("y" * 32_000),
        ),
        refused("too_large", "memory|time"),
    ),
    "billion laughs in the shared texts": (
        "fees.xlsx",
        lambda: xlsx(strings=BOMB + strings("&j;")),
        refused("unsafe", "entities"),
    ),
    "billion laughs in the sheet": (
        "fees.xlsx",
        lambda: xlsx(sheet=BOMB + sheet(TABLE.replace("Lima", "&j;"))),
        refused("unsafe", "entities"),
    ),
    "an external entity in the workbook": (
        "fees.xlsx",
        lambda: xlsx(workbook=OUTSIDE + workbook_part("&a;")),
        refused("unsafe", "entities"),
    ),
    "a document type behind a comment that looks like an element": (
        "fees.xlsx",
        lambda: xlsx(workbook="<!-- <a> -->" + BOMB + workbook_part("&j;")),
        refused("unsafe", "entities"),
    ),
    "a document type behind a megabyte of blanks": (
        "fees.xlsx",
        lambda: xlsx(sheet="<!-- -->" + " " * 2_000_000 + BOMB + sheet(TABLE)),
        refused("unreadable", "damaged"),
    ),
    "a document type in UTF-16": (
        "fees.xlsx",
        lambda: xlsx(sheet=(BOMB + sheet(TABLE)).encode("utf-16")),
        refused("unsafe", "entities"),
    ),
    "a document type in the relationships": (
        "fees.xlsx",
        lambda: xlsx(package=OUTSIDE + relations(("officeDocument", "xl/workbook.xml"))),
        refused("unsafe", "entities"),
    ),
    "an encoding that does not exist": (
        "fees.xlsx",
        lambda: xlsx(workbook='<?xml version="1.0" encoding="klingon"?>' + workbook_part("Fees")),
        refused("unreadable", "damaged"),
    ),
}
