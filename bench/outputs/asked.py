"""What is asked for, and how an answer is kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path.cwd()
"""The checkout whose outputs are written."""
ASKED = tomllib.loads((Path(__file__).parent / "asked.toml").read_text("utf-8"))


def keep(folder, name, content):
    """Write text or bytes below a folder; signs that mean something in a path become hyphens."""
    path = folder / re.sub(r"[^\w.,~=&? -]", "-", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
