"""The words around a plot, ready-made: they come from the catalogue of texts and are plain, never markup."""

from __future__ import annotations

from dataclasses import dataclass

PAD = 12  # px between an edge of the chart and its text


@dataclass(frozen=True)
class Caption:
    """What stands above and below a plot, inside the chart.

    title: the finding; subtitle: measure, definition, unit and date; source: where the data are from (under
    a map also the sentence that lines imply no opinion); mark: 'Illustrative data' or None.
    width: px of the narrowest chart that the lines must fit. 350 suits a phone and everything wider; an
    export of known size gives its own.
    """

    title: str = ""
    subtitle: str = ""
    source: str = ""
    mark: str | None = None
    width: int = 350

    @property
    def room(self) -> float:
        """px for text between the two edges."""
        return self.width - 2.0 * PAD
