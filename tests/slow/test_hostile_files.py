"""Hostile files: each gets a plain sentence in time, and neither this process nor a neighbour feels it."""

import gc
import os
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from data.reading import read_upload
from data.reading.process import queue
from tests.support.hostile.archives import ARCHIVES
from tests.support.hostile.documents import DOCUMENTS
from tests.support.hostile.structures import STRUCTURES
from tests.support.hostile.texts import TEXTS
from tests.support.hostile.workbooks import WORKBOOKS
from tests.support.uploads import account, book, current, only, values
from text import issue_sentence

FILES = WORKBOOKS | STRUCTURES | DOCUMENTS | ARCHIVES | TEXTS
HONEST = book([["City", "Year", "Due"], ["Lima", 2023, 6000], ["Wuhan", 2023, 6000]])
SECONDS = 5.0  # of processor time: a busy machine makes nobody's file hostile
PATIENCE = 60.0  # of the clock, on a machine that does other work as well
MB = 1_000_000
PASSING = 64 * MB  # what a file that is refused may take of this process while it is read
STAYING = 64 * MB  # what may be left of any file afterwards: allocators keep some
ODD = ("{", "Traceback", "Error:", "None", "Exception", "\n")


class Memory:
    """The most memory that this process held while the body ran, above what it held before."""

    def __enter__(self):
        gc.collect()
        self._process = psutil.Process()
        self._before, self._most = self._process.memory_info().rss, 0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def _look(self):
        while not self._over.wait(0.01):
            self._most = max(self._most, self._process.memory_info().rss)

    def __exit__(self, *_):
        self._over.set()
        self._watch.join()

    @property
    def passing(self):
        return self._most - self._before

    def staying(self):
        gc.collect()
        return self._process.memory_info().rss - self._before


class Effort:
    """Seconds of the clock and of the processor, those of children included, that the body took."""

    def __enter__(self):
        self._began, self._used = time.monotonic(), _processor()
        return self

    def __exit__(self, *_):
        self.clock, self.processor = time.monotonic() - self._began, _processor() - self._used


def _processor():
    """What this process and the children that it waited for have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def reading(name, content):
    return read_upload([(name, content)], current())


@pytest.fixture(scope="module", autouse=True)
def warm():
    """Lists and libraries are loaded once, whatever comes, and collections of garbage pass over them."""
    read_upload([("fees.xlsx", HONEST)], current())
    read_upload([("fees.csv", b"City,Year,Due\nNowhere,2023,1\n")], current())
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def hostile(cases):
    return [pytest.param(*cases[name], id=name) for name in cases]


def test_there_are_enough_hostile_files():
    assert len(FILES) >= 40


@pytest.mark.parametrize(("name", "build", "outcome"), hostile(FILES))
def test_a_hostile_file_gets_a_plain_sentence_and_a_neighbour_does_not_notice(name, build, outcome):
    content = build()
    with Memory() as memory, Effort() as effort, ThreadPoolExecutor(2) as threads:
        theirs = threads.submit(reading, name, content)
        ours = threads.submit(reading, "honest.xlsx", HONEST)
        honest = ours.result()
        upload = theirs.result()
    assert values(only(honest), "due_eur") == [6000.0, 6000.0]
    assert effort.processor < SECONDS
    assert effort.clock < PATIENCE
    said = [(issue.code, issue.facts.get("why", "")) for issue in upload.issues]
    if outcome.code:
        reasons = outcome.why.split("|")
        assert outcome.code in [code for code, why in said if why in reasons or not outcome.why]
    for issue in upload.issues:
        sentence = issue_sentence(issue)
        assert sentence.endswith((".", "?"))
        assert not any(mark in sentence for mark in ODD)
    if outcome.account is None:
        assert len(said) == 1
        assert not upload.tables
        assert not upload.changes
        assert memory.passing < PASSING
    else:
        assert account(only(upload)) == outcome.account
    del upload
    assert memory.staying() < STAYING


def test_a_third_reading_waits_for_its_turn_and_is_told_how_many_go_first():
    told, is_told = [], threading.Event()

    def on_wait(before):
        told.append(before)
        is_told.set()

    with ThreadPoolExecutor(1) as threads:
        with queue.turn(None), queue.turn(None):
            honest = threads.submit(read_upload, [("honest.xlsx", HONEST)], current(), None, on_wait)
            assert is_told.wait(PATIENCE)
            assert not honest.done()
        assert account(only(honest.result())) == (2, 2, 0, 0)
    assert told == [0]


def test_no_child_and_no_folder_of_its_own_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    children = len(psutil.Process().children(recursive=True))
    for name in ("a cell at the end of the sheet", "a sheet cut off", "macros"):
        file, build, _ = FILES[name]
        read_upload([(file, build())], current())
    assert not list(tmp_path.iterdir())
    assert len(psutil.Process().children(recursive=True)) == children


def test_what_a_large_reading_leaves_behind_does_not_grow_with_the_next_one():
    file, build, _ = TEXTS["a header over thirty thousand names that nobody knows"]
    content = build()
    for _ in range(2):
        read_upload([(file, content)], current())
    with Memory() as memory:
        for _ in range(3):
            read_upload([(file, content)], current())
    assert memory.staying() < 16 * MB
