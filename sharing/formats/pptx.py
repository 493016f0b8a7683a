"""A report as slides: a title, its figures, a slide a chart with a chart that can be edited, notes below."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from sharing.formats.cells import COLOURS, FORMATS
from sharing.formats.png import svg_size
from sharing.formats.stamp import Stamp, about_report, audience_and_date, illustrative_mark, stamp_line
from sharing.report import Chart, Figure, Report, Section

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_EDGE, _TOP, _FOOT = Inches(0.6), Inches(1.75), Inches(7.0)
_FONT, _CHINESE = "Calibri", "Microsoft YaHei"
_QUIET, _TEXT = RGBColor(0x56, 0x63, 0x70), RGBColor(0x1B, 0x27, 0x33)
_GRID = RGBColor(0xE4, 0xE6, 0xE9)
_FIGURES_A_SLIDE = 6


def pptx(report: Report, pictures: Mapping[str, bytes], stamp: Stamp) -> bytes:
    """pictures: 'chart-NAME.png' of the charts that have no numbers, such as maps."""
    slides = _Slides(report, stamp)
    slides.title()
    for section in report.sections:
        for start in range(0, len(section.figures), _FIGURES_A_SLIDE):
            slides.figures(section, section.figures[start : start + _FIGURES_A_SLIDE])
        for chart in section.charts:
            slides.chart(section, chart, pictures.get(f"chart-{chart.name}.png"))
    return slides.file()


class _Slides:
    """The slides as they grow."""

    def __init__(self, report: Report, stamp: Stamp) -> None:
        self._report, self._foot = report, stamp_line(report, stamp)
        self._about = about_report(report, stamp)
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = _WIDTH, _HEIGHT
        properties = self._deck.core_properties
        properties.title, properties.subject, properties.comments = report.title, self._foot, stamp.sha256
        properties.author, properties.created, properties.modified = "", stamp.made_at, stamp.made_at

    def title(self) -> None:
        report, audience = self._report, " · ".join(audience_and_date(self._report))
        slide = self._slide(notes="\n".join(f"{label}: {value}" for label, value in self._about))
        _write(slide, report.title, (_EDGE, Inches(2.2), Inches(1.6)), size=40, bold=True)
        _write(slide, audience, (_EDGE, Inches(3.9), Inches(0.5)), size=20, quiet=True)
        if report.note:
            _write(slide, report.note, (_EDGE, Inches(4.5), Inches(1.6)), size=18)

    def figures(self, section: Section, figures: tuple[Figure, ...]) -> None:
        """Each with how it is counted."""
        slide = self._slide(notes="\n".join((*section.sentences, *(f"{f.label}: {f.how}" for f in figures))))
        _write(slide, section.title, (_EDGE, Inches(0.5), Inches(0.9)), size=28, bold=True)
        for place, figure in enumerate(figures):
            top = _TOP + Inches(0.85) * place
            _write(slide, figure.text, (_EDGE, top, Inches(0.75)), size=18, bold=True, width=Inches(4.2))
            detail = f"{figure.label}. {figure.how}"
            _write(slide, detail, (Inches(4.9), top, Inches(0.75)), size=14, quiet=True, width=Inches(7.8))

    def chart(self, section: Section, chart: Chart, picture: bytes | None) -> None:
        """A chart of its own where there are numbers, else its picture."""
        slide = self._slide(notes="\n".join((*section.sentences, chart.alt, chart.subtitle, chart.source)))
        _write(slide, chart.title, (_EDGE, Inches(0.45), Inches(0.8)), size=22, bold=True)
        _write(slide, chart.subtitle, (_EDGE, Inches(1.2), Inches(0.5)), size=14, quiet=True)
        if chart.kind == "picture" and picture is not None:
            _place(slide, chart, picture)
        elif chart.series:
            _draw(slide, chart)

    def file(self) -> bytes:
        whole = io.BytesIO()
        self._deck.save(whole)
        return whole.getvalue()

    def _slide(self, notes: str) -> Any:  # noqa: ANN401  the library has no types
        blank = self._deck.slide_layouts[6]
        slide = self._deck.slides.add_slide(blank)
        foot = " · ".join(filter(None, [self._report.source, self._foot]))
        _write(slide, foot, (_EDGE, _FOOT, Inches(0.35)), size=10, quiet=True, width=Inches(9.6))
        mark = illustrative_mark(self._report)
        if mark:
            _write(slide, mark, (Inches(10.6), _FOOT, Inches(0.35)), size=12, bold=True, width=Inches(2.2))
        slide.notes_slide.notes_text_frame.text = _plain(notes)
        return slide


def _write(  # noqa: PLR0913  how a text looks
    slide: Any,  # noqa: ANN401
    text: str,
    place: tuple[int, int, int],
    *,
    size: int,
    bold: bool = False,
    quiet: bool = False,
    width: int = _WIDTH - 2 * _EDGE,
) -> None:
    """A box of text. place: left, top, height."""
    left, top, height = place
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    run = frame.paragraphs[0].add_run()
    run.text = _plain(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
    run.font.color.rgb = _QUIET if quiet else _TEXT
    _chinese(run.font._rPr)  # noqa: SLF001  the library has no name for this font


def _chinese(properties: Any) -> None:  # noqa: ANN401
    """The font of Chinese letters, which the other one does not have."""
    font = properties.makeelement(qn("a:ea"), {"typeface": _CHINESE})
    properties.insert_element_before(font, "a:cs", "a:sym", "a:hlinkClick", "a:extLst")


def _place(slide: Any, chart: Chart, picture: bytes) -> None:  # noqa: ANN401
    """The picture as large as there is room, with its words for who cannot see it."""
    wide, high = svg_size(chart.light)
    height = min(_FOOT - _TOP, Emu(int((_WIDTH - 2 * _EDGE) * high / wide)))
    shape = slide.shapes.add_picture(io.BytesIO(picture), _EDGE, _TOP, height=height)
    shape.left = Emu(int((_WIDTH - shape.width) / 2))
    shape._element.nvPicPr.cNvPr.set("descr", _plain(chart.alt))  # noqa: SLF001  it has no name for this either


def _draw(slide: Any, chart: Chart) -> None:  # noqa: ANN401
    data = CategoryChartData(number_format=FORMATS.get(chart.unit, "General"))
    data.categories = [_plain(category) for category in chart.categories]
    for series in chart.series:
        data.add_series(_plain(series.name), series.values)
    kind = XL_CHART_TYPE.LINE_MARKERS if chart.kind == "line" else XL_CHART_TYPE.BAR_CLUSTERED
    box = slide.shapes.add_chart(kind, _EDGE, _TOP, _WIDTH - 2 * _EDGE, _FOOT - _TOP - Inches(0.1), data)
    box._element.nvGraphicFramePr.cNvPr.set("descr", _plain(chart.alt))  # noqa: SLF001
    drawn = box.chart
    drawn.has_title, drawn.font.size, drawn.font.name = False, Pt(14), _FONT
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    axis = drawn.value_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = data.number_format, False
    axis.major_gridlines.format.line.color.rgb = _GRID
    axis.format.line.fill.background()
    if chart.kind != "line":
        drawn.category_axis.reverse_order = True  # the first category on top, as in the picture
    for place, series in enumerate(drawn.plots[0].series):
        colour = RGBColor.from_string(COLOURS[place % len(COLOURS)].removeprefix("#"))
        paint = series.format.line.color if chart.kind == "line" else _filled(series)
        paint.rgb = colour


def _filled(series: Any) -> Any:  # noqa: ANN401
    series.format.fill.solid()
    return series.format.fill.fore_color


def _plain(text: str) -> str:
    """Text without signs that XML does not know."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 0x20)
