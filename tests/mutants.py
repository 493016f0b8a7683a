"""How much the tests notice: faults put into a copy of the code, one at a time, and tests that must fail.

`python -m tests.mutants [--only REGEX] [--json FILE]`. The faults stand in `mutants.toml`: a snippet of code,
the same with the fault in it, and the tests that should notice. Neither snippets nor tests are tied to a
folder, so that files may move. `--only` takes the faults whose name or area the pattern finds.

A snippet that is no longer found, or stands in two places, is an error to be mended in the list, and so are
tests that are no longer there. They are reported, count as not killed and end the command with 1; they are
never skipped silently. A fault that survives is reported too: either a test is missing, or the selection of
tests is too small.

Whatever failed is run once more without any fault: a test that fails all the same has killed nothing.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import orjson

ROOT: Final = Path(__file__).resolve().parent.parent
LIMIT: Final = 300
"""Seconds until the tests of one fault have to be done."""
NO_PRODUCT: Final = {"tests", "bench", "docs"}
"""Folders in which no fault is put."""
ON_EVERY_RUN: Final = ("-m", "not full")
"""What `make test` leaves out kills nothing here."""
KILLED, SURVIVED, TIME_OUT = "killed", "survived", "time-out"
NOT_ONCE, NO_TESTS, FAILS_ANYWAY = "snippet not found once", "no such tests", "fails without it too"
_FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (\S+\.py::.+?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Mutant:
    """One fault, as the list has it. keyword: of pytest's `-k`, blank for all tests of the files."""

    name: str
    area: str
    was: str
    now: str
    tests: list[str]
    keyword: str = ""


@dataclass(frozen=True)
class Result:
    """What became of a fault. killer: the first test that failed. file: where the snippet stands."""

    name: str
    area: str
    verdict: str
    seconds: float = 0.0
    killer: str = ""
    file: str = ""


def listed(pattern: str = "") -> list[Mutant]:
    """The faults of the list whose name or area the pattern finds."""
    with (ROOT / "tests" / "mutants.toml").open("rb") as file:
        mutants = [Mutant(**said) for said in tomllib.load(file)["mutant"]]
    return [each for each in mutants if re.search(pattern, f"{each.area}: {each.name}")]


def copied(folder: Path) -> None:
    """A copy of the tracked files as they stand, changes that are not committed yet included."""
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
    for name in names.split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def places(mutant: Mutant, folder: Path) -> list[Path]:
    """The files of the product in which the snippet stands, each as often as it stands there."""
    files = [path for path in folder.rglob("*.py") if path.relative_to(folder).parts[0] not in NO_PRODUCT]
    return [path for path in files for _ in range(path.read_text("utf-8").count(mutant.was))]


def tried(mutant: Mutant, folder: Path) -> Result:
    """Put the fault into the copy, run its tests, take it out again."""
    result = Result(mutant.name, mutant.area, NOT_ONCE)
    found = places(mutant, folder)
    if len(found) != 1:
        return result
    file, text = found[0], found[0].read_text("utf-8")
    named = [sorted((folder / "tests").rglob(name)) for name in mutant.tests]
    if not all(named):
        return replace(result, verdict=NO_TESTS)
    tests = dict.fromkeys(path for files in named for path in files)
    began = time.monotonic()
    file.write_text(text.replace(mutant.was, mutant.now), "utf-8")
    try:
        status, said = ran(folder, ["-x", "-k", mutant.keyword, *map(str, tests)], LIMIT)
    finally:
        file.write_text(text, "utf-8")
    verdict = {0: SURVIVED, 1: KILLED, 5: NO_TESTS, None: TIME_OUT}.get(status, f"pytest ended with {status}")
    return replace(
        result,
        verdict=verdict,
        seconds=round(time.monotonic() - began, 1),
        killer=next(iter(_FAILED.findall(said)), ""),
        file=str(file.relative_to(folder)),
    )


def ran(folder: Path, arguments: Iterable[str], limit: float) -> tuple[int | None, str]:
    """How pytest ended in the copy, None where it took too long, and what it said."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ON_EVERY_RUN, *arguments]
    with subprocess.Popen(
        command, cwd=folder, stdout=-1, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            return None, ""
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # with the servers and browsers that it started
    return process.returncode, said


def confirmed(results: list[Result], folder: Path) -> list[Result]:
    """The results without the kills of tests that fail in the copy without any fault too."""
    killers = {each.killer for each in results if each.killer}
    if not killers:
        return results
    status, said = ran(folder, sorted(killers), 4 * LIMIT)
    failing = {"", *(_FAILED.findall(said) if status in {0, 1} else killers)}
    return [
        replace(each, verdict=FAILS_ANYWAY) if each.verdict == KILLED and each.killer in failing else each
        for each in results
    ]


def rates(results: list[Result]) -> dict[str, list[int]]:
    """Area → faults that were killed, and all of them."""
    every = Counter(each.area for each in results)
    killed = Counter(each.area for each in results if each.verdict == KILLED)
    return {area: [killed[area], count] for area, count in every.items()} | {
        "all": [killed.total(), every.total()]
    }


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Try every fault and say what became of it: 0 where each was killed or survived, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", default="", metavar="REGEX", help="of the name or area of a fault")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the results go as well")
    chosen = parser.parse_args()
    began, results = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder)
        copied(copy)
        for mutant in listed(chosen.only):
            results.append(tried(mutant, copy))
            last = results[-1]
            _say(f"{last.area:9} {last.verdict:9} {last.seconds:6.1f} s  {last.name}")
        results = confirmed(results, copy)
    seconds = round(time.monotonic() - began)
    wrong = [each for each in results if each.verdict != KILLED]
    _say("")
    for each in wrong:
        _say(f"{each.verdict}: {each.name} ({each.area})")
    for area, (killed, count) in rates(results).items():
        _say(f"{area:9} {killed:3} of {count:3} killed, {killed / max(count, 1):.0%}")
    _say(f"{seconds} seconds")
    if chosen.json:
        said = {"seconds": seconds, "rates": rates(results), "mutants": [asdict(each) for each in results]}
        chosen.json.write_bytes(orjson.dumps(said, option=orjson.OPT_INDENT_2))
    return int(any(each.verdict != SURVIVED for each in wrong))


if __name__ == "__main__":
    sys.exit(main())
