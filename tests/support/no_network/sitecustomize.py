"""Put first on PYTHONPATH, this makes every connection of a Python process beyond this machine fail."""

import os
import sys

_HERE = ("127.", "::1", "localhost")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and not str(host).startswith(_HERE):
        with open(os.environ["NETWORK_LOG"], "a", encoding="utf-8") as log:  # noqa: PTH123
            log.write(f"{event} {host}\n")
        raise ConnectionRefusedError(f"no network in this test: {host}")


sys.addaudithook(_refuse)
