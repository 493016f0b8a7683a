"""When a member counts as paying for a fee year. A new definition is one more entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.core.arrays import Mask
    from analysis.core.ledger import Ledger

TOLERANCE = 0.02  # bank charges and rounding: 8 815 of 8 840 is paid in full
ROUNDING = 1e-6  # EUR; far below what 98 % of a sum in cents can differ by
PAYMENT_DAYS = 30  # from the invoice until the fee is due; an assumption: no payment term is public


@dataclass(frozen=True)
class Definition:
    """A test of every member (rows) in every fee year (columns) of a ledger.

    is_met: who passes. is_known: where it is known that who does not pass does not pay; it may be one row for
    all members. arrears: whether paying any part of the arrears passes, or enough of them, or nothing.
    years_back: the state for a fee year is that of so many years before.
    """

    is_met: Callable[[Ledger], Mask]
    is_known: Callable[[Ledger], Mask]
    arrears: Literal["any", "enough", "never"]
    years_back: int = 0


def paid_in_full(ledger: Ledger) -> Mask:
    """Something was due and at least 98 % of it arrived; False where the due is unknown."""
    enough = (1 - TOLERANCE) * ledger.due_eur - ROUNDING
    return (ledger.due_eur > 0) & (ledger.received_eur >= enough)


def _received_anything(ledger: Ledger) -> Mask:
    return ledger.received_eur > 0


def _invoiced(ledger: Ledger) -> Mask:
    return ~np.isnat(ledger.invoiced_on)


def _receipts_are_complete(ledger: Ledger) -> Mask:
    return ledger.is_complete


def _due_and_receipts_are_known(ledger: Ledger) -> Mask:
    return ~np.isnan(ledger.due_eur) & ledger.is_complete


def _invoice_is_dated(ledger: Ledger) -> Mask:
    return ledger.dated


RULES = {
    "any_receipt": Definition(_received_anything, _receipts_are_complete, "any"),
    "in_full": Definition(paid_in_full, _due_and_receipts_are_known, "enough"),
    "good_standing": Definition(paid_in_full, _due_and_receipts_are_known, "enough", years_back=1),
    "invoiced": Definition(_invoiced, _invoice_is_dated, "never"),
}
DEFINITIONS = tuple(RULES)
DEFAULT_DEFINITION = "any_receipt"
