"""The files that a snapshot holds, by their endings: the one list of them."""

from __future__ import annotations

from typing import Final

MEDIA_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending → how such a file is served."""
FORMATS: Final = tuple(ending for ending in MEDIA_TYPES if ending != "json")
"""Those that people get."""
