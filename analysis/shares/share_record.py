"""Both shares as one small record, for the history of versions and for the effect of an upload."""

from __future__ import annotations

from analysis.core.basis import default_basis
from analysis.core.figure import Figure
from analysis.core.member_states import member_states
from analysis.shares.shares import official_share, paying_share
from data.dataset import Dataset


def share_record(dataset: Dataset) -> dict[str, object]:
    """official_share and paying_share on the default basis of the dataset, and that basis, ready for JSON.

    Each share: definition, value, numerator, denominator, low, high (null where undefined), illustrative.
    """
    states = member_states(dataset, default_basis(dataset))
    basis = states.basis
    return {
        "as_of": basis.as_of.isoformat(),
        "fee_year": basis.fee_year,
        "group": basis.group,
        "official_share": _record(official_share(states)),
        "paying_share": _record(paying_share(states)),
    }


_FACTS = ("definition", "value", "numerator", "denominator", "low", "high", "illustrative")


def _record(figure: Figure) -> dict[str, object]:
    return {name: getattr(figure, name) for name in _FACTS}
