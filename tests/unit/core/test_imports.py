"""Every module can be imported by itself: no name that only the type checker sees is needed when it runs."""

import importlib
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("analysis", "charts", "commands", "data", "security", "sharing", "text", "ui")
RUN_BY_OTHERS = ("ui/shell/main.py", "data/store/migrations/", "data/reference/build/")  # need what runs them


def modules(room: str) -> list[str]:
    files = subprocess.check_output(["git", "ls-files", f"{room}/*.py"], cwd=ROOT, text=True).split()
    paths = [Path(file) for file in files if not file.startswith(RUN_BY_OTHERS)]
    return [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths]


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_of_a_room_can_be_imported(room):
    found = modules(room)
    assert found
    for name in found:
        assert importlib.import_module(name).__name__ == name
