"""What the gate says to those it refuses, and callers that one test machine cannot be."""

import pytest
from starlette.responses import PlainTextResponse

from security.gate import Gate
from tests.server.test_gate import UPGRADE
from tests.support.server import ask, ask_app, running

HOST = ("Host", "localhost:{port}")
HERE = "http://localhost:{port}"
REFUSALS = {
    "a proxy in front": (
        [HOST, ("X-Forwarded-For", "203.0.113.9")],
        (
            "This request came through a proxy (it carries the header x-forwarded-for), and without sign-in "
            f"everyone behind a proxy would have every right. Open {HERE} without it, or set up sign-in "
            "before the dashboard is published."
        ),
    ),
    "another name": (
        [("Host", "dashboard.example")],
        (
            "This dashboard was asked for by a name that is not its own; without sign-in it answers only "
            f"as localhost, 127.0.0.1 or [::1] with its port. Open {HERE}, or set up sign-in to use another "
            "name."
        ),
    ),
    "another page": (
        [HOST, ("Origin", "http://evil.example")],
        (
            "This request was made by a page from somewhere else, which without sign-in could act in your "
            f"name. Open {HERE} in a tab of its own."
        ),
    ),
    "two origins": (
        [HOST, ("Origin", HERE), ("Origin", HERE)],
        f"This request carries the header Origin twice. Open {HERE} in a browser.",
    ),
    "a live connection without origin": (
        [HOST, *UPGRADE],
        (
            "A live connection has to say which page opened it (the header Origin), and this one does not. "
            f"Open {HERE} in a browser."
        ),
    ),
}
LOOPBACK = ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1")
ELSEWHERE = ("192.168.1.7", "203.0.113.9", "fe80::1", "2001:db8::1", "::ffff:203.0.113.9")


@pytest.fixture(scope="module")
def port():
    """Port of the real app; what its pages hold does not matter to the gate."""
    with running(ready=False) as server:
        yield server.port


@pytest.mark.parametrize(("headers", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_why_and_what_to_do(port, headers, sentence):
    answer = ask(port, "GET", "/_stcore/stream", [(name, value.format(port=port)) for name, value in headers])
    assert answer.status == 403
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == sentence.format(port=port) + "\n"


def test_a_refusal_never_repeats_the_values_it_was_sent(port):
    headers = [("Host", "<script>"), ("Origin", "<script>"), ("X-Forwarded-For", "<script>")]
    for sent in (headers[:1], headers[:2], headers):
        answer = ask(port, "GET", "/", sent)
        assert answer.status == 403
        assert "script" not in answer.text


def ask_gate(listening: str, client: str, path: str = "/", hosts=("localhost:8501",), port: int = 8501):
    """A request to a gate whose sockets have these two addresses."""
    gate = Gate(PlainTextResponse("inside"))

    async def listen(scope, receive, send):
        await gate({**scope, "server": (listening, port)}, receive, send)

    return ask_app(listen, path, [("host", each) for each in hosts], client=client)


@pytest.mark.parametrize("client", LOOPBACK)
@pytest.mark.parametrize("listening", LOOPBACK)
def test_a_connection_within_this_machine_is_let_in(listening, client):
    assert ask_gate(listening, client).text == "inside"


@pytest.mark.parametrize(
    ("listening", "client"),
    [("127.0.0.1", each) for each in ELSEWHERE]
    + [(each, "127.0.0.1") for each in ELSEWHERE]
    + [(each, each) for each in ELSEWHERE],
)
def test_both_ends_of_the_connection_have_to_be_this_machine(listening, client):
    answer = ask_gate(listening, client)
    assert answer.status_code == 403
    assert answer.text == (
        "This dashboard answers only on the machine it runs on, because no sign-in is set up. "
        "Open http://localhost:8501 on that machine, and leave HOST at 127.0.0.1.\n"
    )


def test_public_addresses_answer_other_machines_under_any_name():
    assert ask_gate("192.168.1.7", "203.0.113.9", "/healthz", ["dashboard.example"]).text == "inside"


def test_two_hosts_are_refused_where_a_server_lets_them_through():
    answer = ask_gate("127.0.0.1", "127.0.0.1", hosts=["localhost:8501", "localhost:8501"])
    assert (
        answer.text
        == "This request carries the header Host twice. Open http://localhost:8501 in a browser.\n"
    )


def test_a_name_without_port_is_enough_only_on_the_port_that_is_meant_then():
    assert ask_gate("127.0.0.1", "127.0.0.1", hosts=["localhost"], port=80).text == "inside"
    assert ask_gate("127.0.0.1", "127.0.0.1", hosts=["localhost"], port=443).status_code == 403
