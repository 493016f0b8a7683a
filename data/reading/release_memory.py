"""Memory that a large reading used and the allocators would keep goes back to the system."""

from __future__ import annotations

import ctypes

import pyarrow as pa


def release_free_memory() -> None:
    """Ask Arrow's pool and the C library to let go of what is free. Where the library has no such call,
    nothing happens."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
