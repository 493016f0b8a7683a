"""The drawn base of a map: sea, land, province lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charts.theme import Theme


@dataclass(frozen=True)
class BaseInfo:
    """Extent of a base in km of its projection, and whom to credit."""

    name: str
    crs: str
    xmin: float
    xmax: float
    ymin: float
    ymax: float
    sources: tuple[str, ...] = ()

    def at(self, image: str) -> Base:
        """The base with the address its picture is served from, or its data URI."""
        return Base(self.name, self.crs, self.xmin, self.xmax, self.ymin, self.ymax, self.sources, image)


@dataclass(frozen=True)
class Base(BaseInfo):
    """A base with the address or data URI of its picture."""

    image: str = ""


def load_base(name: str, theme: Theme, *, lines: bool = True) -> tuple[bytes, BaseInfo]:
    """The SVG of a base in the theme's colours, and its extent. FileNotFoundError where there is none."""
    raise NotImplementedError


def data_uri(svg: bytes) -> str:
    """An SVG as an address that needs no server: for exports and downloads."""
    raise NotImplementedError
