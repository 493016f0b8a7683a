"""Every setting of the dashboard: read once from the environment, checked, then frozen.

`docs/settings.md` holds the same table for people; a test keeps the two alike.
"""

import sys
from functools import cache
from pathlib import Path
from typing import Annotated, Final, NoReturn
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT: Final = Path(__file__).resolve().parent
LOOPBACK_NAMES: Final = ("127.0.0.1", "::1", "localhost")
LOCAL_ONLY: Final = "127.0.0.1, ::1 or localhost while no sign-in is set up"
EXIT_CODE: Final = 2


class SettingsError(Exception):
    """A setting cannot be used. The message is one sentence a setting, ready to be shown."""


def _loopback(name: str) -> str:
    """Without sign-in everyone who reaches the server has every right, so it stays on this machine."""
    if name not in LOOPBACK_NAMES:
        raise ValueError
    return name


def _below_root(path: Path) -> Path:
    """Relative folders count from the project, not from wherever a command happens to run."""
    return ROOT / path


def _existing_folder(path: Path) -> Path:
    if not path.is_dir():
        raise ValueError
    return path


def _folder(path: Path) -> Path:
    """A folder that exists, or one that can still be made."""
    if path.exists() and not path.is_dir():
        raise ValueError
    return path


def _not_empty(value: object) -> object:
    """An empty DATA_DIR would silently mean the project folder itself."""
    if not value:
        raise ValueError
    return value


def _database(address: str) -> str:
    """An address as SQLAlchemy has it; the short forms of PostgreSQL mean the driver that is installed."""
    for scheme in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if address.startswith(scheme):
            return f"postgresql+psycopg://{address.removeprefix(scheme)}"
    if address and not address.startswith("sqlite:///"):
        raise ValueError
    return address


def _site(address: str) -> str:
    """The beginning of an address, without anything after the host and its port."""
    if not address:
        return ""
    parts = urlsplit(address)
    beyond = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in {"http", "https"} or not parts.hostname or beyond:
        raise ValueError
    return f"{parts.scheme}://{parts.netloc}"


Folder = Annotated[Path, BeforeValidator(_not_empty), AfterValidator(_below_root), AfterValidator(_folder)]


class Settings(BaseSettings):
    """The settings by field; the environment variable is the field's name in capitals.

    `title` says what a value must be (failures quote it), `description` what the setting does.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", validate_default=True)

    port: int = Field(
        default=8501,
        ge=1,
        le=65535,
        title="a whole number from 1 to 65535",
        description="Port the dashboard listens on.",
    )
    host: Annotated[str, AfterValidator(_loopback)] = Field(
        default="127.0.0.1",
        title=LOCAL_ONLY,
        description="Address the dashboard listens on.",
    )
    data_dir: Folder = Field(
        default=Path("var"),
        title="a folder",
        description="Everything the dashboard writes while it runs.",
    )
    dataset: Annotated[Folder, AfterValidator(_existing_folder)] = Field(
        default=Path("data/sample"),
        title="a folder that exists",
        description="Folder with the canonical CSV tables that an empty store begins with.",
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="",
        repr=False,  # it may hold a password
        title="an address such as postgresql://user@host/name, or left out",
        description="Where the data live. Left out: the file dashboard.db in DATA_DIR.",
    )
    backup_days: int = Field(
        default=35,
        ge=1,
        le=3650,
        title="a whole number from 1 to 3650",
        description="Days for which you keep a backup; erase says until when one still holds a person.",
    )

    public_url: Annotated[str, AfterValidator(_site)] = Field(
        default="",
        title="an address such as https://dashboard.example.org, without a path, or left out",
        description="How links to snapshots begin. Left out: they open on this machine only.",
    )

    @property
    def links_begin(self) -> str:
        """How the address of a link begins, without a slash at its end."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def store_url(self) -> str:
        """The address of the store, as SQLAlchemy has it."""
        return self.database_url or f"sqlite:///{self.data_dir / 'dashboard.db'}"


@cache
def settings() -> Settings:
    """The settings of this process. SettingsError with a sentence for each value that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        sentences = [_sentence(str(fault["loc"][0]), fault["input"]) for fault in error.errors()]
        raise SettingsError("\n".join(sentences)) from None


def settings_or_exit() -> Settings:
    """The settings, or the end of the process: the sentences on stderr and exit code 2, no traceback."""
    try:
        return settings()
    except SettingsError as error:
        exit_with(str(error))


def exit_with(sentence: str) -> NoReturn:
    """Ends the process over a setting that cannot be used."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(EXIT_CODE)


def _sentence(field: str, given: object) -> str:
    setting = Settings.model_fields[field]
    wanted = f"{field.upper()} must be {setting.title}"
    return f"{wanted}; it is '{given}'." if setting.repr else f"{wanted}; what it is stays hidden here."
