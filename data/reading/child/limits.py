"""What a child may use at most. The operating system holds it to that, whatever a file contains."""

from __future__ import annotations

import resource
from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bounds of one reading. Sizes in bytes, CPU in seconds.

    memory: address space of the process. 300 000 rows of twelve columns need about half of it.
    unpacked: what the parts of a workbook or archive may come to. cells: height × width of a sheet.
    """

    memory: int = 1_500 * MB
    cpu: int = 60
    unpacked: int = 300 * MB
    entries: int = 2_000
    files: int = 50
    cells: int = 8_000_000
    rows: int = 400_000
    columns: int = 702  # A to ZZ
    merged: int = 50_000  # merged cells of a sheet
    text: int = 32_767  # characters of one cell, as in Excel
    line: int = 1 * MB  # bytes of one line of a text file


def confine(limits: Limits) -> None:
    """Bind this process: memory, CPU, no file it could write, no core dump, no further process."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (most, most))
