"""What the invented sets of data differ in, and the lot that draws their cells."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

COUNTRIES = ("AAA", "BRA", "CHN", "CHN", "CHN", "DEU", "IND", "")
REGIONS = ("Asia-Pacific", "Latin America & Caribbean", "Région du Nord", "")
STAGES = (
    "identified",
    "contacted",
    "interested",
    "intent_expressed",
    "applied",
    "board_approved",
    "assembly_listed",
    "member",
    "lost",
    "parked",
)
LEVELS = ("low", "lower-middle", "upper-middle", "high")
PROVENANCES = ("public", "public", "memo", "")


@dataclass(frozen=True)
class Plan:
    """What sets differ in."""

    name: str
    members: int
    as_of: str
    first_roll_on: str | None
    complete: str
    invented: str = ""

    def lot(self, choices: Sequence[str], *key: object) -> str:
        """One of the choices, always the same for the same cell."""
        words = ":".join(map(str, (self.name, *key)))
        return choices[zlib.crc32(zlib.crc32(words.encode()).to_bytes(4) + words.encode()) % len(choices)]

    def made(self, table: str, *key: object) -> str:
        """The provenance of a row: some rows of one table are invented."""
        some = (*PROVENANCES, "illustrative") if self.invented == table else PROVENANCES
        return self.lot(some, table, "provenance", *key)


BY_YEAR = "{ 2020 = 2024-02-29, 2022 = 2023-05-31, 2023 = 2023-03-01 }"
PLANS = (
    Plan(
        "harbours",
        36,
        "2023-05-31",
        "2022-02-28",
        BY_YEAR,
    ),
    Plan("rivers", 24, "2024-02-29", None, "[2021, 2022, 2023]", "tariff"),
    Plan("islands", 15, "2023-12-31", "2020-01-01", "{ 2021 = 2031-12-31, 2023 = 2023-12-31 }", "receipts"),
    Plan("mountains", 40, "2023-05-31", "2019-05-31", "{}", "focus_groups"),
)
