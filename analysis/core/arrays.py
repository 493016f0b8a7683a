"""Kinds of arrays that figures are counted from. One entry a member, or members × fee years."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Amounts = NDArray[np.float64]  # EUR; NaN is unknown
Codes = NDArray[np.int8]  # places in analysis.core.payment.STATES
Places = NDArray[np.int64]  # places in another table; -1 is none
Days = NDArray[np.datetime64]
AnyArray = NDArray[Any]


def any_in_row(mask: Mask) -> Mask:
    """Members with at least one true entry."""
    members: Mask = np.logical_or.reduce(mask, axis=1)
    return members
