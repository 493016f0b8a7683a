"""How a text file is decoded and split. The preview below shows at once what another choice does."""

from __future__ import annotations

from typing import Final

import streamlit as st

from data.reading.child.delimited import DELIMITERS
from data.reading.child.quoting import CELLS, LINES
from data.reading.upload import Upload
from text import say
from ui.core.markdown import inert_markdown, inert_options
from ui.update import draft as drafts
from ui.update.draft import Draft
from ui.update.uploaded_sheets import UploadedSheet

ENCODINGS: Final = (
    "utf-8", "utf-16", "cp1252", "gb18030", "big5", "cp1250", "cp1251", "cp1253", "cp1254", "cp949", "cp932",
    "mac_roman", "cp850", "cp437", "cp852", "cp866", "iso8859_2", "koi8_r", "mac_cyrillic", "latin-1",
)  # fmt: skip


def show_text_choices(found: UploadedSheet) -> None:
    """Encoding and delimiter of the file that the sheet is of, where it is a text file."""
    file = found.file
    if file.encoding is None:
        return
    ways = {
        "encodings": (file.encoding, ENCODINGS),
        "delimiters": (file.delimiter or DELIMITERS[0], DELIMITERS),
    }
    for column, (field, (given, known)) in zip(st.columns(2), ways.items(), strict=True):
        with column:
            _choose(field, file.name, list(dict.fromkeys([given, *known])), f"update.{field}.{found.number}")


def ask_quotes(draft: Draft, upload: Upload) -> None:
    """For each text file whose quotation marks join lines: whether the lines are rows; also once answered."""
    for number, file in enumerate(upload.files):
        if file.has_stray_quotes:
            st.radio(
                say("update.ask_quotes", file=inert_markdown(file.name)),
                [LINES, CELLS],
                index=None,
                format_func=lambda way: say(f"update.quotes_{way}"),
                **drafts.entry_widget(
                    "quotes", file.name, draft.choices.quotes.get(file.name), f"update.quotes.{number}"
                ),
            )


def is_encoding_open(upload: Upload) -> bool:
    """Whether a file waits for somebody to say its encoding."""
    return any(not file.is_encoding_decided for file in upload.files)


def ask_encoding(draft: Draft, upload: Upload) -> None:
    """For each text file whose encoding is not certain: which of the likely ones, by a line of the file."""
    for number, file in enumerate(upload.files):
        if not file.is_encoding_decided:
            ways = {code: f"{line} ({code})" for code, line in file.encodings}
            st.radio(
                say("update.ask_encoding", file=inert_markdown(file.name)),
                list(ways),
                index=None,
                format_func=inert_options(ways),
                **drafts.entry_widget(
                    "encodings",
                    file.name,
                    draft.choices.encodings.get(file.name),
                    f"update.encoding.{number}",
                ),
            )


def show_encoding(found: UploadedSheet) -> None:
    """How the file was decoded, with a line that shows it, where the file does not say it itself."""
    if found.file.encodings and found.file.is_encoding_decided:
        encoding, example = found.file.encodings[0]
        st.caption(inert_markdown(say("update.encoding_read", encoding=encoding, example=example)))


def _choose(field: str, name: str, options: list[str], key: str) -> None:
    """options: the way it was read first, then the others."""
    st.selectbox(
        say(f"update.{field}"),
        options,
        format_func=lambda code: say("update.tab") if code == "\t" else code,
        **drafts.entry_widget(field, name, options[0], key),
    )
