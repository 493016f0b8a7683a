"""Kinds of arrays that figures are counted from. One entry a member, or members × fee years."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Amounts = NDArray[np.float64]  # EUR; NaN is unknown
Codes = NDArray[np.int8]  # places in analysis.payment.STATES
Places = NDArray[np.int64]  # places in another table; -1 is none
Days = NDArray[np.datetime64]
AnyArray = NDArray[Any]
