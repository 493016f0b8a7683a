"""Snapshots for tests: small, complete, made without a browser."""

import hashlib
from secrets import token_hex

import orjson
from sqlalchemy import Engine

from data.store import links, snapshots
from data.store.database import writing

STYLE = "body{margin:2rem;color:#1b2733}@media (prefers-color-scheme:dark){body{color:#e4e9ee}}"
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='200' height='80'%3E"
    "%3Crect width='200' height='80' fill='%2312436D'/%3E%3Ctext y='20'%3E{words}%3C/text%3E%3C/svg%3E"
)
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
}
TITLE = "Chinese cities in Metropolis"


def draft(title=TITLE, note="", words="23 of 115 members are Chinese.", picture="", **said):
    """A manifest and its parts. words: what page, text and values say; picture: the words in a chart."""
    values = {"title": title, "sections": [{"sentences": [words]}], "said": said}
    page = (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1><p>{words}</p>"
        f'<img alt="Shares" src="{PICTURE.format(words=picture)}"></body></html>'
    )
    parts = {
        "report.html": page.encode(),
        "report.json": orjson.dumps(values),
        "report.txt": f"{title}\n{words}\n".encode(),
        "report.pdf": b"%PDF-1.7 " + token_hex(8).encode(),
        "report.xlsx": b"PK xlsx " + token_hex(8).encode(),
        "report.pptx": b"PK pptx " + token_hex(8).encode(),
        "chart-shares.png": b"\x89PNG chart " + token_hex(8).encode(),
        "preview.png": b"\x89PNG preview " + token_hex(8).encode(),
    }
    return manifest_of(parts, title, note), parts


def manifest_of(parts, title=TITLE, note=""):
    """What a snapshot of these parts says of itself."""
    about = {
        name: {
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "media_type": MEDIA_TYPES[name.rpartition(".")[2]],
        }
        for name, content in parts.items()
    }
    return {
        "id": token_hex(6),
        "kind": "china",
        "title": title,
        "note": note,
        "as_of": "2023-05-31",
        "version": "0123456789ab",
        "filters": [["Group", "Chinese cities"]],
        "definitions": [["any receipt", "Anything arrived."]],
        "language": "en",
        "audience": "board",
        "app_version": "0.1.0",
        "made_at": "2023-06-01T09:30:00.000000Z",
        "illustrative": False,
        "sha256": about["report.json"]["sha256"],
        "parts": about,
    }


def kept(engine: Engine, **said):
    """A snapshot in the store. Returns its manifest and its parts."""
    manifest, parts = draft(**said)
    with writing(engine) as connection:
        snapshots.save(connection, manifest, parts, author="Ana")
    return manifest, parts


def linked(engine: Engine, snapshot_id: str, **given):
    """A link to a snapshot, and its token."""
    with writing(engine) as connection:
        return links.create(connection, snapshot_id, **({"label": "Board", "author": "Ana"} | given))
