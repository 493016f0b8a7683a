"""Pieces of hand-made SVG: for charts that must be on screen at once, and that are valid files as well.

On a page they go through `st.markdown(for_markdown(svg), unsafe_allow_html=True)`: st.html takes SVG out.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.base.caption import PAD, Caption
from charts.base.layout import BODY, LINE, SMALL, TITLE
from charts.base.measure import width, wrap
from charts.base.theme import FONT, Theme
from text.format import inert

_FONT = FONT.replace("'", "&#39;")
_STRETCH = 1.15
_TAG = 22.0  # px of the mark's tag


def number(value: float) -> str:
    """A coordinate to one decimal, without a needless zero."""
    digits = f"{float(value):.1f}".removesuffix(".0")
    return "0" if digits == "-0" else digits


def element(name: str, body: str = "", /, **attributes: object) -> str:
    """One element. Attribute values are made inert, numbers rounded; `body` is SVG already. `_` reads `-`."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{body}</{name}>" if body else f"<{name}{pairs}/>"


def text(content: str, x: float, y: float, size: int, fill: str, **attributes: object) -> str:
    """One line of plain text on the baseline y."""
    return element("text", inert(content), x=x, y=y, font_size=size, fill=fill, **attributes)


def path(points: Sequence[tuple[float, float]]) -> str:
    """Straight lines through points in px, as the `d` of a path."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def hatch(name: str, ground: str, stripe: str, cell: float, width: float) -> str:
    """A pattern of slanted stripes, `width` px each and `cell` px apart, for `fill="url(#name)"`."""
    area = element("rect", width=cell, height=cell, fill=ground)
    area += element("rect", width=width, height=cell, fill=stripe)
    tiles = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("pattern", area, id=name, width=cell, height=cell, **tiles)


def title(content: str) -> str:
    """The tooltip of the element it is in; plain text, line feeds allowed."""
    return f"<title>{inert(content)}</title>".replace("\n", "&#10;")


def document(body: str, width: float, height: float, alt: str, theme: Theme) -> str:
    """A whole chart on the theme's background, told by `alt`.

    It fills its container up to a little over its own width: beyond, its text would look like shouting.
    """
    ground = element("rect", width=width, height=height, fill=theme.background)
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
    style = f"display:block;width:100%;max-width:{number(width * _STRETCH)}px;height:auto;font-family:{_FONT}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{inert(alt)}"'
        f' style="{style}">{ground}{body}</svg>'
    ).replace("\n", " ")


def for_markdown(svg: str) -> str:
    """The chart as a block of HTML on one line, as st.markdown(…, unsafe_allow_html=True) keeps it."""
    return f"<div>{svg}</div>"


def head(caption: Caption, theme: Theme) -> tuple[str, float]:
    """Title and subtitle, and how far down they reach; 0 where there is neither."""
    parts, y = [], 0.0
    blocks: tuple[tuple[list[str], int, str, dict[str, int], float], ...] = (
        (wrap(caption.title, TITLE, caption.room, bold=True), TITLE, theme.text, {"font_weight": 700}, 4.0),
        (wrap(caption.subtitle, BODY, caption.room), BODY, theme.quiet_text, {}, 12.0),
    )
    for rows, size, fill, weight, gap in blocks:
        y += PAD if rows and not y else 0
        for row in rows:
            parts.append(text(row, PAD, y + size, size, fill, **weight))
            y += LINE[size]
        y += gap if rows else 0
    return "".join(parts), y


def foot(caption: Caption, theme: Theme, top: float) -> tuple[str, float]:
    """The mark as a tag and the source from `top` down, and the height of the chart that ends with them."""
    parts, y = [], top
    if caption.mark:
        wide = width(caption.mark, SMALL) * 0.96 + 10
        box = {"x": PAD, "y": y, "width": wide, "height": _TAG, "fill": "none", "stroke": theme.axis}
        parts.append(element("rect", **box))
        parts.append(text(caption.mark, PAD + 5, y + 15, SMALL, theme.text))
        y += _TAG + 8
    for row in wrap(caption.source, SMALL, caption.room):
        parts.append(text(row, PAD, y + SMALL, SMALL, theme.quiet_text))
        y += LINE[SMALL]
    return "".join(parts), y + PAD if parts else top


def _value(value: object) -> str:
    return number(value) if isinstance(value, (int, float)) else inert(value)
