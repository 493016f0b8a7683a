"""The only place with colours. One colour means one thing on every page, in light and in dark.

Background, surface and text equal those of `.streamlit/config.toml`: a chart lies on its page without an
edge. Sources: UK Government Analysis Function colour palettes; contrast as in WCAG 2.2 (text 4.5:1, graphics
3:1). Where a fill is too pale to be seen by itself (`others`, `focus_pale`, `prospect_pale`), the matching
`_line` colour or `focus` draws its outline.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Source Sans, Source Sans Pro, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"


@dataclass(frozen=True)
class Theme:
    """Colours of one appearance, as #RRGGBB.

    focus: the focus group; others: all other members; prospect: prospects. `_pale` is the same meaning in
    the background (a band of bounds, what has passed), `_line` an outline or marker that reaches 3:1,
    `_text` the same meaning as text. extras: further categories, in this order. on_focus: text on focus.
    """

    name: str
    background: str
    surface: str
    text: str
    quiet_text: str
    grid: str
    axis: str
    focus: str
    focus_pale: str
    focus_text: str
    on_focus: str
    others: str
    others_line: str
    prospect: str
    prospect_pale: str
    prospect_line: str
    prospect_text: str
    on_prospect: str
    extras: tuple[str, str, str, str]
    sea: str
    land: str
    province: str
    coast: str


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    surface="#F5F6F8",
    text="#1B2733",
    quiet_text="#566370",
    grid="#E4E6E9",
    axis="#767D86",
    focus="#12436D",
    focus_pale="#C9D6E2",
    focus_text="#12436D",
    on_focus="#FFFFFF",
    others="#BFBFBF",
    others_line="#767676",
    prospect="#F46A25",
    prospect_pale="#FBD3BE",
    prospect_line="#C14A0B",
    prospect_text="#B5470B",
    on_prospect="#1B2733",
    extras=("#28A197", "#801650", "#A285D1", "#3D3D3D"),
    sea="#EAF0F4",
    land="#FBFAF7",
    province="#D3D2CC",
    coast="#A9B3BA",
)

DARK = Theme(
    name="dark",
    background="#0F1720",
    surface="#18222D",
    text="#E4E9EE",
    quiet_text="#A9B0BA",
    grid="#263341",
    axis="#8A929C",
    focus="#7FB2DD",
    focus_pale="#2B4A66",
    focus_text="#8FBEE6",
    on_focus="#0F1720",
    others="#5F6670",
    others_line="#9AA1AB",
    prospect="#F46A25",
    prospect_pale="#5E3522",
    prospect_line="#F58A52",
    prospect_text="#F79A68",
    on_prospect="#0F1720",
    extras=("#3DB8AD", "#D66BA0", "#B79FE0", "#C9CDD3"),
    sea="#121C27",
    land="#212C38",
    province="#394756",
    coast="#54636F",
)


def theme(name: str) -> Theme:
    """LIGHT or DARK by its name; ValueError for any other name."""
    for known in (LIGHT, DARK):
        if known.name == name:
            return known
    raise ValueError(f"A theme is called 'light' or 'dark'; given was {name!r}.")


def mix(one: str, other: str, share: float) -> str:
    """The colour `share` of the way (0 to 1) from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * share):02X}" for start, end in pairs)


def readable_on(fill: str) -> str:
    """Black or white: one of them reaches 4.5:1 on any fill, which no softer pair does."""
    return max(("#000000", "#FFFFFF"), key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
