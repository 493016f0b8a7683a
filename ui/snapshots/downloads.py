"""A snapshot as files to take along, the very bytes that were saved, under names that say what they are."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from data.errors import UnknownChoiceError
from data.store.snapshots import StoredSnapshot
from text import label, say
from ui.core.markdown import inert_markdown
from ui.snapshots import answers

_ICONS: Final = {
    "html": ":material/description:",
    "pdf": ":material/picture_as_pdf:",
    "pptx": ":material/slideshow:",
    "xlsx": ":material/table_view:",
    "txt": ":material/chat:",
    "png": ":material/image:",
}
FORMATS: Final = tuple(_ICONS)
"""In the order of their worth. Images, which are many, come as 'png'."""


def write_files(snapshot_id: str, kind: str, path: Path) -> list[Path]:
    """Write one format, or with 'png' a folder with one image a chart. Returns what was written."""
    stored = answers.snapshot(snapshot_id)
    if kind not in FORMATS:
        raise UnknownChoiceError("format", kind, list(FORMATS))
    if kind == "png":
        path.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in answers.files(snapshot_id, _names(stored, kind)).items():
        written.append(path / name if kind == "png" else path)
        written[-1].write_bytes(content)
    return written


def show_buttons(stored: StoredSnapshot) -> None:
    """A button for each format. Its bytes are read when somebody asks for them."""
    with st.container(horizontal=True):
        for kind in FORMATS:
            if kind != "txt" and _names(stored, kind):
                _show_button(stored, kind)


def show_text(stored: StoredSnapshot) -> None:
    """The sentences with their figures, to be copied into a chat."""
    opened = st.popover(
        say("snapshots.copy_text"), icon=":material/chat:", type="tertiary", on_change="rerun"
    )
    if opened.open:
        with opened:
            st.code(_read(stored, "txt").decode(), language=None, wrap_lines=True)


def _names(stored: StoredSnapshot, kind: str) -> list[str]:
    """The files of a format: one, or with 'png' one a chart."""
    if kind == "png":
        return [name for name in stored.parts if name.startswith("chart-")]
    return [f"report.{kind}"]


def _show_button(stored: StoredSnapshot, kind: str) -> None:
    manifest, is_zip = stored.manifest, kind == "png"
    media_type = "application/zip" if is_zip else manifest["parts"][f"report.{kind}"]["media_type"]
    ending = "zip" if is_zip else kind
    st.download_button(
        inert_markdown(label("format", kind)),
        partial(_read, stored, kind),
        file_name=f"{manifest['kind']}-{manifest['as_of']}-{stored.snapshot_id}.{ending}",
        mime=media_type,
        key=f"snapshot_file.{kind}",
        icon=_ICONS[kind],
        type="tertiary",
        on_click="ignore",
    )


def _read(stored: StoredSnapshot, kind: str) -> bytes:
    """The file of a format; with 'png' a ZIP of all images."""
    files = answers.files(stored.snapshot_id, _names(stored, kind))
    if kind != "png":
        return files[f"report.{kind}"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
