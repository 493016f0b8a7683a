"""Figures as PNG and PDF, drawn by the system's Chromium; without one there are none."""

from __future__ import annotations

import os
import shutil
import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_one_at_a_time = threading.Lock()


class RenderingError(RuntimeError):
    """The picture could not be drawn."""


@cache
def chromium() -> str | None:
    """Path of the browser that draws, None where this machine has none. CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def rendered(figure: go.Figure, kind: str, width: int, scale: float) -> bytes:
    """A figure as 'png' or 'pdf', `width` px wide times `scale`, with the height it has.

    A browser is started with the first picture and stays; pictures are drawn one after another.
    RenderingError without Chromium or where it fails.
    """
    path = chromium()
    if path is None:
        raise RenderingError("There is no Chromium on this machine: install it, or name one in CHROMIUM.")
    import kaleido  # heavy, and needed only for files

    size = {"format": kind, "width": width, "height": figure.layout.height, "scale": scale}
    with _one_at_a_time:
        kaleido.start_sync_server(path=path, silence_warnings=True, n=1, mathjax=False)
        try:
            picture: bytes = kaleido.calc_fig_sync(figure, opts=size)
        except Exception as error:
            raise RenderingError(f"Chromium could not draw the picture: {error}") from error
    return picture
