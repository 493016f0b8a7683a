"""A report as PDF: the page as it prints, with the stamp at the foot of each sheet."""

from __future__ import annotations

import io

import pypdf

from charts.export.rendering import html_to_pdf
from sharing.formats.stamp import Stamp, footer
from sharing.report import Report
from text import say_in


def pdf(report: Report, page: bytes, stamp: Stamp) -> bytes:
    """page: the report as formats.html has it. RenderingError without Chromium or where it fails."""
    foot = footer(report, stamp)
    number = say_in(report.language, "snapshot_file.page")
    look = "font: 8pt 'Noto Sans CJK SC', sans-serif"
    rules = (
        f'@page {{ @bottom-left {{ content: "{_quoted(foot)}"; {look} }}'
        f' @bottom-right {{ content: "{_quoted(number)} " counter(page); {look} }} }}'
    )
    document = html_to_pdf(page.decode().replace("</style>", f"{rules}</style>", 1))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(document))
    writer.add_metadata(
        {
            "/Title": report.title,
            "/Subject": f"{foot} · {stamp.sha256}",
            "/Keywords": f"{stamp.snapshot_id}, {stamp.sha256}",
        }
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _quoted(text: str) -> str:
    """Text within the quotes of a style sheet."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ").replace("\n", " ")
