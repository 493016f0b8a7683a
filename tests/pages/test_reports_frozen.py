"""Snapshots of real reports: one report in every format, small pages, and nobody's contact anywhere."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest
from pptx import Presentation

import config
from analysis.core.basis import default_basis
from charts.export import svg_export as stills
from charts.export.rendering import RenderingError, chromium
from data.errors import DashboardError
from data.store import contacts
from data.store.database import writing
from sharing import audience, snapshot
from sharing.content import from_json
from sharing.fields import AUDIENCES
from sharing.formats import html, plain_text, xlsx
from sharing.formats.stamp import Stamp
from tests.support.reports import HOSTILE, LONG
from tests.support.stores import commit_sample, sample, with_text
from ui.core import queries, store
from ui.reports import charts as reports_charts
from ui.reports.choice import Choice
from ui.reports.kinds import build_report
from ui.reports.pages import PAGES

MADE_AT = datetime(2026, 1, 2, tzinfo=UTC)
SEALED = Stamp("a1b2c3d4", "0" * 64, MADE_AT, "0.1.0")
MOST = 150_000  # bytes of a page as it is sent
CITIES = ("chn-foshan", "chn-guangzhou", "chn-shenzhen")
CANARIES = 200
needs_chromium = pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")


@pytest.fixture(scope="module")
def board(started, tmp_path_factory) -> Iterator[snapshot.Snapshot]:
    """The Board report of the sample, with contacts in the store and hostile names on the roll."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("frozen")))
        config.settings.cache_clear()
        queries.forget()
        with_names()
        with_contacts()
        yield snapshot.make_snapshot(
            audience.restrict_to_audience(made("board", pictures=True), "board"),
            snapshot_id=SEALED.snapshot_id,
            made_at=MADE_AT,
            app_version=SEALED.app_version,
        )
    config.settings.cache_clear()


def made(kind, pictures=False, whom="board", **asked):
    basis = default_basis(queries.dataset())
    return build_report(Choice(kind, whom, "Report", "", basis, **asked), images=pictures)


def with_names():
    """Names that go wrong easily, where pictures and tables show them."""
    data = with_text(sample(), "prospects", "name", 0, HOSTILE)
    members = data.table("members")
    at = int(members.index[members["city_id"] == "chn-guangzhou"][0])
    data = with_text(data, "members", "name", at, LONG)
    commit_sample(store.opened(), data)
    queries.forget()


def with_contacts():
    with writing(store.opened()) as connection:
        for number in range(CANARIES):
            contacts.add(
                connection,
                {
                    "city_id": CITIES[number % len(CITIES)],
                    "person": f"Canaria Pajarito{number:03d}",
                    "role": f"Ornithologist{number:03d}",
                    "channel": "wechat",
                    "address": f"wx_canario{number:03d}",
                    "holder": "guangzhou",
                },
                author="Ana",
            )


def unpacked(content: bytes) -> bytes:
    """The bytes of a file, and of the files in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(unpacked(archive.read(name)) for name in archive.namelist())


def names_somebody(content: bytes) -> bool:
    told = unpacked(content).lower()
    return any(word in told for word in (b"pajarito", b"canario", b"ornithologist"))


def spaced(text: str) -> str:
    """A text without the spaces that formats set differently."""
    return "".join(text.split())


# One report in every format


@needs_chromium
def test_every_figure_of_the_board_report_stands_in_every_format(board):
    report = from_json(board.parts["report.json"])
    slides = Presentation(io.BytesIO(board.parts["report.pptx"])).slides
    texts = {
        "pdf": "".join(
            each.extract_text() for each in pypdf.PdfReader(io.BytesIO(board.parts["report.pdf"])).pages
        ),
        "pptx": "".join(
            shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
        ),
        "txt": board.parts["report.txt"].decode(),
    }
    figures = [figure for section in report.sections for figure in section.figures]
    assert len(figures) > 10
    for kind, told in texts.items():
        lacking = [figure.text for figure in figures if spaced(figure.text) not in spaced(told)]
        assert lacking == [], kind
    book = openpyxl.load_workbook(io.BytesIO(board.parts["report.xlsx"]))
    numbers = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {figure.value for figure in figures} <= numbers


@needs_chromium
def test_every_series_of_the_board_report_is_a_native_chart_of_the_slides(board):
    report = from_json(board.parts["report.json"])
    slides = Presentation(io.BytesIO(board.parts["report.pptx"])).slides
    native = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    charts = [chart for section in report.sections for chart in section.charts if chart.series]
    assert len(native) == len(charts) > 7
    for drawn, chart in zip(native, charts, strict=True):
        assert [tuple(each.values) for each in drawn.plots[0].series] == [s.values for s in chart.series]


@needs_chromium
def test_names_with_markup_run_nowhere_and_long_ones_stay_whole(board):
    report = from_json(board.parts["report.json"])
    assert any(
        HOSTILE in row for section in report.sections for table in section.tables for row in table.rows
    )
    assert b"<img src=x" not in board.parts["report.html"]
    assert b"%3Cimg src=x" not in board.parts["report.html"].replace(b"%20", b" ")
    assert LONG.encode() in board.parts["report.html"]


# Small enough for a phone


@needs_chromium
@pytest.mark.parametrize("kind", ["board", "china"])
def test_a_page_is_small(kind, board):
    whole = board.parts["report.html"] if kind == "board" else html.html(made("china", pictures=True), SEALED)
    assert len(gzip.compress(whole)) <= MOST


# Nobody's contact


@needs_chromium
def test_no_contact_is_in_any_part_of_the_board_report(board):
    assert [name for name, content in board.parts.items() if names_somebody(content)] == []


def test_no_contact_is_in_any_report_for_any_audience():
    with_contacts()
    asked = [("board", {}), ("china", {}), *(("city", {"city_id": city}) for city in CITIES)]
    asked += [("view", {"page": name, "city_id": CITIES[0]}) for name in PAGES]
    read = 0
    for kind, more in asked:
        for whom in AUDIENCES:
            report = replace(made(kind, whom=whom, **more), audience=whom)
            parts = html.html(report, SEALED), plain_text.text(report, SEALED), xlsx.xlsx(report, SEALED)
            assert not any(names_somebody(part) for part in parts), (kind, whom)
            read += len(parts)
    assert read == 3 * len(AUDIENCES) * (5 + len(PAGES))


def test_the_search_for_contacts_finds_them_in_every_kind_of_file():
    report = made("city", city_id=CITIES[0])
    named = replace(report, note="Ask Canaria Pajarito017")
    for made_of in (html.html, plain_text.text, xlsx.xlsx):
        assert names_somebody(made_of(named, SEALED))
        assert not names_somebody(made_of(report, SEALED))


# What cannot be drawn


def test_a_chart_that_cannot_be_drawn_is_named(monkeypatch):
    def fails(*_):
        raise RenderingError("no space left")

    monkeypatch.setattr(reports_charts, "chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(stills, "render_figure", fails)
    with pytest.raises(DashboardError) as caught:
        made("board", pictures=True)
    assert caught.value.code == "part_not_made"
    name, _, why = str(caught.value.facts["why"]).partition(": ")
    assert why == "no space left"
    assert name in {chart.name for section in made("board").sections for chart in section.charts}


def test_without_chromium_a_report_with_pictures_is_refused_and_one_of_numbers_is_not(monkeypatch):
    monkeypatch.setattr(reports_charts, "chromium", lambda: None)
    with pytest.raises(DashboardError, match="chromium_missing"):
        made("board", pictures=True)
    assert made("board").sections
    assert not any(chart.light or chart.dark for s in made("board").sections for chart in s.charts)
