"""How wide a text will be, and where its lines break, without a browser at hand.

Widths are those of Source Sans in hundredths of the font size, rounded up, so that what is measured to fit
fits in the fallback fonts of an export as well.
"""

from __future__ import annotations

import unicodedata

_NARROW = {**dict.fromkeys("ijl.,:;'|!()[]· ", 0.28), **dict.fromkeys('ftrI-/"\u202f\u00a0', 0.36)}
_WIDE = {**dict.fromkeys("mwMW%@", 0.86), **dict.fromkeys("—…", 1.0)}
_BOLD = 1.06


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in px at a font size in px, on the safe side."""
    return sum(_advance(sign) for sign in text) * size * (_BOLD if bold else 1.0)


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The lines of a text that fit into `room` px; a text without a word has none.

    Breaks at spaces and given line feeds, and between Han characters, which know no spaces. A single word
    wider than the room stays whole.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width((line + piece).rstrip(), size, bold=bold) > room:
                lines.append(line.rstrip())
                line = ""
            line += piece
        if line.strip():
            lines.append(line.rstrip())
    return lines


def _advance(sign: str) -> float:
    if sign in _NARROW:
        return _NARROW[sign]
    if sign in _WIDE:
        return _WIDE[sign]
    if is_ideographic(sign):
        return 1.0
    return 0.62 if sign.isupper() else 0.52


def is_ideographic(sign: str) -> bool:
    """Whether a character takes a full square, as Han characters and their punctuation do."""
    return unicodedata.east_asian_width(sign) in "WF"


def _pieces(text: str) -> list[str]:
    """What may stand at the start of a line: words with the space behind them, single Han characters."""
    pieces: list[str] = []
    start_new = True
    for sign in text:
        full = is_ideographic(sign) and sign.isalpha()
        if start_new or full:
            pieces.append(sign)
        else:
            pieces[-1] += sign
        start_new = sign == " "
    return pieces
