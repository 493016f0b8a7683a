"""What documents tell a reader to press, open or choose is called so on the page."""

import re
from pathlib import Path

import pytest

from tests.support.text_scan import catalogue

DOCS = Path(__file__).resolve().parents[3] / "docs"
BOLD = re.compile(r"\*\*([^*]{2,60})\*\*")
TOLD = re.compile(r"\b(?:[Pp]ress|[Cc]lick|[Oo]pen|[Tt]ick|[Cc]hoose) (?:on )?\*{1,2}([^*]{2,60})\*{1,2}")
BUTTON = re.compile(r"\*\*([^*]{2,60})\*\* (?:gives|ends|revokes|takes|puts|opens|makes|saves|removes)\b")


def is_on_a_page(words):
    words = words.rstrip(".:,")
    return any(text == words or text.startswith((f"{words} ", f"{words}:", f"{words}.")) for text in TEXTS)


TEXTS = set(catalogue().values())


def test_every_name_in_the_guide_stands_on_a_page():
    names = BOLD.findall((DOCS / "guide.md").read_text("utf-8"))
    assert len(names) > 40
    assert [name for name in names if not is_on_a_page(name)] == []


@pytest.mark.parametrize("document", sorted(DOCS.glob("*.md")), ids=lambda path: path.stem)
def test_what_is_to_be_pressed_opened_or_chosen_is_called_so(document):
    text = document.read_text("utf-8")
    names = [name for found in (TOLD, BUTTON) for name in found.findall(text)]
    assert [name for name in names if not is_on_a_page(name)] == []
