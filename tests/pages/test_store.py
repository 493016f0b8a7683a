"""Pages and the store: a run speaks of one version, the next run of the newest, whoever committed it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

import config
from analysis.core.basis import default_basis
from data.dataset import empty_table
from data.store import contacts, versions
from data.store.commit import restore
from data.store.database import opened as opened_store
from data.store.database import reading, writing
from data.store.erasure import erase
from data.store.tables import BLOBS
from data.store.versions import load
from tests.support.apptest import opened, words
from tests.support.stores import commit_sample, sample, with_rows, with_text
from ui.core import cache, queries, store


@pytest.fixture
def elsewhere():
    """The store as another process has it open."""
    with opened_store(config.settings().store_url) as engine:
        yield engine


def smaller():
    """The sample without Guangzhou among the members."""
    members = sample().table("members")
    rest = with_rows(sample(), "members", members[members["city_id"] != "chn-guangzhou"])
    for table in ("dues", "receipts"):
        frame = rest.table(table)
        rest = with_rows(rest, table, frame[frame["city_id"] != "chn-guangzhou"])
    return rest


def test_what_somebody_else_commits_shows_with_the_next_run_and_so_does_the_way_back(elsewhere):
    app = opened()
    assert "23 of 115" in words(app)
    with reading(elsewhere) as connection:
        first = versions.current(connection)
    second = commit_sample(elsewhere, smaller())
    assert "22 of 114" in words(app.run())
    with writing(elsewhere) as connection:
        restore(connection, first.version_id, author="Ana", note="", parent=second.version_id)
    assert "23 of 115" in words(app.run())


@pytest.mark.parametrize("page", ["overview", "map", "shares", "pipeline", "method"])
def test_no_picture_or_table_of_an_older_version_is_left_on_a_page(page, elsewhere):
    app = opened(page)
    before = [frame.value.to_csv() for frame in app.dataframe], words(app)
    commit_sample(elsewhere, with_rows(smaller(), "prospects", empty_table("prospects")))
    app.run()
    after = [frame.value.to_csv() for frame in app.dataframe], words(app)
    queries.forget()
    anew = opened(page)
    assert after == ([frame.value.to_csv() for frame in anew.dataframe], words(anew))
    assert after != before


def test_a_run_speaks_of_one_version_to_its_end(elsewhere, monkeypatch):
    """Somebody commits in the middle of a run: both shares are still of the same roll."""
    shown = cache.begin_run

    def begin_and_be_overtaken():
        dataset = shown()
        commit_sample(elsewhere, smaller())
        return dataset

    monkeypatch.setattr(cache, "begin_run", begin_and_be_overtaken)
    said = words(opened())
    assert "23 of 115" in said
    assert "22 of 114" not in said


def test_answers_of_two_versions_are_kept_apart(elsewhere):
    basis = default_basis(sample())
    assert queries.overview(basis).official.denominator == 115
    commit_sample(elsewhere, smaller())
    assert queries.overview(basis).official.denominator == 114


def test_many_readers_at_once_get_the_same_answer():
    basis = default_basis(sample())
    with ThreadPoolExecutor(12) as readers:
        found = list(readers.map(lambda _: queries.overview(basis).official.numerator, range(48)))
    assert found == [23] * 48


def test_who_is_erased_leaves_the_memory_too(elsewhere):
    with writing(elsewhere) as connection:
        details = {"contact_id": "c-1", "city_id": "chn-xian", "person": "Ximena Quirolanda"}
        contacts.add(connection, details, author="Ana")
    commit_sample(elsewhere, with_text(sample(), "members", "note", 0, "met Ximena Quirolanda"))
    assert queries.dataset().table("members")["note"].iloc[0] == "met Ximena Quirolanda"
    with writing(elsewhere) as connection:
        erase(connection, "c-1", author="Ana")
    assert queries.dataset().table("members")["note"].iloc[0] == "met [removed]"


def test_a_damaged_version_is_a_sentence_in_place_of_figures(elsewhere):
    with reading(elsewhere) as connection:
        name = versions.current(connection).tables["receipts"].sha256
    with writing(elsewhere) as connection:
        connection.execute(update(BLOBS).where(BLOBS.c.sha256 == name).values(content=b"damaged"))
    queries.forget()
    said = words(opened())
    assert "rows of receipts are damaged" in said
    assert "23 of 115" not in said


def test_the_memory_of_versions_has_a_bound(elsewhere):
    for number in range(8):
        commit_sample(elsewhere, with_text(sample(), "members", "note", 0, f"version {number}"))
        assert queries.dataset().table("members")["note"].iloc[0] == f"version {number}"
    assert cache._load.cache_info().currsize <= 4


def test_the_first_start_makes_one_version_however_many_begin_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "new"))
    config.settings.cache_clear()
    queries.forget()
    with ThreadPoolExecutor(8) as starts:
        assert len(set(starts.map(lambda _: id(store.opened()), range(8)))) == 1
    with reading(store.opened()) as connection:
        (only,) = versions.history(connection)
        assert load(connection, only.version_id).title == "Sample data"
