"""Column types that read back alike from SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC as ISO 8601 text: sorts as it should and hashes alike on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> str | None:  # noqa: ARG002
        return None if value is None else format_time(value)

    def process_result_value(self, value: str | None, dialect: object) -> datetime | None:  # noqa: ARG002
        return None if value is None else parse_time(value)


class Json(TypeDecorator[Any]):
    """A value as JSON text with sorted keys, so that equal values are equal text. None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: object) -> str | None:  # noqa: ARG002
        return None if value is None else canonical_json(value).decode()

    def process_result_value(self, value: str | None, dialect: object) -> Any:  # noqa: ANN401, ARG002
        return None if value is None else orjson.loads(value)


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def format_time(moment: datetime) -> str:
    """A moment as it stands in the store."""
    return moment.astimezone(UTC).strftime(TIME_FORMAT)


def parse_time(text: str) -> datetime:
    """The opposite of `format_time`."""
    return datetime.strptime(text, TIME_FORMAT).replace(tzinfo=UTC)


def canonical_json(value: object) -> bytes:
    """One spelling of a value, for hashes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def storable(text: str) -> str:
    """The text with what no database and no UTF-8 can hold (NUL, half a surrogate pair) as a replacement
    character. Otherwise unchanged."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
