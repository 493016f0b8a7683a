"""Files the dashboard serves itself under `/assets/`, named by their content so that browsers keep them.

A name holds the first 16 hex digits of the content's SHA-256. New content means a new address, which is
what makes `immutable` true; an address nobody registered is a 404, never another version of the file.
No streamlit here: the server registers and serves assets before the first session exists.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from security.compression import accepts_gzip, gzipped

PREFIX: Final = "/assets/"
IMMUTABLE: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One registered file. `compressed` is its gzip copy, or None where that does not help."""

    content: bytes
    compressed: bytes | None
    media_type: str
    etag: str


_urls: Final[dict[str, str]] = {}
_assets: Final[dict[str, Asset]] = {}


def register(name: str, content: bytes, media_type: str) -> str:
    """The address `/assets/<stem>.<16 hex digits>.<extension>` that serves `content` from now on.

    Registering the same content again changes nothing. Registering other content under the same name
    gives a new address; the old one stays, because pages that are open still ask for it.
    ValueError where `name` is not a plain file name with an extension.
    """
    path = PurePosixPath(name)
    if path.name != name or not path.suffix:
        raise ValueError(f"An asset is named like 'world.svg', without folders; given was {name!r}.")
    digest = hashlib.sha256(content).hexdigest()[:16]
    url = f"{PREFIX}{path.stem}.{digest}{path.suffix}"
    if url not in _assets:
        _assets[url] = Asset(content, gzipped(content), media_type, f'W/"{digest}"')
    _urls[name] = url
    return url


def asset_url(name: str) -> str:
    """The address of the content last registered as `name`; KeyError where there is none."""
    return _urls[name]


def route() -> Route:
    """Serves every registered asset to GET and HEAD, and a 404 for all else below `/assets/`."""
    return Route(f"{PREFIX}{{path:path}}", _serve, methods=["GET"])


async def _serve(request: Request) -> Response:
    asset = _assets.get(request.url.path)
    if asset is None:
        no_store = {"cache-control": "no-store"}
        return PlainTextResponse("There is no such file.\n", status_code=404, headers=no_store)
    headers = {"cache-control": IMMUTABLE, "etag": asset.etag, "vary": "Accept-Encoding"}
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if asset.compressed is not None and accepts_gzip(request.headers.get("accept-encoding", "")):
        headers["content-encoding"] = "gzip"
        return Response(asset.compressed, media_type=asset.media_type, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)
