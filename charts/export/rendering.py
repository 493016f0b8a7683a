"""Figures as PNG, PDF and SVG, drawn by the system's Chromium; without one there are none."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import threading
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from text.format import inert

if TYPE_CHECKING:
    from collections.abc import Callable

    import plotly.graph_objects as go

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)  # fmt: skip
_PATIENCE = 60.0  # seconds; a page takes about one
_one_at_a_time = threading.Lock()


class RenderingError(RuntimeError):
    """The picture could not be drawn."""


@cache
def chromium() -> str | None:
    """Path of the browser that draws, None where this machine has none. CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def render_figure(figure: go.Figure, kind: str, width: int, scale: float) -> bytes:
    """A figure as 'png', 'pdf' or 'svg', `width` px wide times `scale`, with the height it has.

    A browser is started with the first picture and stays; pictures are drawn one after another.
    RenderingError without Chromium or where it fails.
    """
    path = _chromium()
    import kaleido  # heavy, and needed only for files

    size = {"format": kind, "width": width, "height": figure.layout.height, "scale": scale}
    with _one_at_a_time:
        kaleido.start_sync_server(path=path, silence_warnings=True, n=1, mathjax=False)
        try:
            picture: bytes = kaleido.calc_fig_sync(figure, opts=size)
        except Exception as error:
            raise RenderingError(f"Chromium could not draw the picture: {error}") from error
        _stop_at_exit()
    return picture


@cache
def _stop_at_exit() -> None:
    """End the browser before Python deletes its folders, with a warning for each.

    Functions registered last run first, and Python's own is registered with the first such folder: call this
    after the first picture.
    """
    import kaleido

    atexit.register(kaleido.stop_sync_server, silence_warnings=True)


def svg_to_pdf(svg: str, size: tuple[float, float], title: str) -> bytes:
    """An SVG that carries all it needs as a PDF of one page, its words as words that can be found and copied.

    kaleido prints an SVG as an image: then digits are drawn, but can be neither found nor read aloud. size:
    width and height in px; title: what a reader of PDF shows as title, plain text. RenderingError without
    Chromium or where it fails.
    """
    wide, high = size
    # Without the halo of names: a PDF holds a name with a halo twice.
    style = f"@page{{size:{wide}px {high + 1}px;margin:0}}body{{margin:0}}text{{stroke:none}}"
    page = f"<!DOCTYPE html><html lang=en><title>{inert(title)}</title><style>{style}</style><body>{svg}"
    return html_to_pdf(page)


def html_to_pdf(page: str) -> bytes:
    """An HTML page that carries all it needs as a PDF. RenderingError as `svg_to_pdf`."""
    return _drawn(page, "page.pdf", lambda target: (f"--print-to-pdf={target}",))


def html_to_png(page: str, size: tuple[int, int], scale: int) -> bytes:
    """An HTML page that carries all it needs as a PNG. size: width and height in px, of which the picture has
    `scale` times as many. RenderingError as `svg_to_pdf`."""
    wide, high = size
    look = (f"--window-size={wide},{high}", f"--force-device-scale-factor={scale}", "--hide-scrollbars")
    return _drawn(page, "page.png", lambda target: (f"--screenshot={target}", *look))


def _drawn(page: str, name: str, how: Callable[[Path], tuple[str, ...]]) -> bytes:
    path = _chromium()
    with TemporaryDirectory(prefix="print-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, name)
        source.write_text(page, encoding="utf-8")
        own = (f"--user-data-dir={folder}/profile", *how(target), source.as_uri())
        try:
            subprocess.run([path, *_FLAGS, *own], check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise RenderingError(f"Chromium could not draw the page: {error}") from error


def _chromium() -> str:
    path = chromium()
    if path is None:
        raise RenderingError("There is no Chromium on this machine: install it, or name one in CHROMIUM.")
    return path
