"""Honest workbooks that are packed in an unusual way are read; what cannot be read is refused by its name."""

import io
import zipfile

import pytest

from tests.support.uploads import account, book, codes, only, open_document, read, values
from text import issue_sentence

ROWS = [["城市", "Année", "Cuota debida"], ["Lima", 2023, 5000], ["西安", 2023, 6000]]
QUERY = '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="urn:x">AAAA</DataMashup>'
MANIFEST = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'


def packed(content, change=lambda name, part: (name, part), *, without=(), **more):
    """The workbook with its parts changed one by one, some left out and more put in."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as made:
        for entry in old.infolist():
            if entry.filename not in without:
                info = zipfile.ZipInfo()
                info.filename, part = change(entry.filename, old.read(entry))
                made.writestr(info, part, zipfile.ZIP_DEFLATED)
        for name, part in more.items():
            made.writestr(name, part)
    return target.getvalue()


def in_utf_16(code):
    def change(name, part):
        text = part.decode().replace("UTF-8", "UTF-16")
        return name, text.encode(code) if name.endswith((".xml", ".rels")) else part

    return change


def with_backslashes(name, part):
    return name.replace("/", "\\"), part


@pytest.mark.parametrize(
    "content",
    [
        packed(book(ROWS), **{"customXml/item1.xml": QUERY.encode("utf-16")}),
        packed(book(ROWS), in_utf_16("utf-16")),
        packed(book(ROWS), in_utf_16("utf-16-be")),
        packed(book(ROWS), with_backslashes),
        packed(book(ROWS), **{"docProps/custom.xml": b"", "customXml/item2.xml": b"\xef\xbb\xbf \r\n"}),
        packed(open_document({"Fees": ROWS}), **{"Configurations2/accelerator/current.xml": b""}),
        packed(open_document({"Fees": ROWS}), in_utf_16("utf-16")),
    ],
    ids=[
        "a query in UTF-16",
        "UTF-16",
        "UTF-16 without a mark",
        "backslashes",
        "empty parts",
        "ods, empty part",
        "ods, UTF-16",
    ],
)
def test_an_unusual_workbook_is_read_like_any_other(content):
    table = only(read(content, "fees"))
    assert account(table) == (2, 2, 0, 0)
    assert values(table, "due_eur") == [5000.0, 6000.0]


@pytest.mark.parametrize("names", [("content.xml",), ("content.xml", "styles.xml", "meta.xml")])
def test_a_locked_open_document_is_said_to_be_locked(names):
    noise = {names[0] if len(names) == 1 else "encrypted-package": bytes(range(1, 256)) * 9}
    content = packed(
        open_document({"Fees": ROWS}),
        without=(*names, "META-INF/manifest.xml"),
        **noise,
        **{"META-INF/manifest.xml": MANIFEST},
    )
    assert codes(read(content, "fees.ods")) == {"encrypted": 1}


@pytest.mark.parametrize("name", ["xl/workbook.bin", "xl\\workbook.bin"])
def test_a_binary_workbook_is_refused_by_its_name(name):
    content = packed(book(ROWS), without=("xl/workbook.xml",), **{name: b"\x83\x01\x00"})
    upload = read(content, "fees.xlsb")
    assert codes(upload) == {"unreadable": 1}
    assert ".xlsb" in issue_sentence(upload.issues[0])
    assert "save it as .xlsx" in issue_sentence(upload.issues[0])


def test_what_a_part_in_utf_16_asks_to_be_filled_in_is_still_refused():
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
    for part in (entity, b" " * 3_000_000 + b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"):
        upload = read(packed(book(ROWS), **{"customXml/item1.xml": part}), "fees.xlsx")
        assert codes(upload) == {"unsafe": 1}


def test_two_parts_that_would_get_the_same_name_are_refused():
    content = packed(book(ROWS), **{"xl\\workbook.xml": b"<a/>"})
    assert codes(read(content, "fees.xlsx")) == {"unsafe": 1}
