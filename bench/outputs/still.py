"""Clock and lots that stand still, so that ids, days and hashes are the same in every run."""

from __future__ import annotations

import base64
import datetime as dt
import random
import secrets
import uuid

import sqlalchemy  # noqa: F401  looks closely at the class of a moment, and so comes before it is replaced

REAL = dt.datetime
LOTS = random.Random()  # noqa: S311  nothing secret is drawn


class _AnyMoment(type):
    def __instancecheck__(cls, value):
        return isinstance(value, REAL)


class Clock(REAL, metaclass=_AnyMoment):
    """datetime.datetime, but for `now`: the moment of the step at hand, so late that no link has ended."""

    __slots__ = ()
    moment = REAL(2035, 1, 15, 10, tzinfo=dt.UTC)

    def __new__(cls, *args, **kwargs):
        """Make a moment of the class that all libraries know."""
        return REAL(*args, **kwargs)

    @classmethod
    def now(cls, tz=None):
        """Return the moment of the step at hand."""
        return cls.moment.astimezone(tz) if tz else cls.moment.replace(tzinfo=None)


def stand_still():
    """Put clock and lots in the place of the machine's. Call it before the product is imported."""
    dt.datetime = Clock
    secrets.choice = LOTS.choice
    secrets.token_hex = lambda size=32: LOTS.randbytes(size).hex()
    secrets.token_urlsafe = lambda size=32: base64.urlsafe_b64encode(LOTS.randbytes(size)).decode().strip("=")
    uuid.uuid4 = lambda: uuid.UUID(bytes=LOTS.randbytes(16), version=4)


def step(name):
    """Begin a step: a minute later, with lots that hang on its name alone."""
    Clock.moment += dt.timedelta(minutes=1)
    LOTS.seed(name)
