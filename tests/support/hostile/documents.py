"""OpenDocument workbooks (.ods) that no office program writes."""

from tests.support.hostile.cases import Hostile, read, refused
from tests.support.hostile.parts import BOMB, packed


def ods(table: str, **parts: str) -> bytes:
    """An .ods workbook of one table; `manifest` and `content` replace those parts."""
    names = {"content": "content.xml", "manifest": "META-INF/manifest.xml"}
    kinds = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds)
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Fees">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = {"content": content, "manifest": "<manifest/>"} | parts
    first = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    return packed(first | {names[word]: part for word, part in made.items()})


def ods_cell(text: str, *, columns: int = 1) -> str:
    """A cell of text that stands for so many columns."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_row(cells: str, *, rows: int = 1) -> str:
    """A row that stands for so many."""
    return f'<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'


DOCUMENTS: dict[str, Hostile] = {
    "an .ods with a million repeated cells": (
        "fees.ods",
        lambda: ods(ods_row(ods_cell("City")) + ods_row(ods_cell("x", columns=1_000), rows=1_000)),
        refused("too_large", "columns"),
    ),
    "an .ods whose last row is repeated a million times": (
        "fees.ods",
        lambda: ods(ods_row(ods_cell("City")) + ods_row(ods_cell("x"), rows=1_048_575)),
        refused("too_large", "rows"),
    ),
    "an .ods whose cell is repeated beyond all numbers": (
        "fees.ods",
        lambda: ods(ods_row(ods_cell("x", columns=10**18), rows=10**18)),
        refused("too_large", "columns"),
    ),
    "an .ods with blank cells repeated to the end": (
        "fees.ods",
        lambda: ods(
            ods_row("".join(map(ods_cell, ("City", "Year", "Due"))))
            + ods_row('<table:table-cell table:number-columns-repeated="16384"/>', rows=1_048_575)
        ),
        read((0, 0, 0, 0)),
    ),
    "an .ods of entities": (
        "fees.ods",
        lambda: ods("", content=BOMB + "<x>&j;</x>"),
        refused("unsafe", "entities"),
    ),
    "an .ods with a password": (
        "fees.ods",
        lambda: ods("", manifest="<manifest><file-entry><encryption-data/></file-entry></manifest>"),
        refused("encrypted"),
    ),
    "an .ods cut off": (
        "fees.ods",
        lambda: ods("", content="<office:document-content"),
        refused("unreadable", "damaged"),
    ),
}
