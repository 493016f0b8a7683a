"""Messy spreadsheets in four languages: every layout with its account, values, errors and conversions."""

import inspect

import pytest

from tests.support.messy import layouts as messy_layouts
from tests.support.messy import values as messy_values
from tests.support.messy.words import LANGUAGES
from tests.support.uploads import account, codes, counted, read, values


def layouts():
    """Every function that makes a messy file of a language's words."""
    return {
        name: build
        for module in (messy_layouts, messy_values)
        for name, build in inspect.getmembers(module, inspect.isfunction)
        if build.__module__ == module.__name__ and list(inspect.signature(build).parameters) == ["w"]
    }


CASES = [
    pytest.param(build, words, id=f"{name}, {language}")
    for name, build in layouts().items()
    for language, words in LANGUAGES.items()
]


def test_there_are_enough_messy_files():
    assert len(CASES) >= 60


@pytest.mark.parametrize(("build", "words"), CASES)
def test_a_messy_file_comes_out_with_its_exact_account_and_values(build, words):
    messy = build(words)
    upload = read(messy.content, messy.name)
    assert [(found.table, found.header_row) for found in upload.tables] == [
        (expected.table, expected.header_row) for expected in messy.tables
    ]
    for found, expected in zip(upload.tables, messy.tables, strict=True):
        assert account(found) == expected.account
        assert {name: values(found, name) for name in expected.values} == expected.values
        assert codes(found) == expected.errors
        assert dict(found.ignored_rows) == expected.ignored
    assert {code: counted(upload, code) for code in messy.counted} == messy.counted
    assert codes(upload, "warning") == messy.warnings
