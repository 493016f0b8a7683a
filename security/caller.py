"""Who may ask, while no sign-in is set up: a browser on this machine that asks for this machine.

Then everyone who gets an answer has every right. So the caller must be local by address, must know the
server by a local name (otherwise a page elsewhere could point its own name here), must not come from
another page, and must not come through a proxy, which would make strangers look local.
"""

from collections import Counter
from ipaddress import ip_address
from typing import Final

from starlette.types import Scope

LOCAL_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
PROXY_HEADERS: Final = frozenset(
    {
        "forwarded",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-forwarded-for",
        "x-original-host",
        "x-envoy-external-address",
        "true-client-ip",
        "cf-connecting-ip",
        "fastly-client-ip",
    }
)
PROXY_PREFIX: Final = "x-forwarded"
DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def refusal(scope: Scope) -> str | None:
    """Why this HTTP or WebSocket request gets no answer, with what to do about it; None where it does."""
    headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
    here = (
        f"http://localhost:{scope['server'][1]}" if scope["server"] else "the address it prints at its start"
    )
    return (
        _through_a_proxy([name for name, _ in headers], here)
        or _not_local(scope, here)
        or _said_twice([name for name, _ in headers], here)
        or _wrong_name(scope, dict(headers), here)
        or _foreign_page(scope, dict(headers), here)
    )


def _not_local(scope: Scope, here: str) -> str | None:
    if _is_loopback(scope["server"]) and _is_loopback(scope["client"]):
        return None
    return (
        "This dashboard answers only on the machine it runs on, because no sign-in is set up. "
        f"Open {here} on that machine, and leave HOST at 127.0.0.1."
    )


def _is_loopback(address: tuple[str, int | None] | None) -> bool:
    """Whether the socket address is this machine's own; IPv4 inside IPv6 counts as the IPv4 it is."""
    if address is None:
        return False
    try:
        ip = ip_address(address[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return bool((mapped or ip).is_loopback)


def _through_a_proxy(names: list[str], here: str) -> str | None:
    for name in names:
        plain = name.replace("_", "-")
        if plain in PROXY_HEADERS or plain.startswith(PROXY_PREFIX):
            return (
                f"This request came through a proxy (it carries the header {name}), and without sign-in "
                f"everyone behind a proxy would have every right. Open {here} without it, "
                "or set up sign-in before the dashboard is published."
            )
    return None


def _said_twice(names: list[str], here: str) -> str | None:
    """Two Host or Origin headers let two readers of one request see two different callers."""
    counts = Counter(names)
    for name in ("host", "origin"):
        if counts[name] > 1:
            return f"This request carries the header {name.capitalize()} twice. Open {here} in a browser."
    return None


def _wrong_name(scope: Scope, headers: dict[str, str], here: str) -> str | None:
    if headers.get("host", "").lower() in _names(scope):
        return None
    return (
        "This dashboard was asked for by a name that is not its own; without sign-in it answers only as "
        f"localhost, 127.0.0.1 or [::1] with its port. Open {here}, or set up sign-in to use another name."
    )


def _names(scope: Scope) -> set[str]:
    """The values Host may have. The port may be left out only where it is the scheme's own."""
    port = scope["server"][1]
    names = {f"{name}:{port}" for name in LOCAL_NAMES}
    return names | set(LOCAL_NAMES) if port == DEFAULT_PORTS[_scheme(scope)] else names


def _scheme(scope: Scope) -> str:
    return "https" if scope["scheme"] in {"https", "wss"} else "http"


def _foreign_page(scope: Scope, headers: dict[str, str], here: str) -> str | None:
    origin = headers.get("origin")
    if origin is None and scope["type"] == "websocket":
        return (
            "A live connection has to say which page opened it (the header Origin), and this one does not. "
            f"Open {here} in a browser."
        )
    if origin is not None and origin.lower() != f"{_scheme(scope)}://{headers['host'].lower()}":
        return (
            "This request was made by a page from somewhere else, which without sign-in could act in your "
            f"name. Open {here} in a tab of its own."
        )
    return None
