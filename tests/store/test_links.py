"""Links: a token that only its holder has, an end that is an end on every process, a passcode that holds."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import event, select

from data.errors import DashboardError
from data.store import audit, links, opening, snapshots
from data.store.columns import now
from data.store.database import engine_for, reading, writing
from data.store.tables import AUDIT, LINKS, metadata
from data.store.verify import verify
from tests.support.snapshots import kept, linked

PASSCODE = "correct horse"


@pytest.fixture
def report(engine):
    return kept(engine)[0]["id"]


@pytest.fixture
def second(engine):
    """Another process, as far as the store is concerned."""
    other = engine_for(engine.url.render_as_string(hide_password=False))
    yield other
    other.dispose()


def opens(engine, token, at=None):
    with reading(engine) as connection:
        found = opening.open_link(connection, token, at)
        return found and found.snapshot_id


def tries(engine, token, passcode, at=None):
    with reading(engine) as connection:
        found = opening.open_link(connection, token)
    with writing(engine) as connection:
        return opening.check_passcode(connection, found, passcode, at)


def test_a_link_opens_its_report_and_says_what_it_is(engine, report):
    link, token = linked(engine, report, days=7)
    assert opens(engine, token) == report
    assert len(token) >= 43  # 256 bits, six a letter
    assert (link.label, link.author, link.opens, link.has_passcode) == ("Board", "Ana", 0, False)
    assert link.expires_at - link.made_at == timedelta(days=7)
    with reading(engine) as connection:
        assert links.list_links(connection, report) == [link]
        assert links.list_links(connection, "another") == []


def test_a_link_holds_thirty_days_unless_somebody_says_otherwise(engine, report):
    link, _ = linked(engine, report)
    assert link.expires_at - link.made_at == timedelta(days=30)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"days": 0}, "link_days"),
        ({"days": 366}, "link_days"),
        ({"label": "  "}, "link_label_missing"),
        ({"passcode": "12345"}, "passcode_length"),
        ({"passcode": "x" * 129}, "passcode_length"),
    ],
)
def test_a_link_that_cannot_be_is_not_made(engine, report, given, code):
    with pytest.raises(DashboardError, match=code):
        linked(engine, report, **given)
    with reading(engine) as connection:
        assert links.list_links(connection) == []


def test_there_is_no_link_to_a_report_that_is_not_there(engine):
    with pytest.raises(DashboardError, match="unknown_bundle"):
        linked(engine, "none")


def test_neither_token_nor_passcode_is_in_any_table(engine, report):
    link, token = linked(engine, report, passcode=PASSCODE)
    tries(engine, token, PASSCODE)
    tries(engine, token, "wrong passcode")
    with writing(engine) as connection:
        _, rotated = links.rotate(connection, link.link_id, author="Ana")
    with reading(engine) as connection:
        everything = repr([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    assert links.hash_token(rotated) in everything
    assert not {secret for secret in (token, rotated, PASSCODE, "wrong passcode") if secret in everything}


def test_a_guess_opens_nothing(engine, report):
    _, token = linked(engine, report)
    near = [token[:-1], token + "A", token.swapcase(), links.hash_token(token)]
    guesses = ["", "x", *near, "\ud800", "é" * 43]
    assert {opens(engine, guess) for guess in guesses} == {None}


def test_a_link_ends_with_its_last_moment(engine, report):
    link, token = linked(engine, report, days=1)
    assert opens(engine, token, link.expires_at - timedelta(seconds=1)) == report
    assert opens(engine, token, link.expires_at) is None
    assert [link.state(link.expires_at + timedelta(days=days)) for days in (-1, 0, 1)] == [
        "live",
        "expired",
        "expired",
    ]


def test_a_revoked_link_is_over_on_every_process_at_once_and_for_good(engine, second, report):
    link, token = linked(engine, report)
    assert opens(second, token) == report
    with writing(engine) as connection:
        ended = links.revoke(connection, link.link_id, author="Ana")
    assert opens(second, token) is None
    with pytest.raises(DashboardError, match="link_ended"), writing(engine) as connection:
        links.rotate(connection, link.link_id, author="Ana")
    with writing(engine) as connection:
        assert links.revoke(connection, link.link_id, author="Ben") == ended
    assert ended.state() == "revoked"
    assert opens(engine, token) is None


def test_a_rotated_link_has_another_token_and_keeps_the_rest(engine, second, report):
    link, token = linked(engine, report, passcode=PASSCODE)
    with writing(engine) as connection:
        again, fresh = links.rotate(connection, link.link_id, author="Ana")
    assert (again, opens(second, token), opens(second, fresh)) == (link, None, report)
    assert tries(engine, fresh, PASSCODE)


def test_all_links_end_together_or_those_of_one_report(engine, report):
    other = kept(engine, words="another")[0]["id"]
    tokens = [linked(engine, each)[1] for each in (report, report, other)]
    with writing(engine) as connection:
        assert links.revoke_all(connection, author="Ana", snapshot_id=report) == 2
    assert [opens(engine, token) for token in tokens] == [None, None, other]
    with writing(engine) as connection:
        assert links.revoke_all(connection, author="Ana") == 1
    assert opens(engine, tokens[2]) is None


def test_the_log_tells_of_every_step_without_label_or_token(engine, report):
    link, token = linked(engine, report, label="For Maria Canary")
    with writing(engine) as connection:
        _, fresh = links.rotate(connection, link.link_id, author="Ben")
        links.revoke(connection, link.link_id, author="Ana")
        snapshots.discard(connection, report, author="Ana")
    with reading(engine) as connection:
        told = list(audit.entries(connection))
        written = repr(connection.execute(select(AUDIT)).all())
        assert verify(connection) == []
    assert [entry.action for entry in told] == [
        "keep_bundle",
        "make_link",
        "rotate_link",
        "revoke_link",
        "discard_bundle",
    ]
    assert {entry.subject for entry in told} == {report, link.link_id}
    assert not {word for word in ("Canary", token, fresh) if word in written}


def test_a_link_of_a_discarded_report_opens_nothing(engine, report):
    link, token = linked(engine, report)
    with writing(engine) as connection:
        snapshots.discard(connection, report, author="Ana")
    assert opens(engine, token) is None
    with pytest.raises(DashboardError, match="unknown_link"), reading(engine) as connection:
        links.find(connection, link.link_id)


def test_opens_are_counted_with_the_moment_of_the_last(engine, report):
    link, _ = linked(engine, report)
    moment = now() + timedelta(hours=1)
    with writing(engine) as connection:
        opening.count_visit(connection, link.link_id)
        opening.count_visit(connection, link.link_id, moment)
    with reading(engine) as connection:
        found = links.find(connection, link.link_id)
    assert (found.opens, found.last_opened_at) == (2, moment)


def test_reports_without_a_live_link_are_listed_with_their_age(engine, report):
    other = kept(engine, words="another")[0]["id"]
    linked(engine, other, days=20)
    at = now() + timedelta(days=10, minutes=1)
    with reading(engine) as connection:
        assert [(stored.snapshot_id, age) for stored, age in links.without_live_link(connection, at)] == [
            (report, 10)
        ]
        later = links.without_live_link(connection, at + timedelta(days=20))
    assert [(stored.snapshot_id, age) for stored, age in later] == [(report, 30), (other, 30)]


# Passcodes


def test_the_right_passcode_fits_and_another_does_not(engine, report):
    _, token = linked(engine, report, passcode=PASSCODE)
    assert tries(engine, token, PASSCODE)
    assert not tries(engine, token, "Correct horse")
    assert not tries(engine, token, "")
    with reading(engine) as connection:
        assert connection.scalar(select(LINKS.c.passcode)).startswith("$argon2id$")


def test_a_link_without_passcode_fits_none(engine, report):
    _, token = linked(engine, report)
    assert not tries(engine, token, "")


def test_guessing_is_slowed_down_for_all_processes_together_even_for_the_right_passcode(
    engine, second, report
):
    _, token = linked(engine, report, passcode=PASSCODE)
    at = now()
    for number in range(opening.FREE_MISSES):
        assert not tries((engine, second)[number % 2], token, f"guess {number}", at)
    for process in (engine, second):
        with pytest.raises(DashboardError) as refusal:
            tries(process, token, PASSCODE, at + timedelta(seconds=59))
        assert refusal.value.facts == {"until": at + timedelta(minutes=1)}
    assert tries(second, token, PASSCODE, at + timedelta(minutes=1))
    assert not tries(engine, token, "one more", at + timedelta(minutes=1))  # begins anew
    assert tries(engine, token, PASSCODE, at + timedelta(minutes=1))


def test_in_a_month_nobody_gets_more_than_fifty_guesses(engine, report, monkeypatch):
    monkeypatch.setattr("data.store.passcodes.is_correct", lambda *_: False)
    _, token = linked(engine, report, passcode=PASSCODE)
    begin = at = now()
    guesses = 0
    while at < begin + timedelta(days=30):
        try:
            tries(engine, token, "guess", at)
            guesses += 1
        except DashboardError as wait:
            at = wait.facts["until"]
    assert 20 < guesses <= 50


def test_guesses_at_the_same_time_are_counted_one_by_one(engine, report):
    _, token = linked(engine, report, passcode=PASSCODE)
    answers = []

    def guess(number):
        try:
            answers.append(tries(engine, token, f"guess {number}"))
        except DashboardError as wait:
            answers.append(wait.code)

    threads = [Thread(target=guess, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == ["False"] * 5 + ["passcode_wait"] * 3


def test_a_proof_holds_half_an_hour_and_for_this_link_alone(engine, second, report):
    link, token = linked(engine, report, passcode=PASSCODE)
    _, other = linked(engine, report, passcode=PASSCODE)
    at = now()
    with reading(engine) as connection, reading(second) as elsewhere:
        shown = opening.issue_proof(opening.open_link(connection, token), at)
        found = opening.open_link(elsewhere, token)
        assert opening.is_valid_proof(found, shown, at + timedelta(minutes=29))
        assert not opening.is_valid_proof(found, shown, at + timedelta(minutes=31))
        assert not opening.is_valid_proof(opening.open_link(connection, other), shown, at)
        until, _, seal = shown.partition(".")
        for forged in ("", "x", f"{int(until) + 60}.{seal}", f"{until}.", f"{until}.é", f"x.{seal}"):
            assert not opening.is_valid_proof(found, forged, at)
    with writing(engine) as connection:
        _, fresh = links.rotate(connection, link.link_id, author="Ana")
        assert not opening.is_valid_proof(opening.open_link(connection, fresh), shown, at)


def test_every_token_that_opens_nothing_costs_the_database_the_same(engine, report):
    """Wrong, expired, revoked, discarded: the same statements, so about the same time."""
    asked = []
    _, good = linked(engine, report)
    ended, revoked = linked(engine, report)
    old, expired = linked(engine, report)
    with writing(engine) as connection:
        links.revoke(connection, ended.link_id, author="Ana")
        moment = now() - timedelta(days=1)
        connection.execute(LINKS.update().where(LINKS.c.link_id == old.link_id).values(expires_at=moment))
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    counts = {}
    for name, token in {"wrong": "x" * 43, "revoked": revoked, "expired": expired, "good": good}.items():
        asked.clear()
        opens(engine, token)
        counts[name] = list(asked)
    assert counts["wrong"] == counts["revoked"] == counts["expired"] == counts["good"] != []
