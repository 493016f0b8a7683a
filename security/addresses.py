"""Every address the server answers, and with which verbs. What is not written here does not exist.

Streamlit brings more routes than this dashboard uses: metrics, an API for agents, custom components,
sign-in callbacks. They stay closed because nobody has opened them here.
"""

import re
from dataclasses import dataclass
from typing import Final

LIVE: Final = "WEBSOCKET"
READ: Final = frozenset({"GET", "HEAD"})
PUBLIC: Final = ("/healthz", "/assets/", "/s/")
"""Answered to every caller in every mode: the first two hold nothing a member would mind, and a link to a
snapshot is a key of its own. An entry that ends in a slash opens what is below it, another itself alone."""

_NAME: Final = r"[A-Za-z0-9_-][A-Za-z0-9._~-]*"
"""One path segment. It cannot begin with a dot, so `..` and `.` never are segments; slashes, backslashes,
percent signs and control characters are not in it, so nothing is left to decode a second time."""


@dataclass(frozen=True, slots=True)
class Address:
    """A family of paths and the verbs it takes; a WebSocket handshake counts as the verb LIVE."""

    pattern: re.Pattern[str]
    verbs: frozenset[str]


def _address(pattern: str, verbs: frozenset[str] = READ) -> Address:
    return Address(re.compile(pattern), verbs)


_PAGE: Final = _address(r"/([A-Za-z0-9][A-Za-z0-9_-]*)?/?")
"""A page by its name, `/` being the first. Any name gets Streamlit's frame, which says what is unknown."""

_ADDRESSES: Final = (
    _address(r"/healthz"),
    _address(r"/readyz"),
    _address(rf"/assets/{_NAME}"),
    _address(rf"/s/{_NAME}(/{_NAME})?", READ | {"POST"}),  # POST brings the passcode of a snapshot
    _address(r"/favicon\.png|/manifest\.json"),
    _address(rf"/static/({_NAME}/)*{_NAME}"),
    _address(rf"/media/{_NAME}"),
    _address(r"/_stcore/(health|host-config)"),
    _address(rf"/_stcore/upload_file/{_NAME}/{_NAME}", frozenset({"PUT", "DELETE"})),
    _address(r"/_stcore/stream", frozenset({LIVE})),
    _PAGE,  # last: the names above are not pages
)


def verbs_at(path: str) -> frozenset[str]:
    """The verbs that `path` (already percent-decoded) takes; none where there is no such address."""
    address = _find(path)
    return address.verbs if address else frozenset()


def is_public(path: str) -> bool:
    """Whether `path` is answered to every caller."""
    return any(
        path.startswith(entry) and path != entry if entry.endswith("/") else path == entry for entry in PUBLIC
    )


def is_page(path: str) -> bool:
    """Whether `path` is a page in its canonical form; with a slash at the end, Streamlit redirects to it."""
    return _find(path) is _PAGE and (path == "/" or not path.endswith("/"))


def _find(path: str) -> Address | None:
    return next((address for address in _ADDRESSES if address.pattern.fullmatch(path)), None)
