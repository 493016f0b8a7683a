"""What the words of a heading say together: "Date of accession", "Montant réglé", 入会年月."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

MoneySense = Literal["received", "due", "discount", "waived", "charge", "neutral", "other", "none"]

_FOLDER = Path(__file__).with_name("words")
_TOKEN = re.compile("[\u3400-\u9fff]+|[^\\W\\d_\u3400-\u9fff]+|\\d+")
_MOST_TOGETHER = 3
_OWED = "dû"  # without its accent an article
_KINDS: Mapping[str, MoneySense] = {
    "received": "received",
    "due": "due",
    "invoice": "due",
    "discount": "discount",
    "waived": "waived",
    "charge": "charge",
}


@dataclass(frozen=True)
class Said:
    """Concepts that the words of a heading name. is_whole: no word is left that names none."""

    concepts: frozenset[str]
    is_whole: bool


@dataclass(frozen=True)
class Pattern:
    """A field that concepts mean together: all of `needs`, nothing besides `needs` and `may`."""

    field: str
    needs: frozenset[str]
    may: frozenset[str]
    is_sure: bool

    def fits(self, said: Said) -> bool:
        """Whether a heading says this and nothing else."""
        return said.is_whole and self.needs <= said.concepts <= self.needs | self.may


@lru_cache(maxsize=4_096)
def said_by(text: str) -> Said:
    """The concepts of a text, longest words first. Numbers are words that say nothing known."""
    tokens = [part for written in _TOKEN.findall(text) for part in _parts(written)]
    found, is_whole, place = set[str](), bool(tokens), 0
    while place < len(tokens):
        concept, length = _longest(tokens, place)
        found.add(concept)
        is_whole &= concept != ""
        place += length
    return Said(frozenset(found - {"filler", ""}), is_whole)


def patterns_of(table: str, text: str) -> Iterator[Pattern]:
    """The patterns of a table that a heading fits."""
    said = said_by(text)
    return (pattern for pattern in _patterns(table) if pattern.fits(said))


@lru_cache(maxsize=4_096)
def fits_a_pattern(text: str) -> bool:
    """Whether the text fits a pattern of any table."""
    return any(True for table in _catalogue("patterns") for _ in patterns_of(table, text))


@lru_cache(maxsize=4_096)
def money_sense(text: str) -> MoneySense:
    """What a heading says of the money below it.

    neutral: that it is money and no more. other: money that is none of ours, or words that contradict each
    other. none: nothing of money.
    """
    concepts = said_by(text).concepts
    kinds = {_KINDS[concept] for concept in concepts if concept in _KINDS}
    if "outside" in concepts or len(kinds) > 1:
        return "other"
    if kinds:
        return kinds.pop()
    if "fee" in concepts:
        return "due"
    return "neutral" if concepts & {"amount", "total"} else "none"


def _longest(tokens: list[str], place: int) -> tuple[str, int]:
    """The concept of the longest known run of tokens from a place on, and how many they are."""
    for length in range(min(_MOST_TOGETHER, len(tokens) - place), 0, -1):
        concept = _concepts().get(" ".join(tokens[place : place + length]))
        if concept:
            return concept, length
    return "", 1


def _parts(written: str) -> Iterator[str]:
    """A word as it is compared; Chinese cut into known words, the longest first."""
    if written[0] < "\u3400":
        yield written if written == _OWED else _stem(written)
        return
    while written:
        length = next((size for size in range(len(written), 1, -1) if written[:size] in _concepts()), 1)
        yield written[:length]
        written = written[length:]


@lru_cache(maxsize=4_096)
def _stem(word: str) -> str:
    """Without case, accents and the endings that tell number and gender: payées, payé → paye."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if len(plain) >= 4:
        plain = plain.removesuffix("s")
    while len(plain) >= 5 and plain[-1] in "aeo":
        plain = plain[:-1]
    return plain


@cache
def _concepts() -> Mapping[str, str]:
    """Compared word, or words with a space between, → concept; of a word with two the first."""
    found: dict[str, str] = {}
    for concept, languages in _catalogue("concepts").items():
        for words in languages.values():
            for word in words:
                key = " ".join(
                    part if part >= "\u3400" or part == _OWED else _stem(part)
                    for part in _TOKEN.findall(word)
                )
                found.setdefault(key, concept)
    return found


@cache
def _patterns(table: str) -> tuple[Pattern, ...]:
    sections = (_catalogue("patterns").get(name, {}) for name in (table, "any"))
    return tuple(
        _pattern(field, written)
        for section in sections
        for field, patterns in section.items()
        for written in patterns
    )


def _pattern(field: str, written: str) -> Pattern:
    needs, _, may = written.removesuffix("?").partition("~")
    return Pattern(field, frozenset(needs.split()), frozenset(may.split()), not written.endswith("?"))


@cache
def _catalogue(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
