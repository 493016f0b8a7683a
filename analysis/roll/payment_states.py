"""The payment state of every official member: paid, not paid, waived or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.core.member_states import member_states
from analysis.core.payment import NOT_PAID, PAID, STATES, UNKNOWN, WAIVED

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from data.dataset import Dataset

__all__ = ["NOT_PAID", "PAID", "STATES", "UNKNOWN", "WAIVED", "payment_states"]


def payment_states(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """The roll at basis.as_of with each member's payment state; see `MemberStates.frame`.

    Without a fee year everybody is unknown. Source of the rules: docs/definitions.md.
    """
    return member_states(dataset, basis).frame(basis.fee_year)
