"""How wide a text will be, and where its lines break, without a browser at hand.

Advances are those of Noto Sans CJK SC, which exports fall back to; Source Sans is a little narrower, so what
is measured to fit fits on screen as well.
"""

from __future__ import annotations

import unicodedata

_GROUPS = {
    0.13: "\u202f",
    0.23: " \u00a0",
    0.30: "ijlI|!',.:;",
    0.35: "f()[]{}-",
    0.39: "rt/\\",
    0.48: 'sz*?"',
    0.54: "cevxykFJLY–",
    0.56: "0123456789ag#$+<=>^_~€−",
    0.62: "bdhnopquAESTVXZ",
    0.66: "BCKPR&",
    0.73: "DGHNOQU",
    0.81: "wM",
    0.90: "W—",
    0.95: "m%@",
    1.00: "·…‘’“”",
}
_ADVANCES = {sign: advance for advance, signs in _GROUPS.items() for sign in signs}
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


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into `room` px before an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _advance(sign: str) -> float:
    known = _ADVANCES.get(sign)
    if known is not None:
        return known
    if unicodedata.combining(sign):
        return 0.0
    if is_ideographic(sign):
        return 1.0
    return _ADVANCES.get(unicodedata.normalize("NFD", sign)[0], 0.72 if sign.isupper() else 0.6)


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
