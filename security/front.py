"""What stands in front of the app, from the outside in."""

from pathlib import Path

from starlette.middleware import Middleware

from security.gate import Gate
from security.headers import SecurityHeaders
from security.readiness import Readiness, SessionsWait
from security.static_files import StaticFiles


def middleware(static: Path, page: str, policy: str, readiness: Readiness) -> list[Middleware]:
    """Headers on every answer, then the gate, compressed files, and sessions that wait for the first data.

    `static` is Streamlit's folder of files, `page` the frame of every page, `policy` its content security.
    """
    return [
        Middleware(SecurityHeaders, policy=policy),
        Middleware(Gate),
        Middleware(StaticFiles, folder=static, index_page=page),
        Middleware(SessionsWait, readiness=readiness),
    ]
