"""Snapshots in the store: the bytes that were made, whatever happens around them, or a named fault."""

from base64 import b64encode

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from data.errors import DashboardError
from data.store import audit, blobs, contacts, links, opening, snapshots, versions
from data.store.backup import backup
from data.store.columns import now
from data.store.commit import restore
from data.store.database import opened, reading, writing
from data.store.erase_and_scrub import ErasureResult, erase_everywhere
from data.store.erasure import erase
from data.store.failures import StoreError
from data.store.migrate import REVISION, migrate_within, revision
from data.store.recover import recover
from data.store.redaction import MARK
from data.store.tables import BLOBS, SNAPSHOT_PARTS, SNAPSHOTS
from data.store.verify import verify
from tests.support.snapshots import draft, kept, linked, manifest_of
from tests.support.stores import commit_sample, sample, with_text
from ui.contacts.words import erasure_report


def bytes_of(engine, snapshot_id):
    with reading(engine) as connection:
        return dict(snapshots.find(connection, snapshot_id).parts)


def faults(engine):
    with reading(engine) as connection:
        return [(fault.code, dict(fault.facts)) for fault in verify(connection)]


def test_what_was_kept_is_what_comes_back(engine):
    manifest, parts = kept(engine)
    with reading(engine) as connection:
        stored = snapshots.find(connection, manifest["id"])
        assert (stored.manifest, stored.author) == (manifest, "Ana")
        assert dict(stored.parts) == parts
        assert snapshots.read_part(connection, manifest["id"], "report.pdf") == parts["report.pdf"]
        assert [each.snapshot_id for each in snapshots.list_snapshots(connection)] == [manifest["id"]]
        assert [entry.action for entry in audit.entries(connection)] == ["keep_bundle"]
    assert faults(engine) == []


@pytest.mark.parametrize("wrong", ["missing", "more", "other bytes", "other hash", "no page"])
def test_a_snapshot_that_is_not_whole_is_not_kept_at_all(engine, wrong):
    manifest, parts = draft()
    if wrong == "missing":
        del parts["report.pdf"]
    elif wrong == "more":
        parts["more.txt"] = b"more"
    elif wrong == "other bytes":
        parts["report.txt"] += b"!"
    elif wrong == "other hash":
        manifest["sha256"] = "00" * 32
    else:
        del parts["report.html"]
        manifest = manifest_of(parts)
    with pytest.raises(DashboardError, match="bundle_incomplete"), writing(engine) as connection:
        snapshots.save(connection, manifest, parts, author="Ana")
    with reading(engine) as connection:
        assert snapshots.list_snapshots(connection) == []
        assert connection.scalar(select(func.count()).select_from(BLOBS)) == 0


def test_an_id_is_kept_once(engine):
    manifest, parts = kept(engine)
    with pytest.raises(DashboardError, match="bundle_exists"), writing(engine) as connection:
        snapshots.save(connection, manifest, parts, author="Ana")


def test_what_is_not_there_has_a_name(engine):
    manifest, _ = kept(engine)
    with reading(engine) as connection:
        with pytest.raises(DashboardError, match="unknown_bundle"):
            snapshots.find(connection, "none")
        with pytest.raises(DashboardError, match="unknown_part"):
            snapshots.read_part(connection, manifest["id"], "none.pdf")


def test_the_bytes_stay_after_fifty_commits_and_a_restore(engine):
    manifest, parts = kept(engine)
    first = commit_sample(engine)
    for number in range(50):
        commit_sample(engine, with_text(sample(), "members", "note", 0, f"note {number}"))
    with writing(engine) as connection:
        last = versions.current(connection)
        restore(connection, first.version_id, author="Ana", note="back", parent=last.version_id)
    assert bytes_of(engine, manifest["id"]) == parts
    assert faults(engine) == []


def test_files_of_versions_that_go_leave_the_parts_alone(engine):
    manifest, parts = kept(engine)
    commit_sample(engine)
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM version_tables"))
        connection.execute(text("DELETE FROM versions"))
        blobs.drop_unused(connection)
        assert connection.scalar(select(func.count()).select_from(BLOBS)) == len(parts)
    assert bytes_of(engine, manifest["id"]) == parts


def test_a_migration_leaves_a_snapshot_and_its_link_as_they_are(engine):
    made = commit_sample(engine)
    manifest, parts = kept(engine)
    link, _ = linked(engine, manifest["id"])
    with writing(engine) as connection:
        migrate_within(connection)
    assert revision(engine) == REVISION
    with reading(engine) as connection:
        assert versions.current(connection) == made
        assert links.list_links(connection) == [link]
    assert bytes_of(engine, manifest["id"]) == parts


def test_a_snapshot_that_is_thrown_away_is_gone_with_its_files_and_links(engine):
    manifest, _ = kept(engine)
    other, parts = kept(engine, words="another")
    linked(engine, manifest["id"])
    with writing(engine) as connection:
        assert snapshots.discard(connection, manifest["id"], author="Ana") == 1
    with reading(engine) as connection:
        assert [each.snapshot_id for each in snapshots.list_snapshots(connection)] == [other["id"]]
        assert links.list_links(connection) == []
        assert connection.scalar(select(func.count()).select_from(BLOBS)) == len(parts)
    assert bytes_of(engine, other["id"]) == parts
    assert faults(engine) == []


def test_a_flipped_bit_is_named_and_never_handed_out(engine):
    manifest, _ = kept(engine)
    sha256 = manifest["parts"]["report.html"]["sha256"]
    with writing(engine) as connection:
        content = bytearray(connection.scalar(select(BLOBS.c.content).where(BLOBS.c.sha256 == sha256)))
        content[len(content) // 2] ^= 1
        connection.execute(update(BLOBS).where(BLOBS.c.sha256 == sha256).values(content=bytes(content)))
    named = {"bundle": manifest["id"], "part": "report.html", "sha256": sha256}
    assert faults(engine) == [("part_damaged", named)]
    with pytest.raises(StoreError) as refusal, reading(engine) as connection:
        snapshots.read_part(connection, manifest["id"], "report.html")
    assert (refusal.value.code, refusal.value.facts) == ("part_damaged", named)


def test_a_manifest_that_says_something_else_is_named(engine):
    manifest, _ = kept(engine)
    with writing(engine) as connection:
        connection.execute(update(SNAPSHOTS).values(manifest=manifest | {"as_of": "2024-01-01"}))
    assert faults(engine) == [("bundle_altered", {"bundle": manifest["id"]})]


def test_a_part_exchanged_for_another_is_named(engine):
    manifest, _ = kept(engine)
    with writing(engine) as connection:
        other = manifest["parts"]["report.txt"]["sha256"]
        connection.execute(
            update(SNAPSHOT_PARTS).where(SNAPSHOT_PARTS.c.name == "report.pdf").values(sha256=other)
        )
    assert ("bundle_altered", {"bundle": manifest["id"]}) in faults(engine)


def test_a_snapshot_slipped_in_or_taken_out_beside_the_log_is_named(engine):
    manifest, _ = kept(engine)
    with writing(engine) as connection:
        row = dict(zip(SNAPSHOTS.c.keys(), connection.execute(select(SNAPSHOTS)).one(), strict=True))
        connection.execute(delete(SNAPSHOT_PARTS))
        connection.execute(delete(SNAPSHOTS))
        connection.execute(
            insert(SNAPSHOTS).values(**(row | {"snapshot_id": "slipped-in", "made_at": now()}))
        )
    assert faults(engine)[-2:] == [
        ("bundle_not_in_audit", {"bundle": "slipped-in"}),
        ("bundle_missing", {"bundle": manifest["id"]}),
    ]


def test_a_backup_carries_snapshots_and_links_and_brings_them_back(engine, tmp_path):
    manifest, parts = kept(engine)
    link, _ = linked(engine, manifest["id"], passcode="correct horse")
    file = tmp_path / "backup.db"
    assert backup(engine, file, keep_days=3, author="Ana") == []
    with writing(engine) as connection:
        snapshots.discard(connection, manifest["id"], author="Ana")
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    (tmp_path / "data").mkdir()
    recover(url, file, folder=tmp_path / "data", author="Ana")
    with opened(url) as again, reading(again) as connection:
        assert dict(snapshots.find(connection, manifest["id"]).parts) == parts
        assert links.list_links(connection) == [link]
        assert verify(connection) == []


# People


PERSON, ADDRESS = "Ximena Quirolanda", "quirolanda.ximena@example.org"
PACKED = b64encode(f"<svg><text>{PERSON}</text></svg>".encode()).decode()
PLACES = {
    "title": {"title": f"What {PERSON} asked"},
    "note": {"note": f"for {PERSON.upper()}"},
    "sentence": {"words": "as Ximena Quirolánda said"},
    "address": {"words": f"write to {ADDRESS}"},
    "a value": {"cell": [[1, PERSON]]},
    "a chart": {"picture": "Ximena%20Quirolanda"},
    "a packed chart": {"words": f'<img src="data:image/svg+xml;base64,{PACKED}">'},
    "markup": {"words": "Ximena&nbsp;<b>Quirolanda</b>"},
}


def with_contact(engine):
    with writing(engine) as connection:
        details = {"contact_id": "c-1", "city_id": "chn-xian", "person": PERSON, "address": ADDRESS}
        contacts.add(connection, details, author="Ana")


@pytest.mark.parametrize("where", PLACES)
def test_a_report_that_names_a_contact_is_not_kept(engine, where):
    with_contact(engine)
    with pytest.raises(DashboardError) as refusal:
        kept(engine, **PLACES[where])
    assert (refusal.value.code, refusal.value.facts) == ("bundle_names_contact", {"count": 1})
    assert "uirol" not in str(refusal.value).lower()
    kept(engine)


@pytest.mark.parametrize("where", PLACES)
def test_an_erasure_throws_reports_away_that_name_the_person_and_says_so(engine, where):
    named, _ = kept(engine, **PLACES[where])
    other, parts = kept(engine)
    _, token = linked(engine, named["id"])
    linked(engine, named["id"])
    kept_link, _ = linked(engine, other["id"])
    with_contact(engine)
    with writing(engine) as connection:
        done = erase(connection, "c-1", author="Ana")
    assert (done.snapshots, done.links, done.labels) == (1, 2, 0)
    with reading(engine) as connection:
        assert [each.snapshot_id for each in snapshots.list_snapshots(connection)] == [other["id"]]
        assert opening.open_link(connection, token) is None
        assert links.list_links(connection) == [kept_link]
        assert verify(connection) == []
    assert bytes_of(engine, other["id"]) == parts
    told = erasure_report(ErasureResult(done, is_clean=True, backups=[]), "sqlite")
    gone = "Thrown away: 1 snapshot that named it, with 2 links. Copies that somebody took along"
    assert any(line.startswith(gone) for line in told)


def test_an_erasure_takes_the_person_out_of_labels_of_links(engine):
    manifest, _ = kept(engine)
    _, token = linked(engine, manifest["id"], label=f"For {PERSON}")
    with_contact(engine)
    with writing(engine) as connection:
        assert erase(connection, "c-1", author="Ana").labels == 1
    with reading(engine) as connection:
        assert [link.label for link in links.list_links(connection)] == [MARK]
        assert opening.open_link(connection, token) is not None


def test_a_backup_from_before_the_person_was_a_contact_does_not_bring_the_report_back(engine, tmp_path):
    kept(engine, words=f"as {PERSON} said")
    manifest, _ = kept(engine)
    linked(engine, manifest["id"], label=f"For {PERSON}")
    file = tmp_path / "backup.db"
    backup(engine, file, keep_days=3, author="Ana")
    with_contact(engine)
    (tmp_path / "data").mkdir()
    erase_everywhere(engine, "c-1", author="Ana", folder=tmp_path / "data")
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    recover(url, file, folder=tmp_path / "data", author="Ana")
    with opened(url) as again, reading(again) as connection:
        assert [each.snapshot_id for each in snapshots.list_snapshots(connection)] == [manifest["id"]]
        assert [link.label for link in links.list_links(connection)] == [MARK]
        assert verify(connection) == []
