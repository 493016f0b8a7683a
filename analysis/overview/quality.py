"""How far the data behind each figure reach: complete, fresh, in agreement; and which field is weakest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.core.dates import receipts_by
from analysis.core.figure import ratio
from analysis.core.member_states import MemberStates
from analysis.core.payment import UNKNOWN_CODE
from analysis.fees.expected_dues import AGREES, DIFFERS

_CENT = 0.015  # EUR; a sum converted at its own rate may be off by the rounding of one cent

FIELDS_OF = {
    "official_share": ("joined_on",),
    "paying_share": ("payment", "received"),
    "relative_pay_rate": ("joined_on", "payment"),
    "share_gap": ("joined_on", "payment"),
    "pay_rate": ("payment", "received"),
    "money_received_share": ("payment", "received"),
    "money_due_share": ("due",),
    "inhabitants_share": ("population",),
    "collection_rate": ("due", "received"),
    "collection_rate_cumulative": ("due", "received"),
    "retention": ("payment", "payment_before"),
    "first_year_retention": ("payment", "payment_before", "joined_on"),
    "bridge": ("payment", "payment_before"),
    "arrears_amount": ("due", "received"),
    "hhi": ("country", "received"),
    "effective_number": ("country", "received"),
    "largest_share": ("country", "received"),
    "money_at_risk": ("received",),
    "would_vote": ("payment_before", "due_before"),
    "tariff_expected": ("scheme", "income_level", "due"),
}


@dataclass(frozen=True)
class FieldQuality:
    """One field over the members of the roll.

    known of: for how many members it is recorded. agree of compared: how many values agree with a second
    source, None where there is none to compare with. last_on: day of the latest entry, days: its age at the
    date of the basis; None where entries have no date.
    """

    field: str
    known: int
    of: int
    agree: int | None = None
    compared: int | None = None
    last_on: date | None = None
    days: int | None = None

    @property
    def score(self) -> float:
        """The smaller one of completeness and agreement, 0 to 1; 0 where there is nothing."""
        complete = ratio(self.known, self.of) or 0.0
        agreement = ratio(self.agree or 0, self.compared or 0)
        return complete if agreement is None else min(complete, agreement)


def field_quality(states: MemberStates, fees: pd.DataFrame) -> dict[str, FieldQuality]:
    """Every field that figures rest on, by its name. fees: as fees.expected_dues.expected_fees."""
    year = states.fee_year
    before = None if year is None else year - 1
    fields = {
        "joined_on": states.roll["joined_on"].notna(),
        "population": states.roll["population"].notna(),
        "country": states.roll["country"].notna(),
        "scheme": states.roll["scheme"].notna(),
        "payment": ~states.unknown,
        "payment_before": states.codes_of(before) != UNKNOWN_CODE,
        "due": ~np.isnan(states.amounts("due_eur", year)),
        "due_before": ~np.isnan(states.amounts("due_eur", before)),
    }
    quality = {name: FieldQuality(name, int(np.sum(known)), states.size) for name, known in fields.items()}
    quality["income_level"] = FieldQuality(
        "income_level", int(fees["income_level"].notna().sum()), states.size
    )
    quality["due"] = _fees_agree(quality["due"], fees)
    quality["received"] = _receipts(states)
    return quality


def weakest(figure: str, fields: dict[str, FieldQuality]) -> FieldQuality | None:
    """The weakest field a figure rests on, None where the figure names none. Of equals the first."""
    names = FIELDS_OF.get(figure) or FIELDS_OF.get(figure.removeprefix("group_").removeprefix("others_"))
    return min((fields[name] for name in names), key=lambda field: field.score) if names else None


def _fees_agree(due: FieldQuality, fees: pd.DataFrame) -> FieldQuality:
    """Fees in the file against the published grid."""
    agree, differ = (int((fees["outcome"] == code).sum()) for code in (AGREES, DIFFERS))
    return FieldQuality(due.field, due.known, due.of, agree, agree + differ)


def _receipts(states: MemberStates) -> FieldQuality:
    """Receipts of the fee year: dated ones of all, amounts that agree with amount × rate, the latest day."""
    receipts, now = receipts_by(states.dataset, states.basis.as_of), pd.Timestamp(states.basis.as_of)
    arrived = receipts[receipts["fee_year"] == (states.fee_year or -1)]
    foreign = arrived[arrived["currency"] != "EUR"]
    compared = foreign["rate"].notna() & foreign["amount_eur"].notna()
    off = (foreign["amount"] * foreign["rate"] - foreign["amount_eur"]).abs()
    last = receipts["received_on"].max()
    return FieldQuality(
        field="received",
        known=int(arrived["amount_eur"].notna().sum()),
        of=len(arrived),
        agree=int((compared & (off <= _CENT)).sum()) if compared.any() else None,
        compared=int(compared.sum()) or None,
        last_on=None if pd.isna(last) else last.date(),
        days=None if pd.isna(last) else int((now - last).days),
    )
