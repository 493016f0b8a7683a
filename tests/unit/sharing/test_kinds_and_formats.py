"""Kinds of reports and formats of snapshots are listed once; whoever shows or makes them follows the list."""

import pytest

from sharing.fields import AUDIENCES
from sharing.formats import media_types
from tests.support.commandline import run
from text import has
from ui.reports import kinds
from ui.snapshots import downloads


def test_every_format_of_a_snapshot_can_be_taken_along():
    assert sorted(downloads.FORMATS) == sorted(media_types.FORMATS)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_of_report_has_a_name(kind):
    assert has(f"report.{kind}")


def test_every_kind_is_made_by_itself_or_of_pages_or_of_two_snapshots():
    assert set(kinds.KINDS) == {*kinds.PREPARED, kinds.VIEW, kinds.COMPARISON}


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        ("create", (*kinds.PREPARED, *AUDIENCES)),
        ("export", media_types.FORMATS),
    ],
    ids=["create", "export"],
)
def test_the_command_names_every_choice_there_is(command, codes):
    shown = run("snapshot", command, "--help").stdout
    assert [code for code in codes if code not in shown] == []
