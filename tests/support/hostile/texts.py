"""Text files that are none, and files of other kinds under the name of a spreadsheet."""

import random

from tests.support.hostile.cases import Hostile, read, refused

HEADER = b"City,Year,Due\n"
FEES = HEADER + b"Lima,2023,6000\n"
_NOISE = random.Random(1).randbytes(100_000)  # noqa: S311  the same noise each time

_RENAMED = {
    "a Windows program": (b"MZ\x90\0\x03\0\0\0" + bytes(200), refused("unsafe", "program")),
    "a Linux program": (b"\x7fELF\x02\x01\x01" + bytes(200), refused("unsafe", "program")),
    "a script": (b"#!/bin/sh\nrm -rf /\n", refused("unsafe", "program")),
    "a PNG": (b"\x89PNG\r\n\x1a\n" + _NOISE, refused("unreadable", "picture")),
    "a JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF" + _NOISE, refused("unreadable", "picture")),
    "a PDF": (b"%PDF-1.7\n" + _NOISE, refused("unreadable", "pdf")),
    "a 7-Zip archive": (b"7z\xbc\xaf\x27\x1c" + _NOISE, refused("unreadable", "archive")),
    "a database": (b"SQLite format 3\0" + _NOISE, refused("unreadable", "database")),
    "a web page": (b"<html><table><tr><td>City</td></tr></table></html>", refused("unreadable", "web_page")),
    "an XML spreadsheet": (b'<?xml version="1.0"?><Workbook/>', refused("unreadable", "xml")),
    "a rich text": (b"{\\rtf1 City}", refused("unreadable", "document")),
    "noise": (_NOISE, refused("unreadable", "not_text")),
}

TEXTS: dict[str, Hostile] = {
    **{
        f"{what} called a workbook": ("fees.xlsx", lambda content=content: content, expected)
        for what, (content, expected) in _RENAMED.items()
    },
    "no byte": ("fees.csv", lambda: b"", refused("empty")),
    "blanks only": ("fees.csv", lambda: b" \n\t\n" * 1_000, refused("empty")),
    "fifty-one megabytes": ("fees.csv", lambda: FEES * 1_800_000, refused("too_large", "file")),
    "NUL bytes between the rows": (
        "fees.csv",
        lambda: FEES.replace(b"\n", b"\0\n"),
        refused("unreadable", "not_text"),
    ),
    "a NUL byte far below": (
        "fees.csv",
        lambda: FEES + b"Wuhan,2023,1\n" * 10_000 + b"\0",
        refused("unreadable", "not_text"),
    ),
    "NUL bytes only": ("fees.csv", lambda: bytes(1_000_000), refused("empty")),
    "a line of thirty megabytes": (
        "fees.csv",
        lambda: HEADER + b"x" * 30_000_000,
        refused("unreadable", "long_line"),
    ),
    "a line of thirty megabytes of delimiters": (
        "fees.csv",
        lambda: HEADER + b"," * 30_000_000,
        refused("unreadable", "long_line"),
    ),
    "a quotation mark that is never closed": (
        "fees.csv",
        lambda: HEADER + b'"Lima,2023,1\n' + b"Wuhan,2023,1\n" * 20_000,
        read((20_001, 0, 0, 20_001), "stray_quotes"),
    ),
    "quotation marks only": (
        "fees.csv",
        lambda: HEADER + b'"' * 900_000 + b"\n",
        read((1, 0, 0, 1), "too_long"),
    ),
    "60 000 columns": (
        "fees.csv",
        lambda: ",".join(f"Due {n}" for n in range(60_000)).encode() + b"\n" + b"1," * 59_999 + b"1\n",
        refused("too_large", "columns"),
    ),
    "half a million rows": (
        "fees.csv",
        lambda: HEADER + b"Lima,2023,1\n" * 500_000,
        refused("too_large", "rows"),
    ),
    "a row of 700 cells over many of one": (
        "fees.csv",
        lambda: HEADER + b"," * 700 + b"\n" + b"x\n" * 100_000,
        refused("too_large", "cells"),
    ),
    "rows of seven hundred cells under three headings": (
        "fees.csv",
        lambda: (
            HEADER + b"Lima,2023,1" + b",9" * 690 + b"\n" + (b"Wuhan,2023,1" + b",9" * 690 + b"\n") * 3_000
        ),
        read((3_001, 0, 0, 3_001), "extra_cells"),
    ),
    "cut bytes of UTF-8": (
        "fees.csv",
        lambda: HEADER + "武汉,2023,1\n".encode()[1:],
        read((1, 0, 0, 1), "unknown_city"),
    ),
    "UTF-16 of an odd length": (
        "fees.csv",
        lambda: b"\xff\xfe" + FEES.decode().encode("utf-16-le")[:-1],
        refused("unreadable", "not_text"),
    ),
    "a header over thirty thousand names that nobody knows": (
        "fees.csv",
        lambda: HEADER + b"".join(b"Qx%dzv,2023,1\n" % n for n in range(30_000)),
        read((30_000, 0, 0, 30_000), "unknown_city"),
    ),
    "seven hundred columns of words": (
        "fees.csv",
        lambda: (",".join(f"word {n}" for n in range(700)) + "\n").encode() * 1_000,
        refused("no_table"),
    ),
    "a header that is repeated fifty thousand times": (
        "fees.csv",
        lambda: HEADER * 50_000,
        read((49_999, 0, 49_999, 0), "repeated_header"),
    ),
    "fifty thousand tables": (
        "fees.csv",
        lambda: (HEADER + b"Lima,2023,1\n,,\n") * 20_000,
        read((39_999, 1, 19_999, 19_999), "duplicate_key"),
    ),
}
