"""Who sits at the command line."""

from getpass import getuser
from typing import Final

_UNNAMED: Final = "command line"


def operator() -> str:
    """The name of the user, where the system knows one: in a container it may not."""
    try:
        return getuser()
    except (KeyError, OSError):
        return _UNNAMED
