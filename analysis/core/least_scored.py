"""From how many cases on a score says something of how good chances were."""

from typing import Final

LEAST_SCORED: Final = 30
"""Over fewer, the Brier scores of good chances and of bad ones cannot be told apart: their standard error is
about 0.03 over 30 cases and 0.08 over five, where always saying 50 % scores 0.25."""
