"""Files as they were handed over → grids, or the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from data.reading.child.refusal import Refusal
from data.reading.choices import Choices
from data.reading.grid import ColumnBuilder, Grid
from data.reading.headers import number_repeats
from data.reading.process import Request, messages
from data.reading.upload import ReadFile, ReadSheet
from data.report import Issue, Severity


@dataclass
class Contents:
    """Everything that was found in the files, in their order."""

    files: list[ReadFile] = field(default_factory=list)
    sheets: list[ReadSheet] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_files(
    files: list[tuple[str, bytes]], choices: Choices, on_wait: Callable[[int], None] | None = None
) -> Contents:
    """Read every file in a child of its own. A file that cannot be read is an issue, not an exception."""
    contents = Contents()
    hidden = tuple((place.file, place.sheet) for place in sorted(choices.hidden))
    for name, (_, content) in zip(number_repeats([name for name, _ in files]), files, strict=True):
        request = Request(name, choices.encodings, choices.delimiters, choices.quotes, hidden)
        _FileReader(name, content, contents).read(request, on_wait)
    return contents


class _FileReader:
    """Collects the messages about one file."""

    def __init__(self, name: str, content: bytes, contents: Contents) -> None:
        self._content = content
        self._contents = contents
        self._file = ReadFile(name, hashlib.sha256(content).hexdigest(), len(content))
        self._sheet: dict[str, Any] | None = None
        self._builders: list[ColumnBuilder] = []

    def read(self, request: Request, on_wait: Callable[[int], None] | None) -> None:
        try:
            for message in messages(self._content, request, on_wait):
                self._hear(message)
            self._finish_sheet()
        except Refusal as refusal:
            self._refuse(self._file.name, refusal.code, refusal.facts)

    def _hear(self, message: dict[str, Any]) -> None:
        if message["is"] == "cells":
            for builder, (kinds, values) in zip(self._builders, message["columns"], strict=True):
                builder.add(kinds, values)
            return
        self._finish_sheet()
        if message["is"] == "file":
            self._begin_file(message)
        elif message["is"] == "sheet":
            self._begin_sheet(message)
        elif message["code"] == "macros":
            self._note("macros", "note", {}, message["sheet"])
        else:
            self._refuse(message["file"], message["code"], message["facts"])

    def _begin_file(self, message: dict[str, Any]) -> None:
        self._file = replace(
            self._file,
            name=message["name"],
            format=message["format"],
            encoding=message.get("encoding"),
            delimiter=message.get("delimiter"),
            has_stray_quotes=message.get("quotes", False),
            encodings=tuple((encoding, example) for encoding, example in message.get("encodings", ())),
            is_encoding_decided=message.get("is_decided", True),
        )
        self._contents.files.append(self._file)
        self._note_encoding()
        for code in ("macros", "links"):
            if message.get(code):
                self._note(code, "note", {})

    def _note_encoding(self) -> None:
        """How a text was decoded that does not say so itself, with a line that shows it."""
        if not self._file.encodings:
            return
        encoding, example = self._file.encodings[0]
        facts = {"encoding": encoding, "example": example}
        if self._file.is_encoding_decided:
            self._note("encoding_read", "note", facts)
        else:
            others = ", ".join(f"{other} “{line}”" for other, line in self._file.encodings[1:])
            self._note("ambiguous_encoding", "error", facts | {"why": "file", "others": others})

    def _begin_sheet(self, message: dict[str, Any]) -> None:
        if message.get("left_out"):
            self._contents.sheets.append(
                ReadSheet(self._file.name, message["name"], is_hidden=True, grid=None)
            )
            self._note("hidden_sheet", "note", {}, message["name"])
            return
        self._sheet = message
        self._builders = [ColumnBuilder() for _ in range(message["width"])]

    def _finish_sheet(self) -> None:
        """Make the grid of the sheet whose cells have just arrived."""
        message, self._sheet = self._sheet, None
        if message is None:
            return
        columns = [builder.column() for builder in self._builders]
        grid = Grid(
            file=self._file.name,
            sheet=message["name"],
            columns=tuple(columns),
            is_hidden=message["hidden"],
            since_1904=message.get("since_1904", False),
            merged=tuple(tuple(area) for area in message.get("merged", ())),
            formats=tuple(tuple(run) for run in message.get("formats", ())),
            doubtful=tuple(message.get("doubtful", ())),
            undecided=tuple(message.get("undecided", ())),
            lengths=np.array(message["lengths"]) if "lengths" in message else None,
        )
        self._contents.sheets.append(ReadSheet(grid.file, grid.sheet, grid.is_hidden, grid))
        if grid.doubtful:
            facts = {"why": "file", "first": grid.doubtful[0] + 1, "count": len(grid.doubtful)}
            self._note("stray_quotes", "error", facts, grid.sheet)

    def _refuse(self, name: str, code: str, facts: dict[str, Any]) -> None:
        """A file is not read: no half of it counts, and nothing else is said of it."""
        self._sheet = None
        self._contents.sheets = [sheet for sheet in self._contents.sheets if sheet.file != name]
        self._contents.files = [file for file in self._contents.files if file.name != name]
        self._contents.issues = [issue for issue in self._contents.issues if issue.file != name]
        self._file = replace(self._file, name=name, format="", encoding=None, delimiter=None)
        self._contents.files.append(self._file)
        self._note(code, "error", facts, str(facts.get("sheet", "")))

    def _note(self, code: str, severity: Severity, facts: dict[str, Any], sheet: str = "") -> None:
        self._contents.issues.append(Issue(sheet, None, None, code, severity, facts, file=self._file.name))
