"""The server as a process: how it starts, when it is ready, what a failure shows and what it hides."""

import asyncio
import os
import re
import signal
import subprocess
import sys

import httpx
import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from config import Settings
from data.store.database import opened
from security.readiness import FAILED, LOADING, CannotServeError, Readiness, SessionsWait
from tests.support.server import PROBE_ENV, ROOT, ask_app, finished, probe, running
from tests.support.stores import commit_sample, sample, with_rows


def run_session(server) -> list[ForwardMsg]:
    """All that a browser receives from opening the first page until the script has ended."""
    address = f"ws://localhost:{server.port}/_stcore/stream"
    received = []
    with connect(address, origin=server.url, subprotocols=["streamlit"], max_size=None) as socket:
        start = BackMsg()
        start.rerun_script.query_string = ""
        socket.send(start.SerializeToString())
        while not received or received[-1].WhichOneof("type") != "script_finished":
            received.append(ForwardMsg.FromString(socket.recv(timeout=60)))
    return received


def shown_by(server) -> bytes:
    """All of it but the greeting of a session, in which Streamlit names its script to every page."""
    shown = [message for message in run_session(server) if message.WhichOneof("type") != "new_session"]
    return b"".join(message.SerializeToString() for message in shown)


def test_the_first_page_runs_to_its_end(server):
    last = run_session(server)[-1]
    assert last.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def test_a_ready_server_says_so_twice(server):
    assert httpx.get(f"{server.url}/healthz").text == "alive\n"
    assert httpx.get(f"{server.url}/readyz").text == "ready\n"


def test_a_session_that_comes_before_the_data_waits_for_them():
    with running(ready=False) as early:
        assert run_session(early)[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def test_the_start_brings_no_word_into_the_log(server):
    said = [line for line in server.log.read_text().splitlines() if line.strip()]
    assert [line.strip() for line in said] == [
        "You can now view your Streamlit app in your browser.",
        f"URL: http://127.0.0.1:{server.port}",
    ]


def test_the_server_listens_on_this_machine_only(server):
    listening = [
        each.laddr.ip for each in psutil.Process(server.pid).net_connections() if each.status == "LISTEN"
    ]
    assert listening == ["127.0.0.1"]


def test_the_server_ends_without_a_fuss_when_it_is_asked_to():
    with running(ready=False) as started:
        process = psutil.Process(started.pid)
        process.terminate()
        assert process.wait(timeout=15) == -signal.SIGTERM
        assert "Traceback" not in started.log.read_text()


def test_unusable_data_leave_the_server_alive_but_not_ready(tmp_path):
    with running(ready=False, env={"DATASET": str(tmp_path)}) as broken:
        run_session(broken)  # the first page says what is wrong, so a session has to get in
        answer = httpx.get(f"{broken.url}/readyz")
        assert answer.status_code == 503
        assert re.fullmatch(r"The data cannot be read \(problems: \d+\); see the first page\.\n", answer.text)
        assert httpx.get(f"{broken.url}/healthz").status_code == 200


FAILS = "import streamlit as st\nst.title('Before')\nraise ValueError('secret detail')\n"


def test_a_failing_page_shows_a_number_and_the_log_holds_the_rest(tmp_path):
    with running(script=probe(tmp_path, FAILS), env=PROBE_ENV) as failing:
        received = shown_by(failing)
        shown = re.search(rb"error number `([0-9a-f]{8})`", received)
        assert shown
        assert b"This page could not be shown" in received
        for hidden in (b"secret detail", b"ValueError", b"Traceback", b"main.py", str(tmp_path).encode()):
            assert hidden not in received
        logged = failing.log.read_text().partition(f"Error {shown[1].decode()}\n")[2]
        assert logged.startswith("Traceback (most recent call last):")
        assert "ValueError: secret detail" in logged


def test_a_script_that_cannot_be_compiled_shows_no_detail_either(tmp_path):
    with running(script=probe(tmp_path, "secret detail ="), env=PROBE_ENV) as failing:
        received = shown_by(failing)
        for hidden in (b"secret detail", b"SyntaxError", str(tmp_path).encode()):
            assert hidden not in received


def start(command, **settings):
    """A start that is expected to end by itself."""
    options = {"cwd": ROOT, "env": {**os.environ, **settings}, "capture_output": True, "text": True}
    return subprocess.run([sys.executable, *command], timeout=60, check=False, **options)


BAD_SETTINGS = {
    "PORT": ("http", "PORT must be a whole number from 1 to 65535; it is 'http'.\n"),
    "HOST": (
        "192.0.2.2",
        "HOST must be 127.0.0.1, ::1 or localhost while no sign-in is set up; it is '192.0.2.2'.\n",
    ),
    "DATA_DIR": (__file__, f"DATA_DIR must be a folder; it is '{__file__}'.\n"),
    "DATASET": ("/no/such/folder", "DATASET must be a folder that exists; it is '/no/such/folder'.\n"),
}


@pytest.mark.parametrize("command", [["app.py"], ["-m", "streamlit", "run", "app.py", "--server.port", "0"]])
@pytest.mark.parametrize("setting", BAD_SETTINGS)
def test_a_setting_that_cannot_be_used_ends_the_start_with_a_sentence(command, setting):
    value, sentence = BAD_SETTINGS[setting]
    ended = start(command, **{setting: value})
    assert (ended.returncode, ended.stderr) == (2, sentence)


def test_streamlits_own_address_has_to_be_this_machine_as_well():
    ended = start(["-m", "streamlit", "run", "app.py", "--server.port", "0", "--server.address", "127.0.0.2"])
    assert ended.returncode == 2
    assert ended.stderr == (
        "server.address must be 127.0.0.1, ::1 or localhost while no sign-in is set up; it is '127.0.0.2'.\n"
    )


def test_every_setting_that_cannot_be_used_is_named_at_once():
    ended = start(["app.py"], PORT="0", HOST="example.org")
    assert [line.split()[0] for line in ended.stderr.splitlines()] == ["PORT", "HOST"]


def test_no_secret_has_a_default():
    telling = re.compile("secret|password|passcode|token|key", re.IGNORECASE)
    fields = Settings.model_fields.items()
    assert [name for name, field in fields if telling.search(name) and field.default] == []
    of_streamlit = (ROOT / ".streamlit/config.toml").read_text()
    assert not re.search(r"^\s*\w*secret", of_streamlit, re.IGNORECASE | re.MULTILINE)
    assert not (ROOT / ".streamlit/secrets.toml").exists()


def test_a_server_is_not_ready_before_it_has_prepared():
    assert Readiness().problem() == LOADING


async def nothing():
    """A step that has nothing to do."""


@pytest.mark.parametrize("place", ["load", "check"])
def test_a_step_that_fails_is_the_problem_until_it_succeeds(monkeypatch, place):
    monkeypatch.setattr("security.readiness.AGAIN_AFTER", 0.01)
    readiness, problems = Readiness(), []

    async def step():
        problems.append(readiness.problem())
        if len(problems) == 1:
            raise CannotServeError("The data cannot be read.")
        if len(problems) == 2:
            raise LookupError("a detail for the log")

    finished(readiness.prepare(**{"load": nothing, "check": nothing, place: step}))
    assert problems == [LOADING, "The data cannot be read.", FAILED]
    assert readiness.problem() is None


def test_nothing_is_checked_that_could_not_be_loaded(monkeypatch):
    readiness, checked = Readiness(), []

    async def fail():
        raise CannotServeError("no")

    async def check():
        checked.append(1)

    async def first_attempt():
        task = asyncio.create_task(readiness.prepare(fail, check))
        await readiness.opened()
        await asyncio.sleep(0.01)
        task.cancel()

    finished(first_attempt())
    assert checked == []


@pytest.mark.parametrize(("waiting", "order"), [(True, ["reader", "check"]), (False, ["check"])])
def test_a_reader_who_waited_goes_before_the_check(monkeypatch, waiting, order):
    monkeypatch.setattr("security.readiness.READERS_FIRST", 0.2)
    readiness, happened = Readiness(), []

    async def load():
        await asyncio.sleep(0.05)

    async def reader():
        await readiness.opened()
        await asyncio.sleep(0.05)
        happened.append("reader")

    async def check():
        happened.append("check")

    async def start_up():
        readers = [reader()] if waiting else []
        await asyncio.gather(readiness.prepare(load, check), *readers)

    finished(start_up())
    assert happened == order


def test_only_sessions_wait_pages_are_answered_at_once():
    async def inside(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    assert ask_app(SessionsWait(inside, Readiness())).text == "inside"

    async def session():
        waiting = asyncio.create_task(SessionsWait(inside, Readiness())({"type": "websocket"}, None, None))
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        waiting.cancel()
        return done

    assert finished(session()) == set()


def test_two_servers_on_one_store_show_what_either_commits_and_say_when_it_is_gone(postgres_server):
    """Also on the page: a sentence, not a traceback, and figures again as soon as the store is back."""
    postgres_server.ask("CREATE DATABASE comes_and_goes")
    url = postgres_server.url("comes_and_goes")
    with running(env={"DATABASE_URL": url}) as started, running(env={"DATABASE_URL": url}) as other:
        assert b"23 of 115" in shown_by(started)
        with opened(url) as engine:
            commit_sample(engine, with_rows(sample(), "members", sample().table("members").iloc[:0]))
            assert b"The members table is empty." in shown_by(started)
            assert b"The members table is empty." in shown_by(other)
            commit_sample(engine)
        assert b"23 of 115" in shown_by(other)
        postgres_server.ask("ALTER DATABASE comes_and_goes ALLOW_CONNECTIONS false")
        postgres_server.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'comes_and_goes'"
        )
        answer = httpx.get(f"{started.url}/readyz")
        assert (answer.status_code, answer.text[:27]) == (503, "The data cannot be reached.")
        assert httpx.get(f"{started.url}/healthz").is_success
        assert b"The data cannot be reached" in shown_by(started)
        postgres_server.ask("ALTER DATABASE comes_and_goes ALLOW_CONNECTIONS true")
        assert httpx.get(f"{started.url}/readyz").text == "ready\n"
        assert b"23 of 115" in shown_by(started)
    postgres_server.ask("DROP DATABASE comes_and_goes WITH (FORCE)")
