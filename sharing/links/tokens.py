"""Tokens of links on their way: the address that carries one, and every log that must not."""

from __future__ import annotations

import logging
import re
import secrets
from typing import Final

PREFIX: Final = "/s/"
_CARRIED: Final = re.compile(r"/s/[^\s/?#\"'<>]+")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_LENGTH: Final = 10


def address(begin: str, token: str) -> str:
    """The address of a link; begin: as `config.Settings.links_begin`."""
    return f"{begin}{PREFIX}{token}"


def suggested_passcode() -> str:
    """A passcode that can be read aloud, of 49 bits: far beyond what the limit on guesses needs."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def hidden(text: str) -> str:
    """The text without the tokens of addresses in it."""
    return _CARRIED.sub(f"{PREFIX}…", text)


class NoTokens(logging.Filter):
    """Takes tokens out of a line of the log, its arguments and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the line stays."""
        if isinstance(record.args, tuple):
            record.args = tuple(hidden(each) if isinstance(each, str) else each for each in record.args)
        message = record.getMessage()
        if hidden(message) != message:
            record.msg, record.args = hidden(message), ()
        if record.exc_info:
            record.exc_text = hidden(logging.Formatter().formatException(record.exc_info))
        return True


def hide_in_logs() -> None:
    """Every handler of the root logger, and the server's own line for each request."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(NoTokens())
    logging.getLogger("uvicorn.access").addFilter(NoTokens())
