"""A report in all its formats: made whole or not at all, and never made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from charts.export.rendering import RenderingError, chromium
from data.errors import DashboardError
from sharing.content import to_json
from sharing.formats import html as html_format
from sharing.formats import plain_text, png
from sharing.formats.media_types import MEDIA_TYPES
from sharing.formats.stamp import Stamp
from sharing.report import Report

PAGE: Final = "report.html"
CONTENT: Final = "report.json"


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
    stamp = Stamp(snapshot_id, _sha256(content), made_at, app_version)
    try:
        parts = {CONTENT: content} | _formats(report, stamp)
    except RenderingError as error:
        raise DashboardError("part_not_made", why=str(error)) from error
    return Snapshot(_manifest(report, stamp, parts), parts)


def _formats(report: Report, stamp: Stamp) -> dict[str, bytes]:
    from sharing.formats import pdf, pptx, xlsx  # heavy, and needed only here

    html = html_format.html(report, stamp)
    with ThreadPoolExecutor(1) as beside:  # it prints in one Chromium while another photographs
        printing = beside.submit(pdf.pdf, report, html, stamp)
        images = png.chart_images(report, stamp)
    return {
        PAGE: html,
        "report.txt": plain_text.text(report, stamp),
        "report.pdf": printing.result(),
        "report.pptx": pptx.pptx(report, images, stamp),
        "report.xlsx": xlsx.xlsx(report, stamp),
        **images,
    }


def _manifest(report: Report, stamp: Stamp, parts: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "id": stamp.snapshot_id,
        "kind": report.kind,
        "title": report.title,
        "note": report.note,
        "as_of": report.as_of.isoformat(),
        "version": report.version,
        "filters": dict(report.filters),
        "definitions": dict(report.definitions),
        "language": report.language,
        "audience": report.audience,
        "app_version": stamp.app_version,
        "made_at": stamp.made_at.isoformat(),
        "illustrative": report.illustrative,
        "sha256": stamp.sha256,
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
