"""A report frozen in all its formats: whole or not at all, and never made again."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from charts.export.rendering import RenderingError, chromium
from data.errors import DashboardError
from sharing.content import to_json
from sharing.formats import html as html_format
from sharing.formats import plain_text, png
from sharing.formats.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sharing.report import Report

PAGE: Final = "report.html"
CONTENT: Final = "report.json"
MEDIA_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending of a part → how it is served."""


@dataclass(frozen=True)
class Snapshot:
    """manifest: what the snapshot says of itself, with the hash of each part; parts: name → bytes."""

    manifest: Mapping[str, Any]
    parts: Mapping[str, bytes]

    @property
    def snapshot_id(self) -> str:
        return str(self.manifest["id"])

    @property
    def sha256(self) -> str:
        """Hash of the contents, which every format prints."""
        return str(self.manifest["sha256"])


def make_snapshot(report: Report, *, snapshot_id: str, made_at: datetime, app_version: str) -> Snapshot:
    """All formats of a report that is cut to its audience already.

    DashboardError 'chromium_missing' without the browser that draws, 'part_not_made' where it fails; then
    there is no snapshot.
    """
    if chromium() is None:
        raise DashboardError("chromium_missing")
    content = to_json(report)
    sealed = Stamp(snapshot_id, _sha256(content), made_at, app_version)
    try:
        parts = {CONTENT: content} | _formats(report, sealed)
    except RenderingError as error:
        raise DashboardError("part_not_made", why=str(error)) from error
    return Snapshot(_manifest(report, sealed, parts), parts)


def _formats(report: Report, sealed: Stamp) -> dict[str, bytes]:
    from sharing.formats import pdf, pptx, xlsx  # heavy, and needed only here

    html = html_format.html(report, sealed)
    with ThreadPoolExecutor(1) as beside:  # it prints in one Chromium while another photographs
        printed = beside.submit(pdf.pdf, report, html, sealed)
        drawn = png.drawn(report, sealed)
    return {
        PAGE: html,
        "report.txt": plain_text.text(report, sealed),
        "report.pdf": printed.result(),
        "report.pptx": pptx.pptx(report, drawn, sealed),
        "report.xlsx": xlsx.xlsx(report, sealed),
        **drawn,
    }


def _manifest(report: Report, sealed: Stamp, parts: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "id": sealed.snapshot_id,
        "kind": report.kind,
        "title": report.title,
        "note": report.note,
        "as_of": report.as_of.isoformat(),
        "version": report.version,
        "filters": dict(report.filters),
        "definitions": dict(report.definitions),
        "language": report.language,
        "audience": report.audience,
        "app_version": sealed.app_version,
        "made_at": sealed.made_at.isoformat(),
        "illustrative": report.illustrative,
        "sha256": sealed.sha256,
        "parts": {
            name: {
                "sha256": _sha256(content),
                "size": len(content),
                "media_type": MEDIA_TYPES[name.rpartition(".")[2]],
            }
            for name, content in parts.items()
        },
    }


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
