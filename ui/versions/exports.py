"""A whole version as a file: a workbook that this program reads back, or a .zip of CSV files."""

from __future__ import annotations

import io

import streamlit as st

from data.export.archive import write_archive
from data.export.template import write_template
from data.export.workbook import write_workbook
from data.store.versions import Version
from text import column_note, say
from ui.core import cache
from ui.widgets.downloads import EXCEL, download_button


def download_version(version: Version) -> None:
    """Both files of a version. Each is made when it is asked for."""
    st.download_button(
        say("versions.workbook"),
        lambda: _workbook(version.version_id),
        file_name=f"membership-version-{version.number}.xlsx",
        mime=EXCEL,
        icon=":material/download:",
        on_click="ignore",
        key="versions.workbook",
    )
    st.download_button(
        say("versions.archive"),
        lambda: _archive(version.version_id),
        file_name=f"membership-version-{version.number}.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
        help=say("versions.archive_help"),
        key="versions.archive",
    )


def download_template() -> None:
    """The workbook to fill in, with notes, lists to choose from and two examples a sheet."""
    download_button(
        say("update.template"),
        template,
        file_name="membership-template.xlsx",
        mime=EXCEL,
        key="update.template",
    )


def template() -> bytes:
    """The template as bytes."""
    target = io.BytesIO()
    write_template(target, column_note)
    return target.getvalue()


def _workbook(version_id: str) -> bytes:
    target = io.BytesIO()
    write_workbook(cache.dataset_of(version_id), target)
    return target.getvalue()


def _archive(version_id: str) -> bytes:
    target = io.BytesIO()
    write_archive(cache.dataset_of(version_id), target)
    return target.getvalue()
