"""The gate, by itself and in the real server: who is answered, at which address, with which verb."""

import itertools

import pytest

from security.gate import Gate
from tests.support.server import Answer, ask, finished, running

UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
)
OWN_HOSTS = ("localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}")
OTHER_HOSTS = (
    "localhost",
    "localhost:1",
    "localhost.:{port}",
    "evil.example",
    "evil.example:{port}",
    "localhost:{port}.evil.example",
    "127.0.0.1.nip.io:{port}",
    "127.0.0.2:{port}",
    "user@localhost:{port}",
    "localhost:{port}, evil.example",
    "",
)
OTHER_ORIGINS = (
    "null",
    "http://evil.example",
    "http://evil.example:{port}",
    "https://{host}",
    "http://localhost:1",
    "http://{host}.evil.example",
    "http://{host}/",
    "",
)
PROXY_HEADERS = (
    ("Forwarded", "for=203.0.113.9"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-Host", "localhost"),
    ("X-Forwarded-Proto", "http"),
    ("X-Forwarded-Anything", "1"),
    ("X_Forwarded_For", "127.0.0.1"),
    ("X-Real-IP", "127.0.0.1"),
    ("Via", "1.1 proxy"),
    ("True-Client-IP", "127.0.0.1"),
    ("CF-Connecting-IP", "127.0.0.1"),
)
# verb, path, status for a caller who may ask, public
ROUTES = (
    ("GET", "/healthz", 200, True),
    ("HEAD", "/healthz", 200, True),
    ("POST", "/healthz", 405, True),
    ("GET", "/assets/none.0000000000000000.svg", 404, True),
    ("DELETE", "/assets/none.0000000000000000.svg", 405, True),
    ("GET", "/s/none", 404, True),
    ("HEAD", "/s/none", 404, True),
    ("POST", "/s/none", 404, True),
    ("PUT", "/s/none", 405, True),
    ("WEBSOCKET", "/s/none", 405, True),
    ("GET", "/s/none/report.pdf", 404, True),
    ("DELETE", "/s/none/report.pdf", 405, True),
    ("GET", "/s/", 301, False),
    ("GET", "/s", 200, False),
    ("GET", "/assets/", 404, False),
    ("POST", "/readyz", 405, False),
    ("GET", "/", 200, False),
    ("HEAD", "/", 200, False),
    ("POST", "/", 405, False),
    ("OPTIONS", "/", 405, False),
    ("TRACE", "/", 405, False),
    ("GET", "/map", 200, False),
    ("GET", "/map?definition=in_full", 200, False),
    ("GET", "/favicon.png", 200, False),
    ("GET", "/static/js/none.js", 200, False),
    ("PUT", "/static/js/none.js", 405, False),
    ("GET", "/media/0123456789abcdef.csv", 404, False),
    ("GET", "/_stcore/health", 200, False),
    ("OPTIONS", "/_stcore/health", 405, False),
    ("GET", "/_stcore/host-config", 200, False),
    ("DELETE", "/_stcore/upload_file/session/file", 403, False),
    ("GET", "/_stcore/upload_file/session/file", 405, False),
    ("GET", "/_stcore/stream", 405, False),
    ("WEBSOCKET", "/_stcore/stream", 101, False),
    ("WEBSOCKET", "/healthz", 405, True),
    ("WEBSOCKET", "/", 405, False),
)
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/metrics?families=cache_memory_bytes",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/_stcore/script-health-check",
    "/_stcore/bidi-components/x/y.js",
    "/component/x/index.html",
    "/auth/login",
    "/auth/logout",
    "/app/static/x.css",
    "/map/_stcore/health",
    "/map/_stcore/stream",
    "/map/deeper",
    "/s/token/report.pdf/more",
    "/s/token/_stcore/health",
    "/s/token/",
    "/.streamlit/config.toml",
    "/app.py",
)
CROOKED = (
    "/assets/../_stcore/metrics",
    "/assets/%2e%2e/_stcore/metrics",
    "/assets/..%2f_stcore/metrics",
    "/assets/..%5c_stcore/metrics",
    "/assets/%252e%252e/_stcore/metrics",
    "/healthz/../_stcore/metrics",
    "/healthz%00",
    "/healthz%0a",
    "/healthz;x=1",
    "/s/../_stcore/metrics",
    "/s/%2e%2e/_stcore/metrics",
    "/s/..%2f_stcore/metrics",
    "/s/token/..%2f..%2f_stcore/metrics",
    "//evil.example/assets/",
    "/static/../../config.py",
    "/static/%2e%2e/%2e%2e/config.py",
    "/static//js/x.js",
    "/%2f%2fevil.example",
    "/\\evil.example",
    "http://localhost/assets/../_stcore/metrics",
)


@pytest.fixture(scope="module")
def port():
    """Port of the real app; what its pages hold does not matter to the gate."""
    with running(ready=False) as server:
        yield server.port


def request(port: int, verb: str, path: str, host: str, *more: tuple[str, str]) -> Answer:
    """A request; the verb WEBSOCKET is a handshake, whose Origin is left to the caller like all else."""
    if verb == "WEBSOCKET":
        return ask(port, "GET", path, [("Host", host), *UPGRADE, *more])
    return ask(port, verb, path, [("Host", host), *more])


def callers(port: int, verb: str):
    """Every caller of the matrix, as Host and further headers, with whether it may ask."""
    hosts = [(host.format(port=port), True) for host in OWN_HOSTS]
    hosts += [(host.format(port=port), False) for host in OTHER_HOSTS]
    proxies = [(), *[(header,) for header in PROXY_HEADERS]]
    for (host, known), proxy in itertools.product(hosts, proxies):
        origins = [((), verb != "WEBSOCKET"), ((("Origin", f"http://{host}"),), True)]
        origins += [((("Origin", each.format(port=port, host=host)),), False) for each in OTHER_ORIGINS]
        for origin, fits in origins:
            yield host, (*origin, *proxy), known and fits and not proxy


ANY_ROUTE = pytest.mark.parametrize(
    ("verb", "path", "status", "public"), ROUTES, ids=[f"{verb} {path}" for verb, path, *_ in ROUTES]
)


async def is_refused(verb: str, path: str, host: str, headers) -> bool:
    """Whether the gate turns a caller away before the app hears of it."""
    told = []

    async def keep(message) -> None:
        told.append(message)

    async def inside(*_) -> None:
        told.append({"status": 200})

    path, _, query = path.partition("?")
    scope = {
        "type": "websocket" if verb == "WEBSOCKET" else "http",
        "scheme": "ws" if verb == "WEBSOCKET" else "http",
        "method": verb,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (("Host", host), *headers)],
        "server": ("127.0.0.1", 8501),
        "client": ("127.0.0.1", 50_000),
        "extensions": {"websocket.http.response": {}},
    }
    await Gate(inside)(scope, None, keep)
    return told[0]["status"] == 403


@ANY_ROUTE
def test_the_gate_lets_only_a_local_browser_through_whatever_it_asks(verb, path, status, public):
    """All callers, without a server in between."""

    async def wrong():
        return [
            (host, headers)
            for host, headers, allowed in callers(8501, verb)
            if await is_refused(verb, path, host, headers) == (allowed or public)
        ]

    assert finished(wrong()) == []


def met_on_the_way(port: int, route: tuple[str, str, int, bool], every: int) -> list[object]:
    """Callers that the real server answers wrongly, of each `every`-th one."""
    verb, path, status, public = route
    wrong = []
    for host, headers, allowed in itertools.islice(callers(port, verb), 0, None, every):
        answer = request(port, verb, path, host, *headers)
        refused = answer.status == 403 and "XSRF" not in answer.text  # Streamlit's own 403 is no refusal here
        if refused == (allowed or public) or (not refused and answer.status != status):
            wrong.append((host, headers, answer.status, answer.text))
    return wrong


@ANY_ROUTE
def test_only_a_local_browser_is_answered_whatever_it_asks(port, verb, path, status, public):
    """Every 161st caller: the first of them may ask, and they have different hosts, proxies and origins."""
    assert met_on_the_way(port, (verb, path, status, public), 161) == []


@pytest.mark.full
@ANY_ROUTE
def test_every_caller_is_answered_or_refused_by_the_server_as_by_the_gate(port, verb, path, status, public):
    assert met_on_the_way(port, (verb, path, status, public), 1) == []


@pytest.mark.parametrize("path", [*CLOSED, *CROOKED])
@pytest.mark.parametrize("verb", ["GET", "POST", "PUT", "WEBSOCKET"])
def test_what_is_not_opened_does_not_exist_even_for_a_local_browser(port, verb, path):
    host = f"localhost:{port}"
    answer = request(port, verb, path, host, ("Origin", f"http://{host}"))
    assert (answer.status, answer.text) == (404, "There is nothing at this address.\n")


def test_a_page_with_a_slash_at_its_end_leads_to_the_page(port):
    answer = request(port, "GET", "/map/?group=c40", f"localhost:{port}")
    assert (answer.status, answer.headers["location"]) == (301, "/map?group=c40")


def test_a_wrong_verb_is_told_the_right_ones(port):
    answer = request(port, "POST", "/map", f"localhost:{port}")
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.text == "This address does not take this verb.\n"


@pytest.mark.parametrize("hosts", [0, 2])
def test_no_host_or_two_hosts_are_no_request_at_all(port, hosts):
    assert ask(port, "GET", "/", [("Host", f"localhost:{port}")] * hosts).status == 400
