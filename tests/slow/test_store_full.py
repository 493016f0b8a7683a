"""A full disk at any moment of a write: a sentence, the old state by hash, and room for the next write."""

import shutil
import signal
import subprocess
import sys

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from data.store.backup import backup
from data.store.database import opened, reading
from data.store.failures import StoreError
from data.store.verify import verify
from tests.support.postgres import limit_files
from tests.support.stores import ROOT, commit_sample, sample, state, with_text

PAGE = 4096
FULL = 3
"""Exit code of the process below where the disk was full and the store said so."""
LIMITED = """
import resource, sys
from pathlib import Path
from data.errors import DashboardError
from tests.support.killed import do

action, url, folder, limit = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
try:
    do(action, url, Path(folder))
except DashboardError as error:
    print(error.code, flush=True)
    sys.exit(3)
"""
LARGER = with_text(sample(), "members", "note", 0, "some more words " * 5000)


def sound(engine) -> str:
    """The state, after a look at everything."""
    with reading(engine) as connection:
        assert verify(connection) == []
    return state(engine)


def outcome(engine, dataset) -> str | None:
    """The code of the failure of a commit; None where it went well."""
    try:
        commit_sample(engine, dataset)
    except StoreError as error:
        return error.code
    return None


@pytest.fixture
def filled(ready_file, tmp_path):
    """The file of a store with one version, closed."""
    path = tmp_path / "dashboard.db"
    shutil.copyfile(ready_file, path)
    with opened(f"sqlite:///{path}") as engine:
        commit_sample(engine)
        backup(engine, tmp_path / "backup.db", keep_days=35, author="Ana")
    return path


def test_a_database_that_may_not_grow_keeps_what_it_has(filled):
    """SQLite is given one page more each time, until the version fits."""
    url = f"sqlite:///{filled}"
    with opened(url) as engine:
        before = sound(engine)
    refused = 0
    for more in range(0, 200, 7):
        with opened(url) as engine:
            pages = filled.stat().st_size // PAGE + more
            event.listen(
                engine, "connect", lambda link, _, most=pages: link.execute(f"PRAGMA max_page_count = {most}")
            )
            said = outcome(engine, LARGER)
            after = sound(engine)
        if said is None:
            break
        refused += 1
        assert said == "store_full"
        assert after == before
    assert after != before
    assert refused > 2


@pytest.mark.parametrize("action", ["commit", "recover", "keep"])
def test_a_disk_that_is_full_keeps_what_it_has(filled, tmp_path, zygote, action):
    """The operating system refuses to let any file grow beyond a limit that rises until the work fits."""
    with opened(f"sqlite:///{filled}") as engine:
        before = sound(engine)
    size = filled.stat().st_size
    ends = []
    for limit in range(0, 3 * size, max(PAGE, size // 12)):
        folder = tmp_path / f"try-{limit}"
        folder.mkdir()
        shutil.copyfile(filled, folder / "dashboard.db")
        shutil.copyfile(tmp_path / "backup.db", folder / "backup.db")
        url = f"sqlite:///{folder / 'dashboard.db'}"
        ends.append(zygote.limited(limit, action, url, folder))
        with opened(url) as engine:
            after = sound(engine)
        if ends[-1] is None:
            break
        assert ends[-1] in {"store_full", "cannot_write_file", "store_unreachable"}
        assert after == before
    assert ends[-1] is None
    assert len(ends) > 3


def test_a_backup_that_does_not_fit_leaves_the_older_one(filled, tmp_path):
    older = (tmp_path / "backup.db").read_bytes()
    code = LIMITED.replace("do(action, url, Path(folder))", "do_backup(url, Path(folder))").replace(
        "from tests.support.killed import do",
        "from data.store.backup import backup\nfrom data.store.database import opened\n"
        "def do_backup(url, folder):\n"
        "    with opened(url) as engine:\n"
        "        backup(engine, folder / 'backup.db', keep_days=1, author='Ana')\n",
    )
    command = [sys.executable, "-c", code, "backup", f"sqlite:///{filled}", str(tmp_path), str(10 * PAGE)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == FULL, done.stderr
    assert (tmp_path / "backup.db").read_bytes() == older
    assert {path.name for path in tmp_path.iterdir()} == {"dashboard.db", "backup.db"}


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_server_that_may_not_grow_its_files_keeps_what_it_has(engine):
    """The process that writes may not make a file larger than 17 MB, and the version does not fit."""
    commit_sample(engine)
    before = sound(engine)
    words = "".join(f"{number:08}" for number in range(3_000_000))
    with engine.connect() as link:
        server = link.execute(text("SELECT pg_backend_pid()")).scalar_one()
    limit_files(server, 17 * 1024 * 1024)
    with pytest.raises((StoreError, DBAPIError)):
        commit_sample(engine, with_text(sample(), "members", "note", 0, words))
    limit_files(server, -1)
    assert sound(engine) == before
    commit_sample(engine)
    assert sound(engine) != before


def test_python_goes_on_where_a_file_may_not_grow():
    """Otherwise the limit above would end the process before the store could say anything."""
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
