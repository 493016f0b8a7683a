"""Names of the months in English, French and Spanish, in full and shortened."""

from __future__ import annotations

from typing import Final

_NAMES = (
    "january jan janvier janv enero ene",
    "february feb fevrier fevr fev febrero",
    "march mar mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setiembre set",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre diciembre dic",
)

MONTHS: Final[dict[str, int]] = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
"""Name without accents, in lower case → 1 to 12."""
