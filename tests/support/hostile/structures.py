"""Workbooks (.xlsx) whose parts do not fit together, or that are made to keep a reader busy."""

from tests.support.hostile.cases import Hostile, read, refused
from tests.support.hostile.parts import TABLE, inline, relations, sheet, strings, styles, workbook_part, xlsx

STRUCTURES: dict[str, Hostile] = {
    "a million elements one in the other, in the sheet": (
        "fees.xlsx",
        lambda: xlsx(sheet=sheet(TABLE, "<a>" * 1_000_000 + "</a>" * 1_000_000)),
        read((1, 1, 0, 0)),
    ),
    "a million elements one in the other, in the workbook": (
        "fees.xlsx",
        lambda: xlsx(
            workbook=workbook_part("Fees").replace(
                "</workbook>", "<a>" * 1_000_000 + "</a>" * 1_000_000 + "</workbook>"
            )
        ),
        read((1, 1, 0, 0)),
    ),
    "styles that refer to each other in a circle": (
        "fees.xlsx",
        lambda: xlsx(
            TABLE.replace('r="C2"', 'r="C2" s="1"'),
            styles=styles(
                '<cellStyleXfs><xf xfId="1"/><xf xfId="0"/></cellStyleXfs>'
                '<cellXfs><xf xfId="1"/><xf xfId="1"/></cellXfs>'
            ),
        ),
        read((1, 1, 0, 0)),
    ),
    "a style that is no number": (
        "fees.xlsx",
        lambda: xlsx(styles=styles('<cellXfs><xf numFmtId="many"/></cellXfs>')),
        refused("unreadable", "damaged"),
    ),
    "fifty thousand number formats": (
        "fees.xlsx",
        lambda: xlsx(
            TABLE + "".join(f'<row r="{n}"><c r="C{n}" s="{n}"><v>1</v></c></row>' for n in range(3, 50_000)),
            styles=styles(
                "<numFmts>"
                + "".join(f'<numFmt numFmtId="{n}" formatCode="0%;{n}"/>' for n in range(200, 50_200))
                + "</numFmts><cellXfs>"
                + "".join(f'<xf numFmtId="{n}"/>' for n in range(200, 50_200))
                + "</cellXfs>"
            ),
        ),
        refused("too_large", "formats"),
    ),
    "a shared text that does not exist": (
        "fees.xlsx",
        lambda: xlsx(TABLE.replace('<c r="C2"><v>6000</v>', '<c r="C2" t="s"><v>77</v>')),
        refused("unreadable", "damaged"),
    ),
    "shared texts cut off": (
        "fees.xlsx",
        lambda: xlsx(strings=strings("a", "b")[:-20]),
        refused("unreadable", "damaged"),
    ),
    "a sheet cut off": (
        "fees.xlsx",
        lambda: xlsx(sheet=sheet(TABLE)[:-60]),
        refused("unreadable", "damaged"),
    ),
    "a sheet of something else than XML": (
        "fees.xlsx",
        lambda: xlsx(sheet=b"\xff\xfe\x00nothing" * 100),
        refused("unreadable", "damaged"),
    ),
    "a sheet that is not in the file": (
        "fees.xlsx",
        lambda: xlsx(relations=relations(("worksheet", "worksheets/none.xml"))),
        refused("unreadable", "damaged"),
    ),
    "relationships that climb out of the file": (
        "fees.xlsx",
        lambda: xlsx(relations=relations(("worksheet", "../../../../etc/passwd"))),
        refused("unreadable", "damaged"),
    ),
    "a sheet that is the workbook itself": (
        "fees.xlsx",
        lambda: xlsx(relations=relations(("worksheet", "workbook.xml"))),
        refused("empty"),
    ),
    "no workbook in the workbook": (
        "fees.xlsx",
        lambda: xlsx(workbook=None),
        refused("unreadable", "damaged"),
    ),
    "a workbook without relationships": (
        "fees.xlsx",
        lambda: xlsx(relations=None),
        refused("unreadable", "damaged"),
    ),
    "cells that never end": (
        "fees.xlsx",
        lambda: xlsx(sheet=sheet(TABLE + "<row>" + "<c " * 3_000_000)),
        refused("unreadable", "damaged"),
    ),
    "a cell of a million attributes": (
        "fees.xlsx",
        lambda: xlsx(TABLE + '<row r="3"><c' + ' t="e" s="1"' * 1_000_000 + "/></row>"),
        read((1, 1, 0, 0)),
    ),
    "error cells that never end": (
        "fees.xlsx",
        lambda: xlsx(TABLE + '<row r="3">' + '<c r="A3" t="e"><f>' * 500_000 + "</row>"),
        refused("unreadable", "damaged"),
    ),
    "six million cells without a place": (
        "fees.xlsx",
        lambda: xlsx(TABLE + "<row>" + "<c><v>1</v></c>" * 6_000_000 + "</row>"),
        refused("too_large", "columns"),
    ),
    "a row number beyond all sheets": (
        "fees.xlsx",
        lambda: xlsx(TABLE + f'<row r="99999999999">{inline("A99999999999", "x")}</row>'),
        refused("too_large", "rows"),
    ),
    "numbers that are none": (
        "fees.xlsx",
        lambda: xlsx(TABLE.replace("<v>6000</v>", "<v>1e999</v>").replace("<v>2023</v>", "<v>NaN</v>")),
        read((1, 0, 0, 1), "bad_number"),
    ),
    "a million merged cells": (
        "fees.xlsx",
        lambda: xlsx(
            sheet=sheet(
                TABLE, "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 1_000_000 + "</mergeCells>"
            )
        ),
        refused("no_table"),  # all headings are one word, and none of them is a year or money
    ),
    "links to other files": (
        "fees.xlsx",
        lambda: xlsx(
            **{"externalLinks/externalLink1": relations(("externalLinkPath", "file:///etc/passwd"))}
        ),
        read((1, 1, 0, 0), "links"),
    ),
    "macros": ("fees.xlsm", lambda: xlsx(**{"vbaProject.bin": b"macro"}), read((1, 1, 0, 0), "macros")),
}
