"""What a hostile file is to a test: its name, its bytes when they are wanted, and what it must come to."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """code, why: of the issue that must be given, '' where none must; two reasons with a bar between them
    where it depends on the machine which limit comes first. account: rows read, kept, ignored and held of
    the one table; None where nothing may be read."""

    code: str = ""
    why: str = ""
    account: tuple[int, int, int, int] | None = None


Hostile = tuple[str, Callable[[], bytes], Outcome]
"""File name, what builds its bytes, what it must come to."""


def refused(code: str, why: str = "") -> Outcome:
    """Nothing is read, and this is why."""
    return Outcome(code, why)


def read(account: tuple[int, int, int, int], code: str = "") -> Outcome:
    """The table is read all the same; the code is among what is said of it."""
    return Outcome(code, "", account)
