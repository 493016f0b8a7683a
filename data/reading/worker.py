"""The child process: `python -I worker.py`, a request and the file on stdin, JSON lines on stdout.

It runs in an empty folder, without environment, under limits that the operating system keeps. It imports
python-calamine, orjson and the standard library. Its death is an ordinary answer for the parent.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # isolated mode leaves out our own folder

import zipfile

import orjson

from data.reading.child.archives import members, open_archive
from data.reading.child.delimited import read_delimited
from data.reading.child.formats import container_format, packed_format
from data.reading.child.limits import Limits, confine
from data.reading.child.messages import send, send_cells
from data.reading.child.plain_parts import with_plain_parts
from data.reading.child.refusal import Refusal
from data.reading.child.sheet_metadata import SheetMetadata
from data.reading.child.workbooks import has_old_macros, read_ods, read_xls, read_xlsx

Request = dict[str, Any]


def main() -> None:
    """Read the request, confine this process, answer."""
    gc.disable()  # a million cells without a single cycle among them
    request = orjson.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    confine(limits)
    try:
        content = sys.stdin.buffer.read()
        _read(request["name"], content, request, limits)
        send({"is": "end"})
    except Refusal as refusal:
        send({"is": "refused", "code": refusal.code, "facts": refusal.facts})
    except MemoryError:
        send({"is": "refused", "code": "too_large", "facts": {"why": "memory"}})
    sys.stdout.flush()
    os._exit(0)  # nothing is left to tidy up, and freeing a million cells one by one takes its time


def _read(name: str, content: bytes, request: Request, limits: Limits) -> None:
    kind = container_format(content)
    if kind == "text":
        _read_text(name, content, request, limits)
    elif kind == "compound":
        send({"is": "file", "name": name, "format": "xls", "macros": has_old_macros(content)})
        read_xls(content, limits, _chosen(request, name))
    else:
        _read_packed(name, content, request, limits)


def _read_packed(name: str, content: bytes, request: Request, limits: Limits) -> None:
    archive = open_archive(content, limits)
    kind = packed_format(archive)
    if kind == "zip":
        _read_members(archive, request, limits)
        return
    content, archive = with_plain_parts(content, archive, limits)
    links = any(part.startswith("xl/externalLinks/") for part in archive.namelist())
    send({"is": "file", "name": name, "format": kind, "macros": kind == "xlsm", "links": links})
    if kind == "ods":
        read_ods(content, archive, limits, _chosen(request, name))
    else:
        read_xlsx(content, archive, limits, _chosen(request, name))


def _read_members(archive: zipfile.ZipFile, request: Request, limits: Limits) -> None:
    """Every file of an archive; one that cannot be read does not keep the others from being read."""
    for name, content in members(archive, limits):
        try:
            _refuse_nested(content, limits)
            _read(name, content, request, limits)
        except Refusal as refusal:
            send({"is": "problem", "file": name, "code": refusal.code, "facts": refusal.facts})


def _refuse_nested(content: bytes, limits: Limits) -> None:
    """An archive in the archive, whatever it is called."""
    if content.startswith(b"PK") and packed_format(open_archive(content, limits)) == "zip":
        raise Refusal("unsafe", "nested")


def _read_text(name: str, content: bytes, request: Request, limits: Limits) -> None:
    encoding = request["encodings"].get(name, "")
    delimiter, quotes = request["delimiters"].get(name, ""), request["quotes"].get(name, "")
    text = read_delimited(content, limits, encoding, delimiter, quotes)
    rows = text.split.rows
    width = max(map(len, rows), default=0)
    send(
        {
            "is": "file",
            "name": name,
            "format": "text",
            "encoding": text.decoded.encoding,
            "encodings": [(guess.encoding, guess.example) for guess in text.decoded.guesses],
            "is_decided": text.decoded.is_decided,
            "delimiter": text.delimiter,
            "quotes": text.split.is_asked,
        }
    )
    lengths = list(map(len, rows))
    uneven = {"lengths": lengths} if len(set(lengths)) > 1 else {}
    doubts = {"doubtful": text.split.doubtful}
    if not text.decoded.is_decided:
        doubts["undecided"] = [row for row, cells in enumerate(rows) if not "".join(cells).isascii()]
    send({"is": "sheet", "name": Path(name).stem, "hidden": False, "width": width} | uneven | doubts)
    send_cells(rows, width, SheetMetadata(), limits.text)


def _chosen(request: Request, name: str) -> set[str]:
    return {sheet for file, sheet in request["hidden"] if file == name}


if __name__ == "__main__":
    main()
