"""How a place looks on a map: by colour, shape, fill and size, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.base.theme import Theme

SOLID, PALE, HOLLOW, DOTTED = "solid", "pale", "hollow", "dotted"
_CIRCLES = {
    "paid": SOLID,
    "member": SOLID,
    "not_paid": HOLLOW,
    "not_yet": HOLLOW,
    "unknown": DOTTED,
    "in_person": SOLID,
    "came": PALE,
    "never": HOLLOW,
    "seen_unknown": DOTTED,
    "elsewhere": SOLID,
    "nowhere": HOLLOW,
    "elsewhere_unknown": DOTTED,
    "silent": SOLID,
    "heard": HOLLOW,
    "silent_unknown": DOTTED,
    "cell": PALE,
    "above_10": SOLID,
    "above_5": PALE,
    "above_1": HOLLOW,
    "below_1": HOLLOW,
    "size_unknown": DOTTED,
}
_SQUARES = ("waived", "online", "suspended")  # half-tone: neither one nor the other
_ALSO_PROSPECTS = tuple(
    code for code in _CIRCLES if code not in ("paid", "member", "not_paid", "not_yet", "unknown", "cell")
)  # layers on which prospects differ among themselves
_DIAMONDS = {
    "prospect": SOLID,
    "stage_early": HOLLOW,
    "stage_intent": PALE,
    "stage_applied": SOLID,
    **{f"prospect_{code}": _CIRCLES[code] for code in _ALSO_PROSPECTS},
    "prospect_online": PALE,
}
LEGEND_ORDER = (
    "paid", "member", "suspended", "in_person", "online", "came", "never", "elsewhere", "nowhere", "silent",
    "heard", "above_10", "above_5", "above_1", "below_1", "size_unknown", "elsewhere_unknown",
    "seen_unknown", "silent_unknown", "not_paid", "not_yet", "unknown", "waived", "prospect", "stage_applied",
    "stage_intent", "stage_early", "prospect_online", *(f"prospect_{code}" for code in _ALSO_PROSPECTS),
    "context", "untapped", "cell",
)  # fmt: skip
MARKS = (
    "cell", "untapped", "context", "not_paid", "not_yet", "unknown", "waived", "paid", "nowhere", "heard",
    "never", "elsewhere_unknown", "seen_unknown", "silent_unknown", "came", "online", "elsewhere",
    "in_person", "silent", "size_unknown", "below_1", "above_1", "above_5", "above_10", "suspended", "member",
    *_DIAMONDS,
)  # fmt: skip
"""From bottom to top."""
SMALLEST, LARGEST, UNKNOWN_SIZE = 8.0, 28.0, 8.0
_PX_PER_ROOT_MILLION = 5.6
_DIAMOND_SIZE = 0.62  # of a circle's: a prospect beside a member of its size is not to hide it
_SMALLEST_DIAMOND = 7.0
DIAMOND_ARM = 1.3  # of its radius, as Plotly draws it
_UNTAPPED_SIZE = 6.0


@dataclass(frozen=True)
class Look:
    """symbol: a plotly symbol; fill and line: colours; line_width in px."""

    symbol: str
    fill: str
    line: str
    line_width: float


def is_prospect(marks: pd.Series) -> pd.Series:
    """Which marks are diamonds: cities that may join."""
    return marks.isin(list(_DIAMONDS))


def is_other_member(drawn: pd.DataFrame) -> pd.Series:
    """Which places are members outside the focus group: grey, with one legend entry for all of them."""
    own = drawn["in_group"] | drawn["mark"].isin(["untapped", "context"]) | is_prospect(drawn["mark"])
    return ~own


def look(mark: str, theme: Theme, *, in_group: bool = True) -> Look:
    """Filled: yes (paying, seen in person …); hollow: no; with a dot: not known; half-tone: in between.

    Members are circles or squares, prospects orange diamonds, large cities outside the association small
    hollow grey circles. Members outside the focus group are grey. ValueError for any other mark.
    """
    if mark in _DIAMONDS:
        return _diamond(_DIAMONDS[mark], theme)
    if mark == "untapped":
        return Look("circle", theme.land, theme.others_line, 1.2)
    line = theme.focus if in_group else theme.others_line
    fill = theme.focus if in_group else theme.others
    pale = theme.focus_pale if in_group else theme.surface
    if mark == "context":
        return Look("circle", theme.others, theme.others_line, 1.0)
    if mark in _SQUARES:
        return Look("square", pale, line, 2.0)
    if mark not in _CIRCLES:
        raise ValueError(f"A mark on a map is one of {', '.join(MARKS)}; given was {mark!r}.")
    # A halo parts overlapping marks; grey needs its outline to be seen.
    halo = theme.background if in_group else line
    return {
        SOLID: Look("circle", fill, halo, 1.0),
        PALE: Look("circle", pale, line, 2.0),
        HOLLOW: Look("circle", theme.background, line, 2.0),
        DOTTED: Look("circle-dot", theme.background, line, 1.2),
    }[_CIRCLES[mark]]


def _diamond(fill: str, theme: Theme) -> Look:
    fills = {SOLID: theme.prospect, PALE: theme.prospect_pale}
    symbol = "diamond-dot" if fill == DOTTED else "diamond"
    return Look(symbol, fills.get(fill, theme.background), theme.prospect_line, 1.5)


def diameters(population: pd.Series, factor: float = 1.0) -> pd.Series:
    """px, so that areas are as populations, between a smallest and a largest; unknown is small and fixed.

    factor: under 1 for a map on which the same city has less room.
    """
    known = pd.to_numeric(population, errors="coerce").astype("float64")
    sizes = (_PX_PER_ROOT_MILLION * (known / 1e6) ** 0.5).clip(SMALLEST, LARGEST).fillna(UNKNOWN_SIZE)
    return (sizes * factor).round(1)


def mark_reach(sizes: pd.Series, marks: pd.Series) -> pd.Series:
    """px from the middle of a mark to its farthest point, its outline included: a diamond has corners."""
    return sizes / 2 * is_prospect(marks).map({True: DIAMOND_ARM, False: 1.0}) + 1.0


def mark_sizes(sizes: pd.Series, marks: pd.Series) -> pd.Series:
    """The same diameters, smaller for diamonds and small and even for cities outside the association."""
    small = (sizes * _DIAMOND_SIZE).clip(lower=_SMALLEST_DIAMOND).clip(upper=sizes.clip(lower=1))
    sizes = sizes.where(~is_prospect(marks), small.round(1))
    return sizes.where(marks != "untapped", _UNTAPPED_SIZE)
