"""Which cases of a matrix run in `make test`; the others are marked `full` and run in `make test-all`."""

from collections.abc import Callable, Iterable

import pytest


def thinned(cases: Iterable[object], keep: Callable[..., bool]) -> list[object]:
    """Parameters of all cases, marked `full` where keep(case) says no. A case may be a pytest.param."""
    params = [case if hasattr(case, "marks") else pytest.param(*_values(case)) for case in cases]
    return [param if keep(*param.values) else _full(param) for param in params]


def _values(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)


def _full(param):
    return pytest.param(*param.values, id=param.id, marks=[*param.marks, pytest.mark.full])
