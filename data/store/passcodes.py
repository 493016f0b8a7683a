"""Passcodes of links: kept as argon2 makes them, so that a stolen file of the database does not tell one."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from data.errors import DashboardError

SHORTEST: Final = 6
LONGEST: Final = 128
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The least that OWASP asks for: about 20 ms and 19 MB a try."""


def hashed(passcode: str) -> str:
    """What is kept of a passcode; blanks around it do not count. DashboardError 'passcode_length'."""
    passcode = passcode.strip()
    if not SHORTEST <= len(passcode) <= LONGEST:
        raise DashboardError("passcode_length", shortest=SHORTEST, longest=LONGEST)
    return _HASHER.hash(passcode)


def fits(kept: str, passcode: str) -> bool:
    """Whether this is the passcode."""
    try:
        return _HASHER.verify(kept, passcode.strip())
    except VerificationError:
        return False
