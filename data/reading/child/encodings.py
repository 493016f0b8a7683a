"""Text in an encoding that nothing names: candidates, measured by a detector, judged by the words they give.

An encoding of another language turns words into letters that nobody writes, but it decodes: a file without a
word that is known in one encoding and in no other is for a person to decide.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parents[2]
_WORDS = _DATA / "reading" / "words"
_HEADINGS = (_WORDS / "headers.toml", _WORDS / "concepts.toml", _DATA / "cleaning" / "codes.toml")
_NAMES = (_DATA / "reference" / "aliases.csv", _DATA / "reference" / "cities.csv")
_SAMPLE = 65_536  # bytes
_EXAMPLE = 80  # characters
_SHOWN = 6
_MESSIEST = 0.5  # share that the detector calls mess; text that people wrote has less
_EAST = "\u1100"  # from this letter on words are written without spaces
_CELL = re.compile(r"[\t\r\n,;|\"]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# marks that western programs put into text, where only they can stand
_MARKS = re.compile(r"[a-z]’[a-z]|[€£]\s?\d|\d\s?[€£]|“[^”\n]*”|«\s?\w[^»\n]*»|\w [–—] \w|\d[–—]\d")
_WESTERN, _CHINESE = "western", "chinese"


@dataclass(frozen=True)
class Guess:
    """One way to read the bytes. words: different known words that no plain ASCII text holds. mess and
    coherence: what the detector measured. example: a line that shows the difference."""

    encoding: str
    words: int
    mess: float
    coherence: float
    example: str


def guesses(content: bytes) -> list[Guess]:
    """All ways to read the bytes that differ, the likeliest first; of equal ones the commonest encoding."""
    sample = _sample(content)
    measured = _measured(sample)
    found: dict[str, Guess] = {}
    for group, entry in _groups().items():
        for encoding in entry["encodings"]:
            text = _decoded(sample, encoding)
            if text is None or _decoded(content, encoding) is None:
                continue
            mess, coherence = measured.get(encoding, (1.0, 0.0))
            guess = Guess(encoding, _known_words(text, group), mess, coherence, _example(text))
            if text not in found or guess.words > found[text].words:
                found[text] = guess
    plain = [guess for guess in found.values() if guess.words or guess.mess <= _MESSIEST]
    return sorted(plain, key=lambda guess: (-guess.words, guess.mess, -guess.coherence))[:_SHOWN]


def is_decided(found: list[Guess]) -> bool:
    """Whether words speak for the first guess, and more of them than for any other."""
    if not found or found[0].mess > _MESSIEST:
        return False
    return found[0].words > (found[1].words if len(found) > 1 else 0)


def _sample(content: bytes) -> bytes:
    """The first lines, and those further down with other letters than ASCII."""
    lines = content[: 16 * _SAMPLE].splitlines(keepends=True)
    chosen = [line for number, line in enumerate(lines) if number < 20 or not line.isascii()]
    return b"".join(chosen)[:_SAMPLE].rpartition(b"\n")[0] or content[:_SAMPLE]


def _measured(sample: bytes) -> Mapping[str, tuple[float, float]]:
    """Encoding → mess and coherence, as the detector measures them."""
    from charset_normalizer import from_bytes  # only text of older programs pays for it

    encodings = [encoding for entry in _groups().values() for encoding in entry["encodings"]]
    return {
        encoding: (match.chaos, match.coherence)
        for match in from_bytes(sample, cp_isolation=encodings, threshold=1.0)
        for encoding in match.could_be_from_charset
    }


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _known_words(text: str, group: str) -> int:
    """Different words of a text that are known in the languages of these encodings."""
    known = _known(group)
    words: set[str] = set()
    for cell in set(_CELL.split(text)):
        if not cell.isascii():
            words |= {word for word in _ways(cell) if word in known}
    if group == _WESTERN:
        words |= set(_MARKS.findall(text))
    return len(words)


def _ways(cell: str) -> Iterator[str]:
    """The cell, its words, and runs of two to four letters where a language puts no spaces."""
    plain = cell.strip().casefold()
    yield plain
    for word in _WORD.findall(plain):
        yield word
        if word[0] >= _EAST:
            for size in (2, 3, 4):
                yield from (word[place : place + size] for place in range(len(word) - size + 1))


@cache
def _known(group: str) -> frozenset[str]:
    """Words of a group with other letters than ASCII, in lower case."""
    words = set(_groups()[group]["words"])
    if group in {_WESTERN, _CHINESE}:
        texts = {text for text in (*_headings(), *_names()) if len(text) > 1 and not text.isascii()}
        words |= {text for text in texts if (_CHINESE if max(text) >= _EAST else _WESTERN) == group}
    return frozenset(word.casefold() for word in words if not word.isascii())


def _headings() -> Iterator[str]:
    for path in _HEADINGS:
        yield from _strings(tomllib.loads(path.read_text("utf-8")))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401  whatever a TOML file holds
    if isinstance(value, str):
        yield value
        yield from _WORD.findall(value)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)


def _names() -> Iterator[str]:
    for path in _NAMES:
        with path.open(encoding="utf-8", newline="") as file:
            yield from (
                row.get(name) or "" for row in csv.DictReader(file) for name in ("alias", "name", "name_zh")
            )


@cache
def _groups() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_WORDS / "encodings.toml").read_text("utf-8"))


def _example(text: str) -> str:
    """The first line that shows what the encoding decides, as far as it fits."""
    lines = (line.strip() for line in text.splitlines())
    line = next((line for line in lines if not line.isascii()), "")
    first = next((place for place, letter in enumerate(line) if letter > "\x7f"), 0)
    start = 0 if first < _EXAMPLE else first - _EXAMPLE // 2
    return line[start : start + _EXAMPLE]
