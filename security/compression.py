"""Gzip, once a file and never once a request; and whether a client takes it."""

import gzip
from typing import Final

WORTH_KEEPING: Final = 0.95
"""A copy above this share of the original is dropped: unpacking it would buy the browser nothing."""


def gzipped(content: bytes) -> bytes | None:
    """The gzip copy of `content`, the same bytes every time, or None where it is hardly smaller."""
    compressed = gzip.compress(content, mtime=0)
    return compressed if len(compressed) < WORTH_KEEPING * len(content) else None


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: named (or `*`) and not with a weight of zero."""
    weights = {}
    for entry in accept_encoding.lower().replace(" ", "").split(","):
        coding, _, parameter = entry.partition(";")
        weights[coding] = parameter
    weight = weights.get("gzip", weights.get("*"))
    return weight is not None and not _is_zero(weight)


def _is_zero(parameter: str) -> bool:
    """Whether a `q=` parameter means "not at all"; without a parameter the weight is full."""
    return parameter.startswith("q=0") and not parameter.removeprefix("q=").strip("0.")
