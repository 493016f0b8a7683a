"""`pytest --until 1700000000`: tests that would begin after that moment are left out, and told."""

import time
from collections import Counter

import pytest

LEFT_OUT = "no time left"


def add_option(parser: pytest.Parser) -> None:
    parser.addoption("--until", type=float, help="Unix time after which no further test begins")


def check(item: pytest.Item) -> None:
    """Skips a test that begins too late."""
    until = item.config.getoption("until")
    if until is not None and time.time() > until:
        pytest.skip(LEFT_OUT)


def tell(reporter) -> None:
    """One line for each function of which tests were left out, and how many of them."""
    left_out = Counter(
        report.nodeid.partition("[")[0]
        for report in reporter.stats.get("skipped", [])
        if LEFT_OUT in str(report.longrepr)
    )
    if left_out:
        reporter.section(f"not run, {LEFT_OUT}")
        for name, count in sorted(left_out.items()):
            reporter.write_line(f"{count:5} {name}")
