"""Finding a person's name or address in free text, however it is cased, accented, spaced or widened."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_SHORTEST: Final = 3
"""Letters that a Latin term needs: a shorter one would be found in half of all words."""
_SHORTEST_CJK: Final = 2
_GAP: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff._\-()/\u00b7]+")
"""What may stand between the parts of a name or the digits of a number."""
_CJK: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Term:
    """What to look for: one spelling of a name or an address."""

    written: str

    @property
    def usable(self) -> bool:
        """Whether it is long enough to mean this person and nobody else."""
        letters = _GAP.sub("", folded(self.written))
        return len(letters) >= (_SHORTEST_CJK if _CJK.search(letters) else _SHORTEST)

    @cached_property
    def parts(self) -> list[str]:
        """The pieces between gaps, folded: a text without one of them cannot hold the term."""
        return [part for part in _GAP.split(folded(self.written)) if part]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches in folded text, as whole words where the script has words."""
        body = _GAP.pattern.replace("+", "*").join(re.escape(part) for part in self.parts)
        before, after = _edge(self.parts[0][0], "(?<!{})"), _edge(self.parts[-1][-1], "(?!{})")
        return re.compile(f"{before}{body}{after}")

    def possible_in(self, plain: str) -> bool:
        """Whether folded text could hold the term; quick, for long texts."""
        return all(part in plain for part in self.parts)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in `text`: (start, end) in the text as it is written, without overlaps."""
        plain, places = _folded_with_places(text)
        return [
            (places[found.start()], _with_accents(text, places[found.end() - 1] + 1))
            for found in self.pattern.finditer(plain)
        ]


def folded(text: str) -> str:
    """Text without the differences that do not matter: case, accents, width of letters."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return spread if spread.isascii() else "".join(ch for ch in spread if not unicodedata.combining(ch))


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in folded(letter):
            letters.append(part)
            places.append(place)
    return "".join(letters), places


def _with_accents(text: str, end: int) -> int:
    """An accent that is written as a character of its own belongs to the letter before it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _edge(letter: str, negated: str) -> str:
    """No letter or digit may stand beside the term, except in scripts that write without spaces."""
    return "" if _CJK.match(letter) else negated.format(r"[^\W_]")
