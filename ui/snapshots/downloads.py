"""A snapshot as files to take along: the bytes that were frozen, under names that say what they are."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import streamlit as st

from data.errors import UnknownChoiceError
from data.store import snapshots
from data.store.database import reading
from text import label, say
from ui.core import store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from data.store.snapshots import Stored


FORMATS: Final = {
    "html": ":material/description:",
    "pdf": ":material/picture_as_pdf:",
    "pptx": ":material/slideshow:",
    "xlsx": ":material/table_view:",
    "txt": ":material/chat:",
}
"""Format → its icon, in the order of their worth. Pictures, which are many, come as 'png'."""


def write(connection: Connection, bundle_id: str, kind: str, path: Path) -> list[Path]:
    """Write one format, or with 'png' a folder with one picture a chart. Returns what was written."""
    stored = snapshots.bundle(connection, bundle_id)
    if kind == "png":
        path.mkdir(parents=True, exist_ok=True)
        targets = {part: path / part for part in pictures(stored)}
    elif kind in FORMATS:
        targets = {_part(kind): path}
    else:
        raise UnknownChoiceError("format", kind, [*FORMATS, "png"])
    for part, target in targets.items():
        target.write_bytes(snapshots.part(connection, bundle_id, part))
    return list(targets.values())


def pictures(stored: Stored) -> list[str]:
    """The parts that are a picture of a chart."""
    return [name for name in stored.parts if name.startswith("chart-")]


def buttons(stored: Stored) -> None:
    """A button for each format. Its bytes are read when somebody asks for them."""
    with st.container(horizontal=True):
        for kind, icon in FORMATS.items():
            if kind != "txt":
                media_type = stored.manifest["parts"][_part(kind)]["media_type"]
                _button(stored, kind, _reader(stored.bundle_id, _part(kind)), media_type, icon)
        if pictures(stored):
            _button(stored, "png", _zipped(stored), "application/zip", ":material/image:")


def as_text(stored: Stored) -> None:
    """The sentences with their figures, to be copied into a chat."""
    opened = st.popover(
        say("snapshots.copy_text"), icon=":material/chat:", type="tertiary", on_change="rerun"
    )
    if opened.open:
        with opened, reading(store.opened()) as connection:
            text = snapshots.part(connection, stored.bundle_id, _part("txt")).decode()
            st.code(text, language=None, wrap_lines=True)


def _part(kind: str) -> str:
    return f"report.{kind}"


def _button(stored: Stored, kind: str, data: Callable[[], bytes], media_type: str, icon: str) -> None:
    told = stored.manifest
    st.download_button(
        label("format", kind),
        data,
        file_name=f"{told['kind']}-{told['as_of']}-{stored.bundle_id}.{'zip' if kind == 'png' else kind}",
        mime=media_type,
        key=f"snapshot_file.{kind}",
        icon=icon,
        type="tertiary",
        on_click="ignore",
    )


def _reader(bundle_id: str, part: str) -> Callable[[], bytes]:
    def read() -> bytes:
        with reading(store.opened()) as connection:
            return snapshots.part(connection, bundle_id, part)

    return read


def _zipped(stored: Stored) -> Callable[[], bytes]:
    def read() -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive, reading(store.opened()) as connection:
            for name in pictures(stored):
                archive.writestr(name, snapshots.part(connection, stored.bundle_id, name))
        return packed.getvalue()

    return read
