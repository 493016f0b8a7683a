"""A language is a folder: one with the same keys is taken up without a line of code."""

import datetime as dt
import re
import string

import pytest

import text
from sharing.formats import html
from sharing.formats.stamp import Stamp
from sharing.report import Report, Section
from text import LANGUAGE, keys, languages, say, say_in

SPOKEN_SO = "Tlönish: "


@pytest.fixture
def tlonish(tmp_path, monkeypatch):
    """A made-up language beside English: every text of it begins in its own way."""
    for language in languages():
        (tmp_path / language).symlink_to(text._FOLDER / language)
    (tmp_path / "tlon").mkdir()
    for file in (text._FOLDER / LANGUAGE).glob("*.toml"):
        content = re.sub(r'^(\S+ = "(?:"")?)', rf"\1{SPOKEN_SO}", file.read_text("utf-8"), flags=re.MULTILINE)
        (tmp_path / "tlon" / file.name).write_text(content, "utf-8")
    monkeypatch.setattr(text, "_FOLDER", tmp_path)
    return "tlon"


def placeholders(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_a_folder_with_the_same_keys_is_a_further_language(tlonish):
    assert languages() == (LANGUAGE, tlonish)
    assert keys(tlonish) == keys()
    assert say_in(tlonish, "snapshot_file.page") == SPOKEN_SO + say("snapshot_file.page")


def test_a_snapshot_is_written_in_the_language_of_its_report(tlonish):
    section = Section("shares", "Shares", ("A sentence.",), ("official_share",))
    report = Report("board", "Title", "", tlonish, "board", dt.date(2023, 5, 31), "v1", "Sample", (section,))
    stamp = Stamp("1f", "9c", dt.datetime(2023, 6, 1, tzinfo=dt.UTC), "0.1")
    page = html.html(report, stamp).decode()
    assert f'<html lang="{tlonish}">' in page
    assert SPOKEN_SO + say("snapshot_file.audience_board") in page
    assert f"<h2>{SPOKEN_SO}{say('snapshot_file.about')}</h2>" in page


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_text_with_the_same_placeholders(language):
    assert keys(language) == keys()
    texts, english = text._catalogue(language), text._catalogue(LANGUAGE)
    assert {key for key in keys() if placeholders(texts[key]) != placeholders(english[key])} == set()
