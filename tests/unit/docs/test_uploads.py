"""docs/uploads.md against the code and the sentences: what can be said of a file, and nothing else."""

import re
from pathlib import Path

from tests.unit.docs.test_docs import DOCS, ROOT, codes, rows, text_of
from text import keys

READING = ROOT / "data" / "reading"


def documented() -> dict[str, set[str]]:
    return {codes(row[0])[0]: set(row[1].split(", ")) for row in rows(text_of(DOCS / "uploads.md"))}


def told() -> set[str]:
    """Codes that have a sentence; one code may have several, a reason each: unreadable_pdf."""
    sentences = {key.removeprefix("found.") for key in keys() if key.startswith("found.")}
    return {
        next((code for code in documented() if _is_of(sentence, code)), sentence) for sentence in sentences
    }


def _is_of(sentence: str, code: str) -> bool:
    return sentence == code or (sentence.startswith(f"{code}_") and sentence not in documented())


def raised() -> set[str]:
    """Every word in quotation marks in the code that reads and checks."""
    files = [*READING.rglob("*.py"), Path(ROOT / "data" / "rules.py")]
    return {word for file in files for word in re.findall(r'"([a-z0-9_]+)"', file.read_text("utf-8"))}


def test_the_codes_of_an_upload_are_those_that_have_a_sentence() -> None:
    assert told() == set(documented())


def test_every_code_of_an_upload_is_raised_somewhere() -> None:
    assert set(documented()) - raised() == set()


def test_severities_of_an_upload_are_those_that_exist() -> None:
    assert set().union(*documented().values()) == {"error", "warning", "note"}
