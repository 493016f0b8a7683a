"""One report in all formats: the same numbers, the same stamp, the mark, nothing that runs or loads."""

import gzip
import html
import io
import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from charts.export.rendering import RenderingError, chromium
from data.errors import DashboardError
from sharing import snapshot
from sharing.content import from_json, to_json
from sharing.formats import html as html_format
from sharing.formats import pdf as pdf_format
from sharing.formats.stamp import Stamp
from sharing.snapshot import make_snapshot
from tests.support.reports import CHINESE, HOSTILE, LONG, MADE_AT, STAMP, report
from text.format import share

needs_chromium = pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")
SEALED = Stamp("a1b2c3d4", "0" * 64, MADE_AT, "0.1.0")
SPOKEN = HOSTILE.replace("\u202e", "")


@pytest.fixture(scope="module")
def frozen():
    return make_snapshot(report(illustrative=True), **STAMP)


@pytest.fixture(scope="module")
def real():
    return make_snapshot(report(), **STAMP)


class Text(HTMLParser):
    """The words of a page, the tags that it has and their attributes."""

    def __init__(self, source):
        super().__init__()
        self.words, self.tags, self.attributes = [], set(), []
        self.feed(source)

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def pdf_words(content):
    """Words without spaces and line ends, which a PDF sets as it likes."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return packed("".join(each.extract_text() for each in pages))


def packed(text):
    """Without spaces; a PDF may hold a sign that looks like another one under the other one's number."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def is_carried(font):
    """Whether the shapes of the letters are in the file: drawn there, or as a font file."""
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", {}).get_object() if "/FontDescriptor" in inner else {}
    return font["/Subtype"] == "/Type3" or any(key.startswith("/FontFile") for key in described)


def slides(content):
    return Presentation(io.BytesIO(content)).slides


def slide_words(content):
    found = []
    for slide in slides(content):
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


def cells(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@needs_chromium
def test_the_manifest_has_the_hash_and_size_of_every_part(frozen):
    assert set(frozen.manifest["parts"]) == set(frozen.parts)
    for name, about in frozen.manifest["parts"].items():
        assert about["sha256"] == snapshot._sha256(frozen.parts[name])
        assert about["size"] == len(frozen.parts[name])
    assert frozen.sha256 == snapshot._sha256(frozen.parts["report.json"])
    assert frozen.manifest["illustrative"] is True


@needs_chromium
def test_figures_are_the_same_in_all_formats(frozen):
    figure = from_json(frozen.parts["report.json"]).sections[0].figures[0]
    low, high = share(figure.low), share(figure.high)
    words = {
        "html": "".join(Text(frozen.parts["report.html"].decode()).words),
        "txt": frozen.parts["report.txt"].decode(),
        "pptx": slide_words(frozen.parts["report.pptx"]),
    }
    for told in words.values():
        assert figure.text in told
    assert packed(figure.text) in pdf_words(frozen.parts["report.pdf"])
    assert f"{low} and {high}" in words["html"]
    assert f"{low} and {high}" in words["txt"]
    row = cells(frozen.parts["report.xlsx"])["Figures"][4]
    assert row[:4] == [figure.label, figure.value, figure.low, figure.high]


@needs_chromium
def test_an_unknown_value_is_empty_in_the_workbook_and_a_dash_on_the_page(frozen):
    rows = cells(frozen.parts["report.xlsx"])
    assert rows["Figures"][5][1] is None
    sheet = next(rows for name, rows in rows.items() if name.startswith("Members"))
    assert sheet[5][3:6] == [None, None, None]
    assert sheet[6][3:6] == [0, 0, 0]
    assert "<td>–</td>" in frozen.parts["report.html"].decode()


@needs_chromium
def test_tables_are_the_same_on_the_page_and_in_the_workbook(frozen):
    told = from_json(frozen.parts["report.json"]).sections[0].tables[0]
    sheet = next(
        rows for name, rows in cells(frozen.parts["report.xlsx"]).items() if name.startswith("Members")
    )
    assert sheet[3] == [column.label for column in told.columns]
    assert [tuple(row) for row in sheet[4:]] == list(told.rows)
    found = "".join(Text(frozen.parts["report.html"].decode()).words)
    for text in ("18,676,605", "€12,346", share(0.123), "31 May 2023", "广州"):
        assert text in found
        assert packed(text) in pdf_words(frozen.parts["report.pdf"])
    assert LONG in found
    assert all(word in pdf_words(frozen.parts["report.pdf"]) for word in LONG.split())


@needs_chromium
def test_charts_of_slides_and_workbook_hold_the_very_numbers(frozen):
    told = from_json(frozen.parts["report.json"]).sections[0].charts[0]
    (chart,) = [
        shape.chart
        for slide in slides(frozen.parts["report.pptx"])
        for shape in slide.shapes
        if shape.has_chart
    ]
    assert list(chart.plots[0].categories) == list(told.categories)
    assert [(s.name, tuple(s.values)) for s in chart.plots[0].series] == [
        (s.name, s.values) for s in told.series
    ]
    sheet = next(rows for name, rows in cells(frozen.parts["report.xlsx"]).items() if name.endswith("pay"))
    assert sheet[3][1:3] == [series.name for series in told.series]
    assert [tuple(row[:3]) for row in sheet[4:7]] == list(
        zip(told.categories, *(series.values for series in told.series), strict=True)
    )
    names = ZipFile(io.BytesIO(frozen.parts["report.xlsx"])).namelist()
    assert "xl/charts/chart1.xml" in names


@needs_chromium
def test_id_day_and_hash_stand_in_every_format(frozen):
    short = frozen.sha256[:16]
    xlsx = " ".join(
        str(value) for rows in cells(frozen.parts["report.xlsx"]).values() for row in rows for value in row
    )
    for told in (
        frozen.parts["report.html"].decode(),
        frozen.parts["report.txt"].decode(),
        slide_words(frozen.parts["report.pptx"]),
        xlsx,
    ):
        assert "a1b2c3d4" in told
        assert "31 May 2023" in told
        assert short in told
    told = pdf_words(frozen.parts["report.pdf"])
    assert "a1b2c3d4" in told
    assert short in told
    assert frozen.sha256 in pypdf.PdfReader(io.BytesIO(frozen.parts["report.pdf"])).metadata["/Keywords"]


@needs_chromium
def test_filters_and_definitions_stand_on_page_slides_and_workbook(frozen):
    for told in (
        frozen.parts["report.html"].decode(),
        slide_words(frozen.parts["report.pptx"]),
        str(cells(frozen.parts["report.xlsx"])),
    ):
        assert "Chinese cities" in told
        assert "Any receipt for the year." in told


@needs_chromium
def test_the_mark_is_on_every_sheet_slide_page_and_picture_and_nowhere_without_need(frozen, real):
    mark = "Illustrative data"
    for slide in slides(frozen.parts["report.pptx"]):
        assert mark in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for rows in cells(frozen.parts["report.xlsx"]).values():
        assert mark in rows[1][0]
    for sheet in pypdf.PdfReader(io.BytesIO(frozen.parts["report.pdf"])).pages:
        assert mark in sheet.extract_text().replace("\n", " ")
    pictures = re.findall(r'(?:src|srcset)="(data:[^"]*)"', frozen.parts["report.html"].decode())
    assert len(pictures) == 2
    assert all(mark in unquote(html.unescape(picture)) for picture in pictures)
    for name in ("report.html", "report.txt"):
        assert mark in frozen.parts[name].decode()
        assert mark not in real.parts[name].decode()


@needs_chromium
def test_text_of_data_is_inert_in_every_format(frozen):
    found = Text(frozen.parts["report.html"].decode())
    assert not found.tags & {"script", "a", "iframe", "link", "object", "form"}
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert SPOKEN.partition(" ")[0] in "".join(found.words)
    slides_file = ZipFile(io.BytesIO(frozen.parts["report.pptx"]))
    assert not [n for n in slides_file.namelist() if b"hlinkClick r:id" in slides_file.read(n)]
    book = openpyxl.load_workbook(io.BytesIO(frozen.parts["report.xlsx"]))
    assert not [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink
    ]
    pdf = pypdf.PdfReader(io.BytesIO(frozen.parts["report.pdf"]))
    assert not [sheet for sheet in pdf.pages if sheet.get("/Annots")]


@needs_chromium
def test_the_page_loads_nothing(frozen):
    told = frozen.parts["report.html"].decode()
    addresses = [
        value for name, value in Text(told).attributes if name in {"src", "srcset", "href", "action"}
    ]
    assert addresses
    assert all(value.startswith("data:image/svg+xml,") for value in addresses)
    assert "url(" not in told.partition("<body>")[0]


@needs_chromium
def test_a_browser_takes_the_dark_pictures_in_the_dark(frozen, browser):
    """A blank in an address would end it: the browser would drop the picture and ask for its words."""
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    html_format, said, asked = context.new_page(), [], []
    html_format.on("console", lambda message: said.append(message.text))
    html_format.on("request", lambda request: asked.append(request.url.split(",")[0]))
    html_format.set_content(frozen.parts["report.html"].decode())
    taken = html_format.locator("picture img").evaluate_all("all => all.map(each => each.currentSrc)")
    dark = re.findall(r'srcset="(data:[^"]*)"', frozen.parts["report.html"].decode())
    context.close()
    assert said == []
    assert set(asked) <= {"data:image/svg+xml"}
    assert taken == [html.unescape(each) for each in dark]


def test_pictures_are_as_large_as_they_say_and_a_preview_gives_nothing_away(frozen):
    preview = Image.open(io.BytesIO(frozen.parts["preview.png"]))
    assert preview.size == (1200, 630)
    chart = Image.open(io.BytesIO(frozen.parts["chart-shares.png"]))
    assert chart.width == 1520
    assert len(chart.convert("L").getcolors()) > 8  # something is drawn


@needs_chromium
def test_chinese_is_in_the_pdf_as_letters_of_fonts_that_it_carries(frozen):
    assert CHINESE in pdf_words(frozen.parts["report.pdf"])
    for sheet in pypdf.PdfReader(io.BytesIO(frozen.parts["report.pdf"])).pages:
        for font in sheet["/Resources"]["/Font"].values():
            assert is_carried(font.get_object())


def test_slides_name_a_font_for_chinese():
    from sharing.formats.pptx import pptx

    file = ZipFile(io.BytesIO(pptx(replace(report(), sections=()), {}, SEALED)))
    fonts = re.findall(rb'<a:ea typeface="([^"]+)"', file.read("ppt/slides/slide1.xml"))
    assert set(fonts) == {b"Microsoft YaHei"}


def test_the_same_report_gives_the_same_page_and_contents():
    assert html_format.html(report(), SEALED) == html_format.html(report(), SEALED)
    assert to_json(report()) == to_json(report())


def test_the_page_is_small():
    assert len(gzip.compress(html_format.html(report(), SEALED))) < 20_000


def test_without_chromium_nothing_is_made_and_the_reason_is_given(monkeypatch):
    monkeypatch.setattr(snapshot, "chromium", lambda: None)
    with pytest.raises(DashboardError, match="chromium_missing"):
        make_snapshot(report(), **STAMP)


@needs_chromium
def test_a_format_that_fails_makes_the_whole_fail(monkeypatch):
    def fail(*_):
        raise RenderingError("no room")

    monkeypatch.setattr(pdf_format, "html_to_pdf", fail)
    with pytest.raises(DashboardError) as caught:
        make_snapshot(report(), **STAMP)
    assert caught.value.code == "part_not_made"
    assert caught.value.facts == {"why": "no room"}


def test_numbers_of_the_contents_are_not_rounded():
    told = json.loads(to_json(report()))
    assert told["sections"][0]["figures"][0]["value"] == 1 / 3
