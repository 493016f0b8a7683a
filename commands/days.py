"""Days as the command line takes them."""

from datetime import date

from commands.failures import failure
from text import say


def day(text: str) -> date:
    """A date as 2023-05-31. Anything else ends the command with a sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise failure(say("issue.bad_date", value=text)) from None
