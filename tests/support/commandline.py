"""The command line as an operator uses it, on a store of its own."""

import orjson
import pytest
from click.testing import Result
from typer.testing import CliRunner

import config
import manage


@pytest.fixture
def chosen(empty_url, monkeypatch) -> str:
    """A store that has never been used, chosen by DATABASE_URL."""
    monkeypatch.setenv("DATABASE_URL", empty_url)
    config.settings.cache_clear()
    return empty_url


def run(*arguments: object, code: int = 0) -> Result:
    """What a command said; it ended with this exit code and without a traceback."""
    result = CliRunner().invoke(manage.app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def listed() -> list[dict[str, object]]:
    """All versions, newest first."""
    told: list[dict[str, object]] = orjson.loads(run("versions", "--json").stdout)
    return told
