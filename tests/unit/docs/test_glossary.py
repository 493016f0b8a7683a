"""docs/glossary.md holds the words that people read: each thing has one name, and the others do not occur."""

import re
import tomllib

import pytest

from tests.unit.docs.test_docs import DOCS, ROOT, rows, text_of

TERMS = [(term, unused.split(", ")) for term, _, unused in rows(text_of(DOCS / "glossary.md"))]
TEXTS = {
    f"{section}.{key}": re.sub(r"\{[^}]*\}", "", text)
    for file in sorted((ROOT / "text" / "en").glob("*.toml"))
    for section, texts in tomllib.loads(file.read_text("utf-8")).items()
    for key, text in texts.items()
}


def test_terms_are_in_the_order_of_the_alphabet_and_each_stands_once():
    terms = [term for term, _ in TERMS]
    assert terms == sorted(set(terms), key=str.casefold)


@pytest.mark.parametrize(("term", "unused"), TERMS, ids=[term for term, _ in TERMS])
def test_no_text_uses_another_word_for_a_term(term, unused):
    other = re.compile(rf"\b(?:{'|'.join(map(re.escape, unused))})\b", re.IGNORECASE)
    assert [key for key, text in TEXTS.items() if other.search(text)] == []


def test_a_term_is_no_unused_word_of_another():
    assert {term for term, _ in TERMS} & {word for _, unused in TERMS for word in unused} == set()
