"""The charts of a report as pictures for a chat or a document, and the picture of a link's preview.

All are photographed at once and cut apart: a browser takes longer to start than to draw.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from markupsafe import escape
from PIL import Image

from charts.base.theme import LIGHT
from charts.export.rendering import html_to_png
from sharing.formats.html import picture
from sharing.formats.stamp import Stamp, footer, illustrative_mark
from sharing.report import Chart, Report

PREVIEW: Final = "preview.png"
_WIDTH, _FOOT, _SCALE = 760, 34, 2  # px; the foot holds the stamp
_PREVIEW_SIZE: Final = (600, 315)  # px, twice as many in the picture, as link previews want it
_FONT: Final = "'Source Sans 3','Noto Sans CJK SC',sans-serif"
_TALLEST = 7_000  # px of a page: a browser cannot photograph one without end


@dataclass(frozen=True)
class _Piece:
    """A piece of the photographed page."""

    name: str
    width: int
    height: int
    html: str


def chart_images(report: Report, stamp: Stamp) -> dict[str, bytes]:
    """PNG by name: 'chart-NAME.png' each, and PREVIEW. RenderingError without Chromium or where it fails."""
    foot = footer(report, stamp)
    pieces = [_preview(report)]
    pieces += [_chart(chart, foot) for section in report.sections for chart in section.charts]
    return {name: image for sheet in _sheets(pieces) for name, image in _photograph(sheet).items()}


def _preview(report: Report) -> _Piece:
    """The title that the author chose, and the mark; nothing else is given away."""
    wide, high = _PREVIEW_SIZE
    mark = f'<p class="mark">{escape(illustrative_mark(report))}</p>' if report.illustrative else ""
    return _Piece(PREVIEW, wide, high, f'<div class="preview"><h1>{escape(report.title)}</h1>{mark}</div>')


def _chart(chart: Chart, foot: str) -> _Piece:
    wide, high = svg_size(chart.light)
    height = round(_WIDTH * high / wide)
    html = f'<img src="{escape(picture(chart.light))}" height="{height}"><p>{escape(foot)}</p>'
    return _Piece(f"chart-{chart.name}.png", _WIDTH, height + _FOOT, html)


def svg_size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG document in px."""
    root = ET.fromstring(svg)  # noqa: S314  our own picture
    box = (root.get("viewBox") or "").split()
    return (float(box[2]), float(box[3])) if box else (_px(root, "width"), _px(root, "height"))


def _px(root: ET.Element, name: str) -> float:
    return float(root.attrib[name].removesuffix("px"))


def _sheets(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """As many pieces on a page as it may hold."""
    sheet: list[_Piece] = []
    for piece in pieces:
        if sheet and sum(each.height for each in sheet) + piece.height > _TALLEST:
            yield sheet
            sheet = []
        sheet.append(piece)
    yield sheet


def _photograph(sheet: list[_Piece]) -> dict[str, bytes]:
    boxes = "".join(f'<div class="box" style="height:{each.height}px">{each.html}</div>' for each in sheet)
    page = (
        f"<!doctype html><meta charset=utf-8><style>*{{box-sizing:border-box}}body{{margin:0;"
        f"background:{LIGHT.background};color:{LIGHT.quiet_text};font:11px {_FONT}}}"
        f".box{{overflow:hidden;width:{_WIDTH}px}}img{{display:block;width:{_WIDTH}px}}p{{margin:8px 12px}}"
        f".preview{{height:100%;padding:48px 180px 0 40px;background:{LIGHT.focus};color:{LIGHT.on_focus}}}"
        f"h1{{font:600 34px/1.25 {_FONT};margin:0 0 16px}}.mark{{font-size:16px;margin:0}}</style>{boxes}"
    )
    whole = Image.open(io.BytesIO(html_to_png(page, (_WIDTH, sum(each.height for each in sheet)), _SCALE)))
    images, top = {}, 0
    for each in sheet:
        corner = (each.width * _SCALE, (top + each.height) * _SCALE)
        images[each.name] = _png(whole.crop((0, top * _SCALE, *corner)))
        top += each.height
    return images


def _png(piece: Image.Image) -> bytes:
    file = io.BytesIO()
    piece.convert("RGB").quantize(256).save(file, "PNG")
    return file.getvalue()
