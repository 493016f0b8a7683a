"""The sample without China: what a page says of other groups must not speak of it."""

import csv
from pathlib import Path

from data.schema import TABLES
from tests.support.datasets import SAMPLE

AS_OF = "2023-05-31"
PROSPECTS = {  # city_id → name, country, stage
    "ken-nairobi": ("Nairobi", "KEN", "contacted"),
    "ury-canelones": ("Canelones", "URY", "applied"),
}
EVENTS = {
    "assembly": ("General Assembly, Lisbon", "2022-10-10", "meeting"),
    "congress": ("Congress, Lima", "2023-06-12", "congress"),
}
CAME = ["zaf-johannesburg", "bra-sao-paulo", "bra-belo-horizonte", "esp-barcelona", "can-montreal"]


def write_elsewhere(folder: Path) -> Path:
    """The sample as a folder of files, with its Chinese cities, lists and events left out. Answers it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_bytes((SAMPLE / "dataset.toml").read_bytes())
    for name in ("members", "dues", "receipts", "networks", "tariff", "income_levels", "rates"):
        rows = [row for row in _rows(name) if "CHN" not in row.values()]
        _write(folder, name, [row for row in rows if not row.get("city_id", "").startswith("chn-")])
    _write(folder, "prospects", [
        {"city_id": city, "name": name, "country": country, "stage": stage}
        for city, (name, country, stage) in PROSPECTS.items()
    ])  # fmt: skip
    _write(folder, "stage_history", [
        {"city_id": city, "entered_on": "2023-02-01", "seq": 1, "stage": stage}
        for city, (_, _, stage) in PROSPECTS.items()
    ])  # fmt: skip
    _write(folder, "events", [
        {"event_id": code, "name": name, "starts_on": day, "kind": kind}
        for code, (name, day, kind) in EVENTS.items()
    ])  # fmt: skip
    _write(folder, "participation", [
        {"event_id": "assembly", "city_id": city, "mode": "in_person", "delegates": 2} for city in CAME
    ])  # fmt: skip
    _write(folder, "topics", [{"city_id": CAME[0], "topic": "transport", "level": "leads"}])
    _write(folder, "followups", [])
    _write(folder, "focus_groups", [{"group": "gone", "city_id": "ken-nairobi"}])
    return folder


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLES[name].columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({"provenance": "uploaded"} | row for row in rows)
