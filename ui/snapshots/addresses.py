"""The address of a link, for people and for a camera."""

from __future__ import annotations

import io

import segno

from config import settings
from sharing.links import tokens

_SCALE = 4  # px a module


def url(token: str) -> str:
    """Where a link leads. Without PUBLIC_URL it opens on this machine only."""
    return tokens.address(settings().links_begin, token)


def leaves_the_machine() -> bool:
    """Whether a link can be opened elsewhere."""
    return bool(settings().public_url)


def qr(address: str) -> bytes:
    """The address as a QR code, a PNG: black on white with its margin, as cameras want it in any theme."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=_SCALE)
    return picture.getvalue()
