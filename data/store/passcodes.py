"""Passcodes of links: stored as argon2 hashes, so that a stolen database file reveals none."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from data.errors import DashboardError

SHORTEST: Final = 6
LONGEST: Final = 128
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The least that OWASP asks for: about 20 ms and 19 MB a try."""


def hash_passcode(passcode: str) -> str:
    """The argon2 hash of a passcode; blanks around it do not count. DashboardError 'passcode_length'."""
    passcode = passcode.strip()
    if not SHORTEST <= len(passcode) <= LONGEST:
        raise DashboardError("passcode_length", shortest=SHORTEST, longest=LONGEST)
    return _HASHER.hash(passcode)


def is_correct(digest: str, passcode: str) -> bool:
    """Whether the hash is that of this passcode."""
    try:
        return _HASHER.verify(digest, passcode.strip())
    except VerificationError:
        return False
