"""Draws docs/rooms.svg, who imports whom, from the imports themselves: `python -m docs.rooms`.

Rooms stand from the top floor to the ground, in the order of the import contracts. A mark in the row of a
room and the column of another says that the first imports the second, the darker the more often. Every mark
lies right of the diagonal: nothing imports upwards, and there is no circle.
"""

from __future__ import annotations

from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import grimp

FILE: Final = Path(__file__).with_name("rooms.svg")
FLOORS: Final = (
    "pages", "commands", "ui", "sharing", "security", "charts", "analysis", "data", "text",
)  # fmt: skip
"""Top floor first."""
DIVIDED: Final = ("ui", "charts", "analysis")
"""Floors that are shown room by room."""
CELL: Final = 15
LEFT: Final = 150
TOP: Final = 130
STYLE: Final = """
    text { font: 11px system-ui, sans-serif; fill: #1f2933; }
    .line { stroke: #d5dae1; stroke-width: 0.5; } .own { fill: #d5dae1; } .import { fill: #1f5fa8; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e4e7eb; } .line { stroke: #3e4c59; } .own { fill: #3e4c59; } .import { fill: #7fb3ea; }
    }
"""


def imports() -> Counter[tuple[str, str]]:
    """How many modules of one room import how many of another, by the pair of rooms."""
    graph = grimp.build_graph(*FLOORS, cache_dir=None)
    pairs = (
        (room(module), room(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    )
    return Counter(pair for pair in pairs if pair[0] != pair[1])


def room(module: str) -> str:
    """'ui.city.words' → 'ui.city', 'data.schema' → 'data'."""
    floor, *below = module.split(".")
    return f"{floor}.{below[0]}" if floor in DIVIDED and below else floor


def order(found: Counter[tuple[str, str]]) -> list[str]:
    """Rooms from top to ground: by floor, and in a floor those that import before those that are imported.

    graphlib.CycleError where rooms import each other in a circle.
    """
    rooms = sorted({each for pair in found for each in pair})
    below = {each: sorted(second for first, second in found if first == each) for each in rooms}
    ground_first = list(TopologicalSorter(below).static_order())
    floor = {each: FLOORS.index(each.split(".")[0]) for each in rooms}
    return sorted(rooms, key=lambda each: (floor[each], -ground_first.index(each)))


def svg(found: Counter[tuple[str, str]]) -> str:
    """The picture as a file of its own, light and dark."""
    rooms = order(found)
    place = {each: index for index, each in enumerate(rooms)}
    side = len(rooms) * CELL
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + side} {TOP + side}" role="img">',
        f"<title>Which room imports which</title><style>{STYLE}</style>",
    ]
    for each, index in place.items():
        middle = index * CELL + CELL // 2
        parts += [
            f'<text x="{LEFT - 6}" y="{TOP + middle + 4}" text-anchor="end">{each}</text>',
            f'<text transform="translate({LEFT + middle + 4} {TOP - 6}) rotate(-90)">{each}</text>',
            f'<path class="line" d="M{LEFT} {TOP + middle}h{side}M{LEFT + middle} {TOP}v{side}"/>',
            _cell("own", index, index, 1.0),
        ]
    parts += [
        _cell("import", place[first], place[second], 0.3 if count < 3 else 0.6 if count < 10 else 1.0)
        for (first, second), count in sorted(found.items())
    ]
    return "\n".join([*parts, "</svg>", ""])


def _cell(kind: str, row: int, column: int, opacity: float) -> str:
    x, y = LEFT + column * CELL + 1, TOP + row * CELL + 1
    size = f'width="{CELL - 2}" height="{CELL - 2}"'
    return f'<rect class="{kind}" x="{x}" y="{y}" {size} opacity="{opacity:.1f}"/>'


if __name__ == "__main__":
    FILE.write_text(svg(imports()), "utf-8")
