"""The parts of an .xlsx workbook: which part holds which sheet, which style has which number format."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from data.reading.child.archives import read_part
from data.reading.child.refusal import Refusal
from data.reading.child.sheet_metadata import is_notable

_PERCENT = {9: "0%", 10: "0.00%"}
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<[A-Za-z_]", re.DOTALL)
_MOST_FORMATS = 1_000  # Excel itself stops at about 250
_MOST = 20_000_000  # bytes of a part that is read as a tree; only the sheets and their texts are larger


@dataclass(frozen=True)
class Parts:
    """sheets: name → part. styles: style number → number format, of the notable ones. pending: the workbook
    asks to be calculated when it is opened, so that a stored 0 may be nobody's result. date1904: as said."""

    sheets: dict[str, str]
    styles: dict[int, str]
    pending: bool
    date1904: bool


def read_parts(archive: zipfile.ZipFile) -> Parts:
    """The workbook's own description of itself. Raises Refusal where it is damaged or carries entities."""
    main = _main_part(archive)
    workbook = _tree(archive, main)
    targets = _targets(archive, main)
    sheets = {
        sheet.get("name", ""): targets.get(_attribute(sheet, "id"), "") for sheet in _all(workbook, "sheet")
    }
    properties = next(iter(_all(workbook, "workbookPr")), None)
    calculation = next(iter(_all(workbook, "calcPr")), None)
    return Parts(
        sheets=sheets,
        styles=_styles(archive, posixpath.join(posixpath.dirname(main), "styles.xml")),
        pending=calculation is not None and calculation.get("fullCalcOnLoad") in {"1", "true"},
        date1904=properties is not None and properties.get("date1904") in {"1", "true"},
    )


def refuse_entities(name: str, start: bytes) -> None:
    """Look at the first piece of a part: a workbook needs no document type; one that has it wants something
    expanded or fetched. It can only stand before the first element, which must be in the first piece."""
    if name.lower().endswith((".xml", ".rels", ".vml")) and not _ROOT.match(start):
        raise Refusal("unsafe", "entities") if b"<!DOCTYPE" in start else Refusal("unreadable", "damaged")


def _main_part(archive: zipfile.ZipFile) -> str:
    for relation in _all(_tree(archive, "_rels/.rels"), "Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "xl/workbook.xml"


def _targets(archive: zipfile.ZipFile, main: str) -> dict[str, str]:
    folder, name = posixpath.split(main)
    relations = _tree(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for relation in _all(relations, "Relationship"):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[relation.get("Id", "")] = posixpath.normpath(path)
    return found


def _styles(archive: zipfile.ZipFile, name: str) -> dict[int, str]:
    if name not in archive.namelist():
        return {}
    tree = _tree(archive, name)
    codes = _PERCENT | {_number(entry): entry.get("formatCode", "") for entry in _all(tree, "numFmt")}
    if sum(map(is_notable, codes.values())) > _MOST_FORMATS:
        raise Refusal("too_large", "formats", most=_MOST_FORMATS)
    formats = [
        codes.get(_number(style), "") for table in _all(tree, "cellXfs") for style in _all(table, "xf")
    ]
    return {number: code for number, code in enumerate(formats) if is_notable(code)}


def _number(element: ET.Element) -> int:
    try:
        return int(element.get("numFmtId", "0"))
    except ValueError:
        raise Refusal("unreadable", "damaged") from None


def _tree(archive: zipfile.ZipFile, name: str) -> ET.Element:
    content = read_part(archive, name, _MOST)
    refuse_entities(".xml", content)
    try:
        return ET.fromstring(content)  # noqa: S314  document types were refused before
    except (ET.ParseError, ValueError, LookupError):
        raise Refusal("unreadable", "damaged") from None


def _all(tree: ET.Element, name: str) -> list[ET.Element]:
    """Elements of a local name, whatever prefix or namespace the writer used."""
    return [element for element in tree.iter() if element.tag.rpartition("}")[2] == name]


def _attribute(element: ET.Element, name: str) -> str:
    """An attribute of a local name with a namespace, such as r:id."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")
