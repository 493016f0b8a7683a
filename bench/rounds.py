"""One run: every round measures every target in turn, so that a busy moment of the machine hits them all."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bench.browser import chromium
from bench.conversation import recorded
from bench.measures import NotDrawnError, bytes_on_the_wire, cold_open, filter_changes
from bench.readers import crowded, idle, in_a_thread
from bench.servers import Server, ServerFailedError, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from bench.conversation import Conversation
    from bench.targets import Target

OPENS = 2
MOST_FAILURES = 3

Samples = dict[str, dict[str, list[float]]]
"""Target → measure → values; values of one index were measured one right after the other."""

Conversations = dict[str, "Conversation"]


class Record:
    """Collects samples."""

    def __init__(self) -> None:
        self.samples: Samples = defaultdict(lambda: defaultdict(list))

    def extend(self, other: Record) -> None:
        """Append all that another record holds."""
        for name, measures in other.samples.items():
            for measure, values in measures.items():
                self.samples[name][measure].extend(values)

    def add(self, target: Target, prefix: str = "", **values: float) -> None:
        """Append one value a measure."""
        for measure, value in values.items():
            self.samples[target.name][prefix + measure].append(value)


def rotated(targets: list[Target], turn: int) -> list[Target]:
    """Return the targets starting with another one each round, so that nobody always goes first."""
    return targets[turn % len(targets) :] + targets[: turn % len(targets)]


def practice(browser: Browser, targets: list[Target]) -> Conversations:
    """Start and open everything once, unmeasured: later starts are warm, and what readers say is recorded."""
    said = {}
    for target in targets:
        with running(target) as server:
            if target.select:
                said[target.name] = recorded(browser, server)
            else:
                cold_open(browser, server)
    return said


def start_all(browser: Browser, targets: list[Target], record: Record, stack: ExitStack) -> list[Server]:
    """Start each server and let its first reader in at once."""
    servers = []
    for target in targets:
        server = stack.enter_context(running(target))
        record.add(target, start=server.start_seconds)
        record.add(target, "first_", **cold_open(browser, server))
        servers.append(server)
    return servers


def one_round(browser: Browser, targets: list[Target], said: Conversations, record: Record) -> None:
    """Measure all targets once: first reader, later readers, bytes, filter changes, a crowd."""
    with ExitStack() as stack:
        servers = start_all(browser, targets, record, stack)
        for _ in range(OPENS):
            for server in servers:
                record.add(server.target, **cold_open(browser, server))
        for server in servers:
            record.add(server.target, bytes=bytes_on_the_wire(browser, server))
        filtered = [server for server in servers if server.target.select]
        for server in filtered:
            record.add(server.target, **filter_changes(browser, server))
        for server in filtered:
            record.add(server.target, **in_a_thread(crowded(server, said[server.target.name])))
    for target in targets:
        if target.select:
            with running(target) as server:
                record.add(target, **in_a_thread(idle(server, said[target.name])))


def measure(targets: list[Target], rounds: int, say: Callable[[str], None]) -> tuple[Samples, list[str]]:
    """Return the samples of so many whole rounds, and what went wrong in rounds that were given up."""
    record, failures = Record(), []
    with chromium() as browser:
        say("practice")
        said = practice(browser, targets)
        turn = 0
        while turn < rounds:
            say(f"round {turn + 1} of {rounds}")
            this_round = Record()
            try:
                one_round(browser, rotated(targets, turn), said, this_round)
            except (NotDrawnError, ServerFailedError) as error:
                failures.append(str(error))
                say(f"given up: {error}")
                if len(failures) > MOST_FAILURES:
                    raise
                continue
            record.extend(this_round)
            turn += 1
    return {name: dict(measures) for name, measures in record.samples.items()}, failures


def pairs(samples: Samples, measure_name: str, ours: str, floor: str) -> Iterator[float]:
    """Yield ours ÷ floor for every pair measured one right after the other."""
    both = zip(samples[ours][measure_name], samples[floor][measure_name], strict=True)
    yield from (mine / theirs for mine, theirs in both)
