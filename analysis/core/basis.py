"""The basis of a figure: on which date, for which fee year, by which definition, of which group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.core.dates import receipts_by
from analysis.core.definitions import DEFAULT_DEFINITION, DEFINITIONS, RULES
from analysis.core.groups import DEFAULT_GROUP
from data.dataset import Dataset
from data.errors import UnknownChoiceError

ALSO = ("suspended", "associate", "waived")  # who may be counted as well
DEFAULT_ALSO = ("suspended",)


@dataclass(frozen=True)
class Basis:
    """What a figure is measured on. Hashable, so that answers can be cached by it.

    as_of: "now" for everything in the figure. fee_year is None where no receipt is known by then.
    categories: membership categories on the roll; suspended: whether suspended members count; waived: whether
    a waived fee counts as paying instead of being shown apart.
    """

    as_of: date
    fee_year: int | None
    definition: str = DEFAULT_DEFINITION
    group: str = DEFAULT_GROUP
    categories: tuple[str, ...] = ("active",)
    suspended: bool = True
    waived: bool = False

    def __post_init__(self) -> None:
        if self.definition not in DEFINITIONS:
            raise UnknownChoiceError("definition", self.definition, list(DEFINITIONS))

    @property
    def also(self) -> tuple[str, ...]:
        """Which of ALSO are counted."""
        counted = (self.suspended, "associate" in self.categories, self.waived)
        return tuple(name for name, counts in zip(ALSO, counted, strict=True) if counts)

    @property
    def deciding_year(self) -> int:
        """The year whose dues and receipts decide: good standing is about the year before."""
        if self.fee_year is None:
            raise ValueError("Without a fee year there is no year to look at.")
        return self.fee_year - RULES[self.definition].years_back

    @property
    def is_to_date(self) -> bool:
        """Whether the fee year is not over on the as-of date."""
        return self.fee_year is not None and self.as_of < date(self.fee_year, 12, 31)


def default_fee_year(dataset: Dataset, as_of: date) -> int | None:
    """The latest fee year, not after the year of `as_of`, with a receipt dated by then; None without one.

    Who pays for next year in December does not make it the year that is shown.
    """
    known = receipts_by(dataset, as_of)["fee_year"].dropna()
    known = known[known <= as_of.year]
    return int(known.max()) if len(known) else None


def fee_years(dataset: Dataset) -> list[int]:
    """All fee years for which a due or a receipt is recorded, oldest first."""
    recorded = pd.concat([dataset.table("dues")["fee_year"], dataset.table("receipts")["fee_year"]])
    return [int(year) for year in sorted(recorded.dropna().unique())]


def default_basis(dataset: Dataset) -> Basis:
    """The basis a reader starts from: the dataset's own date, the latest fee year, any receipt, China."""
    return Basis(dataset.as_of, default_fee_year(dataset, dataset.as_of))


def count_also(basis: Basis, also: str | None) -> Basis:
    """The basis with exactly these counted as well: codes of ALSO with dots between, 'none' for none.

    None leaves the basis as it is. UnknownChoiceError for a code that does not exist.
    """
    if also is None:
        return basis
    names = read_also(also)
    if names is None:
        raise UnknownChoiceError("also", also, [*ALSO, "none"])
    return replace(
        basis,
        categories=("active", "associate") if "associate" in names else ("active",),
        suspended="suspended" in names,
        waived="waived" in names,
    )


def read_also(text: str) -> tuple[str, ...] | None:
    """Codes of ALSO out of 'suspended.waived' or 'none'; None where one of them does not exist."""
    names = [] if text == "none" else text.split(".")
    return tuple(name for name in ALSO if name in names) if set(names) <= set(ALSO) else None


def write_also(also: tuple[str, ...] | list[str]) -> str:
    """The opposite of `read_also`."""
    return ".".join(name for name in ALSO if name in also) or "none"
