"""Who is named in a snapshot. The words of its page, its figures and its text are searched; PDF, slides,
spreadsheet and pictures are made of the same words and hold no others."""

from __future__ import annotations

import html
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

import orjson

from data.store.person_terms import Term, folded

SEARCHED: Final = (".html", ".json", ".txt")
_PICTURE: Final = re.compile(r"data:image/svg\+xml[^,]*;base64,([A-Za-z0-9+/=]*)")
_TAG: Final = re.compile(r"<[^>]*>")


def words_of(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> str:
    """Everything that a snapshot says, one text after the other."""
    texts = [*_strings(dict(manifest))]
    for name in parts:
        if name.endswith(SEARCHED):
            texts += _texts(name, parts[name].decode("utf-8", "replace"))
    return "\n".join(texts)


def named_in(words: str, people: Mapping[str, Sequence[Term]]) -> list[str]:
    """The ids of the people whom the words name."""
    plain = folded(words)
    return [
        person
        for person, terms in people.items()
        if any(term.possible_in(plain) and term.spans(words) for term in terms)
    ]


def _texts(name: str, content: str) -> Iterator[str]:
    yield content
    if name.endswith(".json"):
        yield from _strings(orjson.loads(content))
    if name.endswith(".html"):
        yield _plain(content)
        written = unquote(content)  # pictures within the page are often written like addresses
        yield _plain(written)
        for picture in _PICTURE.findall(written):
            whole = picture[: len(picture) // 4 * 4]
            yield _plain(b64decode(whole).decode("utf-8", "replace"))


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub(" ", markup))


def _strings(value: object) -> Iterator[str]:
    """All texts in a value of JSON, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
