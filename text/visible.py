"""Signs that a reader cannot see, or would take for others, made visible."""

from __future__ import annotations

import re
from typing import Final

from text import say

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LETTERS: Final = {  # scripts that have letters which pass for Latin ones, as ranges of a character class
    "cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "armenian": "\u0531-\u058f",
    "cherokee": "\u13a0-\u13ff\uab70-\uabbf",
}
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_ALIKE: Final = {  # letters that nobody can tell from Latin ones
    "cyrillic": "АВЕІЈКМНОРСТХЅԌԜҮѴаеіјорсухѕһԛԝѵ",
    "greek": "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳ",
}
_FOREIGN = re.compile(f"[{''.join(_LETTERS.values())}]")
_WORD = re.compile(r"[^\W\d_]+")


def visible(text: str) -> str:
    """The same text; a control of direction as its code, '[U+202E]', and behind a word whose letters pass for
    Latin ones the script that they are of: 'Раris [Cyrillic letters]'. What is visible stays as it is.
    """
    if text.isascii():
        return text
    shown = _DIRECTION.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
    if not _FOREIGN.search(shown):
        return shown
    alone = {script for script in _ALIKE if _all_alike(shown, script)}
    return _WORD.sub(lambda found: _told(found, alone), shown)


def _told(found: re.Match[str], alone: set[str]) -> str:
    """A word, with the scripts of its letters that pass for Latin ones. alone: scripts of which the whole
    text has no other letters."""
    word = found.group()
    is_latin = re.search(f"[{_LATIN}]", word) is not None
    marks = [
        f" [{say(f'script.{script}')}]"
        for script, letters in _LETTERS.items()
        if re.search(f"[{letters}]", word) and (is_latin or script in alone)
    ]
    told = "".join(marks)
    return word if found.string.startswith(told, found.end()) else word + told


def _all_alike(text: str, script: str) -> bool:
    letters = set(re.findall(f"[{_LETTERS[script]}]", text))
    return bool(letters) and letters <= set(_ALIKE[script])
