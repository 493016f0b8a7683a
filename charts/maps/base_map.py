"""The drawn base of a map: sea, land, coast and province lines, one land colour for all, no name on it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from charts.base.theme import Theme

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference" / "basemap"
_PLACEHOLDER = "/*STYLE*/"


@dataclass(frozen=True)
class BaseInfo:
    """Extent of a base in km on the plane of its projection, and the attributions it asks for."""

    name: str
    crs: str
    xmin: float
    xmax: float
    ymin: float
    ymax: float
    sources: tuple[str, ...] = ()

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """xmin, xmax, ymin, ymax in km."""
        return self.xmin, self.xmax, self.ymin, self.ymax

    def at(self, image: str) -> Base:
        """The base with the address its picture is served from, or with its data URI."""
        return Base(self.name, self.crs, *self.extent, self.sources, image)


@dataclass(frozen=True)
class Base(BaseInfo):
    """A base with the address or data URI of its picture."""

    image: str = ""


def base_names() -> list[str]:
    """The bases there are."""
    return sorted(path.stem for path in _FOLDER.glob("*.json"))


def load_base(name: str, theme: Theme, *, lines: bool = True) -> tuple[bytes, BaseInfo]:
    """The SVG of a base in the theme's colours, with or without coast and province lines, and its extent.

    ValueError, with the names there are, where no base is called so.
    """
    text, info = _read(name)
    return text.replace(_PLACEHOLDER, _style(theme, lines=lines), 1).encode(), info


def data_uri(svg: bytes) -> str:
    """An SVG as an address that needs no server: for exports and downloads."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()


@lru_cache(maxsize=16)
def _read(name: str) -> tuple[str, BaseInfo]:
    if name not in base_names():
        raise ValueError(f"There is no base map called {name!r}; there are {', '.join(base_names())}.")
    facts = orjson.loads((_FOLDER / f"{name}.json").read_bytes())
    sources = tuple(dict.fromkeys(source["attribution"] for source in facts["sources"]))
    xmin, xmax, ymin, ymax = (float(facts[side]) for side in ("xmin", "xmax", "ymin", "ymax"))
    info = BaseInfo(name, facts["crs"], xmin, xmax, ymin, ymax, sources)
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8"), info


def _style(theme: Theme, *, lines: bool) -> str:
    strokes = (
        f".provinces{{fill:none;stroke:{theme.province};stroke-width:.8}}"
        f".coast{{fill:none;stroke:{theme.coast};stroke-width:.8}}"
    )
    none = ".provinces,.coast{display:none}"
    return f".sea{{fill:{theme.sea}}}.land{{fill:{theme.land}}}{strokes if lines else none}"
