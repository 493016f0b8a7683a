"""Days to act on as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

_HOST = "membership-dashboard"


@dataclass(frozen=True)
class Entry:
    """One whole day. uid: stays the same from export to export, so that a calendar replaces the entry."""

    uid: str
    on: date
    title: str
    detail: str


def calendar(entries: Iterable[Entry], name: str, written_on: date) -> bytes:
    """An .ics file. written_on: the day the data speak of; equal data give equal bytes."""
    document = Calendar()
    document.add("prodid", f"-//{_HOST}//EN")
    document.add("version", "2.0")
    document.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{_HOST}")
        event.add("dtstamp", datetime.combine(written_on, time(), UTC))
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", entry.detail)
        event.add("transp", "TRANSPARENT")  # a day to remember, not a day that is taken
        document.add_component(event)
    return bytes(document.to_ical())
