"""`doctor`: what this machine lacks, in words."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import typer

from commands.failures import HELD
from config import ROOT, settings_or_exit
from data.errors import DashboardError
from data.store.database import opened
from data.store.migrate import REVISION, revision
from text import failure_sentence, say

_OLDEST_PYTHON: Final = (3, 11)
_ROOM: Final = 500 * 1024 * 1024
"""Bytes of disk that should be free: a few large uploads and a backup."""
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE: Final = 30  # seconds for the list of fonts, which may be built first


@dataclass(frozen=True)
class Finding:
    """One thing looked at. needed: without it the dashboard does not run; otherwise a part of it does not."""

    ok: bool
    sentence: str
    needed: bool = True


def doctor() -> None:
    """Say what this machine lacks. Exit 0 if nothing that is needed is missing, else 1."""
    chosen = settings_or_exit()
    findings = [
        _python(),
        *_packages(),
        _folder(chosen.data_dir),
        _room(chosen.data_dir),
        _store(chosen.store_url),
        _chromium(),
        _fonts(),
    ]
    for finding in findings:
        mark = "ok" if finding.ok else "missing" if finding.needed else "optional"
        typer.echo(f"{mark:9}{finding.sentence}")
    if any(finding.needed and not finding.ok for finding in findings):
        raise typer.Exit(HELD)


def _python() -> Finding:
    ok = sys.version_info >= _OLDEST_PYTHON
    facts = {"version": sys.version.split()[0], "oldest": ".".join(map(str, _OLDEST_PYTHON))}
    return Finding(ok, say("doctor.python" if ok else "doctor.python_old", **facts))


def _packages() -> Iterator[Finding]:
    """Every package of requirements.txt in the version that is pinned there."""
    wrong = []
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        requirement, _, condition = line.partition(" ; ")
        name, _, pinned = requirement.partition("==")
        if not condition and _installed(name) != pinned:
            wrong.append(f"{name} {pinned}")
    if wrong:
        yield Finding(ok=False, sentence=say("doctor.packages_wrong", packages=", ".join(wrong)))
    else:
        yield Finding(ok=True, sentence=say("doctor.packages"))


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return Finding(ok=False, sentence=say("doctor.folder_closed", folder=folder, reason=error.strerror))
    return Finding(ok=True, sentence=say("doctor.folder", folder=folder))


def _room(folder: Path) -> Finding:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    facts = {"free": f"{free // 1024**2:,}", "wanted": f"{_ROOM // 1024**2:,}"}
    return Finding(free >= _ROOM, say("doctor.room" if free >= _ROOM else "doctor.room_short", **facts))


def _store(url: str) -> Finding:
    """Reached and up to date; a store that is not there yet is made at the first start."""
    try:
        with opened(url) as engine:
            found = revision(engine)
    except DashboardError as error:
        return Finding(ok=False, sentence=failure_sentence(error))
    kind = say("doctor.postgresql" if url.startswith("postgresql") else "doctor.sqlite")
    if found is None:
        return Finding(ok=True, sentence=say("doctor.store_empty", kind=kind))
    if found != REVISION:
        return Finding(ok=True, sentence=say("doctor.store_old", kind=kind))
    return Finding(ok=True, sentence=say("doctor.store", kind=kind))


def _chromium() -> Finding:
    ok = any(shutil.which(name) for name in _BROWSERS)
    return Finding(ok, say("doctor.chromium" if ok else "doctor.chromium_missing"), needed=False)


def _fonts() -> Finding:
    """Whether pictures can show Chinese names."""
    lister = shutil.which("fc-list")
    if lister is None:
        return Finding(ok=False, sentence=say("doctor.fonts_unknown"), needed=False)
    listed = subprocess.run([lister, ":lang=zh"], capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603  fixed words
    ok = bool(listed.stdout.strip())
    return Finding(ok, say("doctor.fonts" if ok else "doctor.fonts_missing"), needed=False)
