"""While one reader drops hostile files into the real app, the page of another one stays as it was."""

import re

import psutil
import pytest
from playwright.sync_api import expect

from tests.support.browser import settled
from tests.support.hostile.archives import ARCHIVES
from tests.support.hostile.texts import TEXTS
from tests.support.hostile.workbooks import WORKBOOKS

pytestmark = pytest.mark.browser
FILES = WORKBOOKS | ARCHIVES | TEXTS
# Each with the sentence that it gets; a file of which memory and time both run out gets either.
DROPPED = {
    "a cell at the end of the sheet": "Often a stray cell far to the right is the reason",
    "a shared text used ten thousand times": "more memory than a reading may use|too long and was stopped",
    "a part of half a gigabyte that says it is small": "is larger than",
    "a Windows program called a workbook": "This is a program, not a spreadsheet",
}
MB = 1_000_000
STAYING = 150 * MB  # of the server: it loads the reader's libraries with the first file


def test_a_neighbours_page_stays_as_it_was_while_hostile_files_are_read(visit, offline):
    server, _ = offline
    process = psutil.Process(server.pid)
    neighbour, theirs = visit("/"), visit("/update")
    before, memory = neighbour.locator("[data-testid=stMain]").inner_text(), process.memory_info().rss
    for name, sentence in DROPPED.items():
        file, build, _ = FILES[name]
        content = {"name": file, "mimeType": "application/octet-stream", "buffer": build()}
        theirs.locator("input[type=file]").first.set_input_files(content)
        neighbour.reload()
        settled(neighbour)
        assert neighbour.locator("[data-testid=stMain]").inner_text() == before
        expect(theirs.get_by_text(re.compile(sentence)).first).to_be_visible(timeout=60_000)
        theirs.reload()
        settled(theirs)
    assert process.is_running()
    assert process.children() == []
    assert process.memory_info().rss - memory < STAYING
