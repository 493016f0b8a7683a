"""A change beside its two ends: whoever reads them sees the same change."""

import pytest

from analysis.core.figure import Figure
from analysis.what_if.outcomes import Outcome
from ui.what_if import words

NARROW = "\u202f"


def outcome(name, unit, before, after):
    return Outcome(*(Figure(name, "received", value, unit=unit) for value in (before, after)))


@pytest.mark.parametrize(
    ("name", "unit", "before", "after", "ends", "change"),
    [
        ("income", "EUR", 1_958_400.0, 2_000_000.0, f"€1.96{NARROW}M → €2{NARROW}M", f"+€41.6{NARROW}K"),
        ("income", "EUR", 10.2, 10.5, "€10.20 → €10.50", "+€0.30"),
        ("income", "EUR", 5_000.0, 5_000.0, f"€5{NARROW}K", ""),
        ("paying_share", "share", 0.33333, 0.33341, f"33.33{NARROW}% → 33.34{NARROW}%", "+0.01 points"),
        ("effective_number", "countries", 8.31, 8.34, "8.31 → 8.34", "+0.03"),
    ],
)
def test_a_change_never_stands_beside_two_ends_that_read_the_same(name, unit, before, after, ends, change):
    changed = outcome(name, unit, before, after)
    assert words.before_and_after(changed, short=True) == ends
    assert words.change(changed) == change
