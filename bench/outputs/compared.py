"""What differs between two folders of outputs."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import zip_longest
from pathlib import Path

BEFORE, AFTER = 60, 100
"""Signs that are shown before and after the place where two lines part."""
VOLATILE_IN_PDF = re.compile(rb"/(CreationDate|ModDate) \([^)]*\)|\(node\d+\)")
STYLE, COMMENT = re.compile(rb"<style>.*?</style>", re.DOTALL), re.compile(rb"/\*.*?\*/", re.DOTALL)


def differences(before, after):
    """A paragraph for each file that differs or is in one folder only, in the order of their names."""
    for name in sorted(names(before) | names(after)):
        paths = before / name, after / name
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            yield f"{name}: not in {missing[0].removesuffix(str(name))}"
        else:
            one, other = (members(path.read_bytes()) for path in paths)
            for part in sorted(one.keys() | other.keys()):
                if one.get(part) != other.get(part):
                    where = f"{name} ({part})" if part else name
                    yield f"{where}: {parting(one.get(part, b''), other.get(part, b''))}"


def names(folder):
    """The files below a folder."""
    return {path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file()}


def members(content):
    """The members of a zip by name, without their days; anything else is its own only member."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if content.startswith(b"%PDF"):
        return {"": VOLATILE_IN_PDF.sub(b"", content)}
    return {"": STYLE.sub(lambda style: COMMENT.sub(b"", style[0]), content)}


def parting(one, other):
    """The first line that differs: its number, and both lines around the sign where they part."""
    lines = zip_longest(*(content.decode("utf-8", "replace").split("\n") for content in (one, other)))
    number, (old, new) = next((n, pair) for n, pair in enumerate(lines, start=1) if pair[0] != pair[1])
    if old is None or new is None:
        return f"line {number}\n  - {shown(old, 0)}\n  + {shown(new, 0)}"
    place = next((n for n, (a, b) in enumerate(zip_longest(old, new)) if a != b), 0)
    return f"line {number}\n  - {shown(old, place)}\n  + {shown(new, place)}"


def shown(line, place):
    """A line around a place; of a missing one that it is missing."""
    return "(no such line)" if line is None else line[max(0, place - BEFORE) : place + AFTER]
