"""Arguments of commands: days, tables, files, and the name of whoever types them."""

from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Final

from commands.failures import UNREADABLE, failure
from data.schema import UPLOADED
from text import say

_UNNAMED: Final = "command line"


def day(text: str) -> date:
    """A date as 2023-05-31. Anything else ends the command with a sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise failure(say("issue.bad_date", value=text)) from None


def table_name(text: str) -> str:
    """The name of a table that can be uploaded. Anything else ends the command with a sentence."""
    if text not in UPLOADED:
        choices = ", ".join(UPLOADED)
        raise failure(say("error.unknown_choice", kind="table", given=text, choices=choices))
    return text


def content_of(file: Path) -> bytes:
    """The bytes of a file. One that cannot be read ends the command with a sentence."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise failure(say("error.cannot_read_file", path=file, reason=error.strerror), UNREADABLE) from None


def operator() -> str:
    """The name of the user, where the system knows one: in a container it may not."""
    try:
        return getuser()
    except (KeyError, OSError):
        return _UNNAMED
