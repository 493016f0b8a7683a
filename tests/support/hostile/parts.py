"""The parts of an .xlsx workbook as text, so that a test can write what no office program would."""

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = "".join(
    f'<c r="{place}1" t="inlineStr"><is><t>{text}</t></is></c>'
    for place, text in zip("ABC", ("City", "Year", "Due"), strict=True)
)
ROW = '<c r="A2" t="inlineStr"><is><t>Lima</t></is></c><c r="B2"><v>2023</v></c><c r="C2"><v>6000</v></c>'
TABLE = f'<row r="1">{HEADER}</row><row r="2">{ROW}</row>'
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def sheet(rows: str, after: str = "") -> str:
    """A sheet of an .xlsx workbook, from its rows."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Parts in a container, deflated."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """A part of relationships rId1, rId2 … of kind and target."""
    rows = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(rows)}</Relationships>'


def workbook_part(*names: str) -> str:
    """The part that lists the sheets."""
    rows = (f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(rows)}</sheets></workbook>'


def xlsx(rows: str = TABLE, **parts: str | bytes | None) -> bytes:
    """A workbook of one sheet with some parts replaced, added or (None) left out.

    Parts by the last word of their name: types, package, workbook, relations, sheet, strings, styles; any
    other word is a part xl/WORD.xml, or xl/WORD where it has an ending.
    """
    names = {
        "types": "[Content_Types].xml",
        "package": "_rels/.rels",
        "workbook": "xl/workbook.xml",
        "relations": "xl/_rels/workbook.xml.rels",
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    made: dict[str, str | bytes | None] = {
        "types": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "package": relations(("officeDocument", "xl/workbook.xml")),
        "workbook": workbook_part("Fees"),
        "relations": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "sheet": sheet(rows),
        "strings": f'<sst xmlns="{_MAIN}"/>',
        "styles": styles(""),
    }
    given = {
        names.get(word, f"xl/{word}.xml" if "." not in word else f"xl/{word}"): part
        for word, part in (made | parts).items()
    }
    return packed({name: part for name, part in given.items() if part is not None})


def styles(inside: str) -> str:
    """The part of number formats and styles."""
    return f'<styleSheet xmlns="{_MAIN}">{inside}</styleSheet>'


def strings(*items: str) -> str:
    """The part of shared strings."""
    return f'<sst xmlns="{_MAIN}">{"".join(f"<si><t>{item}</t></si>" for item in items)}</sst>'


def inline(place: str, text: str) -> str:
    """A cell of text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def column_name(number: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    while number >= 0:
        name, number = chr(65 + number % 26) + name, number // 26 - 1
    return name
