"""`docs/settings.md` says what `config.py` does: the same settings, defaults, limits and meanings."""

import re

from config import ROOT, Settings

DOCUMENT = (ROOT / "docs" / "settings.md").read_text()


def described() -> dict[str, tuple[str, str, str]]:
    """The rows of the table by setting: default, what a value must be, what it does."""
    cells = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", DOCUMENT, re.MULTILINE)
    return {setting: (default, limit, meaning) for setting, default, limit, meaning in cells}


def test_the_table_of_settings_is_the_one_the_code_has():
    assert described() == {
        name.upper(): (str(field.default) or "–", field.title, field.description)
        for name, field in Settings.model_fields.items()
    }


def test_every_default_can_be_used(monkeypatch):
    monkeypatch.delenv("DATA_DIR")  # every test has one of its own
    chosen = Settings()
    for name, field in Settings.model_fields.items():
        expected = ROOT / field.default if name in {"data_dir", "dataset"} else field.default
        assert getattr(chosen, name) == expected


def test_settings_stay_as_they_were_read(monkeypatch):
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    chosen = Settings()
    assert (chosen.port, chosen.data_dir) == (9000, ROOT / "elsewhere")
    assert chosen.model_config["frozen"]
