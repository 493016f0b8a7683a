"""A process that does one thing to a store and dies at its n-th step by kill -9, as a machine would.

Steps are what can be told apart from outside: every SQL statement, the end of every transaction, and every
file that is renamed, copied or removed. `python -m tests.support.killed` waits for orders, one a line, and
forks for each, so that the libraries are imported once. An order for step 0 dies at none and tells the kinds
of all of them. An order with a limit may not let any file grow beyond so many bytes, as on a full disk.
"""

import itertools
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy import Engine, event

from data.errors import DashboardError
from data.store import contacts, versions
from data.store.commit import restore
from data.store.database import opened, writing
from data.store.erasure import erase
from data.store.migrate import migrate
from data.store.recover import recover
from tests.support.snapshots import kept, linked
from tests.support.stores import ROOT, commit_sample, sample, with_text

FILE_STEPS: Final = {"os.rename", "os.remove", "os.link", "sqlite3.connect", "shutil.copyfile", "os.truncate"}
REFUSED: Final = 3
"""Exit code of a child that met a failure which the store has a sentence for."""
STATEMENT: Final = "statement"
CANDIDATE: Final = ("members", "note", 0, "written by a process that may die")


@dataclass
class Killer:
    """Counts steps and ends the process at the one that it was told."""

    at: int
    kinds: list[str] = field(default_factory=list)

    def step(self, kind: str) -> None:
        self.kinds.append(kind)
        if len(self.kinds) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def do(action: str, url: str, folder: Path) -> None:
    """One of the writes of a store."""
    if action == "recover":
        recover(url, folder / "backup.db", folder=folder, author="Ana")
        return
    with opened(url) as engine:
        if action == "migrate":
            migrate(engine)
        elif action == "commit":
            commit_sample(engine, with_text(sample(), *CANDIDATE))
        elif action == "restore":
            with writing(engine) as connection:
                newest, *_, oldest = versions.history(connection)
                restore(connection, oldest.version_id, author="Ana", note="", parent=newest.version_id)
        elif action == "contacts":
            with writing(engine) as connection:
                rows = [
                    {"contact_id": f"new-{n}", "city_id": "chn-xian", "person": "P Q R"} for n in range(3)
                ]
                contacts.save(connection, rows, author="Ana")
        elif action == "keep":
            kept(engine)
        elif action == "publish":
            linked(engine, kept(engine)[0]["id"])
        elif action == "erase":
            with writing(engine) as connection:
                erase(connection, "c-1", author="Ana")
        else:
            raise ValueError(action)


@contextmanager
def killing() -> Iterator["Zygote"]:
    """A process that takes orders, for the time of the `with` block."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.killed"], cwd=ROOT, env=environment, stdin=-1, stdout=-1
    )
    try:
        yield Zygote(process)
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


@dataclass(frozen=True)
class Zygote:
    """Gives orders and hears how they ended."""

    process: subprocess.Popen[bytes]

    def die_at(self, step: int, action: str, url: str, folder: Path) -> bool:
        """Do it and die at a step; False where the work was done before that step came."""
        status, _ = self._order(step, action, url, folder)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert killed or status == 0, f"the process failed by itself: {status}"
        return killed

    def kinds(self, action: str, url: str, folder: Path) -> list[str]:
        """Do it without dying; the kind of each step."""
        status, kinds = self._order(0, action, url, folder)
        assert status == 0, f"the process failed by itself: {status}"
        return kinds

    def limited(self, limit: int, action: str, url: str, folder: Path) -> str | None:
        """Do it on a disk that is full at this limit; the code of the failure, None where it was done."""
        status, said = self._order(0, action, url, folder, limit)
        assert os.waitstatus_to_exitcode(status) in {0, REFUSED}, f"the process failed by itself: {status}"
        return said[0] if status else None

    def _order(
        self, step: int, action: str, url: str, folder: Path, limit: int | None = None
    ) -> tuple[int, list[str]]:
        told = {"step": step, "action": action, "url": url, "folder": str(folder), "limit": limit}
        order = orjson.dumps(told)
        self.process.stdin.write(order + b"\n")
        self.process.stdin.flush()
        kinds = orjson.loads(self.process.stdout.readline())
        return int(self.process.stdout.readline()), kinds


def worth_a_death(kinds: Sequence[str]) -> list[int]:
    """The steps, counted from 1, before which what is on the disk changes, and one between any two of them:
    ends of transactions and files, what comes right after, and the middle of the statements between them.
    The last number lies behind all steps: there the work is done."""
    ends = [at for at, kind in enumerate(kinds, 1) if kind != STATEMENT]
    edges = [0, *ends, len(kinds) + 1]
    middles = [(one + other) // 2 for one, other in itertools.pairwise(edges)]
    return sorted({*ends, *(at + 1 for at in ends), *middles, 1, len(kinds) + 1} - {0})


def _obey() -> None:
    """Reads orders until there are no more; answers each with how its process ended."""
    sample()
    for line in sys.stdin:
        order = orjson.loads(line)
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = _carry_out(order, tell)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(code)
        os.close(tell)
        _, status = os.waitpid(child, 0)
        kinds = os.read(told, 1 << 16) or b"[]"
        os.close(told)
        print(kinds.decode(), status, sep="\n", flush=True)  # noqa: T201


def _carry_out(order: dict[str, Any], tell: int) -> int:
    """The exit code of the child; it tells the steps it took or the failure it met."""
    if order["limit"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
    killer = Killer(order["step"])
    _watch(killer)
    try:
        do(order["action"], order["url"], Path(order["folder"]))
    except DashboardError as error:
        os.write(tell, orjson.dumps([error.code]))
        return REFUSED
    os.write(tell, orjson.dumps(killer.kinds))
    return 0


def _watch(killer: Killer) -> None:
    event.listen(Engine, "before_cursor_execute", lambda *_: killer.step(STATEMENT))
    event.listen(Engine, "commit", lambda _: killer.step("commit"))
    sys.addaudithook(lambda name, _: killer.step(name) if name in FILE_STEPS else None)


if __name__ == "__main__":
    _obey()
