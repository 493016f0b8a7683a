"""A report as one HTML file: everything in it, no script, nothing to load, light and dark, good to print."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from sharing.formats import cells
from sharing.formats.stamp import Stamp, about_report, audience_and_date, illustrative_mark, stamp_line
from sharing.report import Report
from text import say_in
from text.format import count

_FOLDER: Final = Path(__file__).with_name("templates")
_UNQUOTED = "=:/(),;'@!*$~-._"
"""What an address of data may hold as it is. A blank would end one where several may stand (`srcset`)."""


def html(report: Report, stamp: Stamp) -> bytes:
    """The page, UTF-8. All text is escaped; pictures are images, in which nothing can run."""
    page = _template().render(
        report=report,
        stamp=stamp_line(report, stamp),
        about=about_report(report, stamp),
        audience=" · ".join(audience_and_date(report)),
        mark=illustrative_mark(report),
        say=partial(say_in, report.language),
        count=count,
        cell=cells.text,
        bounds=cells.bounds,
        numbers=cells.NUMBERS,
        style=Markup(_style()),  # noqa: S704  our own file
        picture=picture,
    )
    return page.encode()


def picture(svg: str) -> str:
    """An SVG as an address that holds it."""
    return f"data:image/svg+xml,{quote(svg, safe=_UNQUOTED)}"


@cache
def _style() -> str:
    return (_FOLDER / "report.css").read_text("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
