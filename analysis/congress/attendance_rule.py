"""Assumptions about a city invited to a Congress: how likely it comes, and with how many people.

These numbers are assumptions, not measurements: the only place where they stand. The page and the Method page
show this table as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SMALLEST, LARGEST = 1, 5
"""People of a delegation: "each city tends to travel with a delegation, maybe up to five"."""

DEPENDENCE: Final = 0.15
"""How much cities lean the same way, by what keeps many away at once (visas, a travel ban) or brings many:
the correlation of what makes two come. An assumption as well; 0 would be that each decides by itself."""


@dataclass(frozen=True)
class Chance:
    """probability: that the city sends somebody, 0 to 1; people: how many it sends on average if it does."""

    probability: float
    people: float

    @property
    def code(self) -> str:
        """As text, for `read`: '0.35/2.5'."""
        return f"{self.probability:g}/{self.people:g}"

    @staticmethod
    def read(code: str) -> Chance:
        """The opposite of `code`."""
        probability, people = code.split("/")
        return Chance(float(probability), float(people))

    @property
    def further(self) -> float:
        """The chance of each of the four people who may travel with the first one: size is 1 + Binomial."""
        return (self.people - SMALLEST) / (LARGEST - SMALLEST)

    @property
    def expected(self) -> float:
        """Expected delegates of the city."""
        return self.probability * self.people

    @property
    def variance(self) -> float:
        """Variance of the delegates of the city, 0 for a city that stays away included."""
        extra = (LARGEST - SMALLEST) * self.further * (1 - self.further)
        return self.probability * (extra + self.people**2) - self.expected**2


RULE: Final[dict[str, Chance]] = {
    "came": Chance(0.50, 2.5),
    "came_unsaid": Chance(0.40, 2.5),
    "only_online": Chance(0.25, 2.0),
    "never": Chance(0.10, 2.0),
    "not_known": Chance(0.25, 2.0),
    "identified": Chance(0.05, 2.0),
    "contacted": Chance(0.10, 2.0),
    "interested": Chance(0.20, 2.0),
    "intent_expressed": Chance(0.40, 2.5),
    "applied": Chance(0.50, 2.5),
    "board_approved": Chance(0.60, 3.0),
    "assembly_listed": Chance(0.70, 3.0),
}
"""Members by how they took part so far, open prospects by their stage.

came: in person at least once; came_unsaid: at an event, how is not recorded; only_online; never: on no list
of who came; not_known: no event has a list, so nobody can tell.
"""
MEMBER_CASES: Final = ("came", "came_unsaid", "only_online", "never", "not_known")


def saved_name(event_id: str, city_id: str) -> str:
    """What the chance of a city at an event is saved under."""
    return f"{event_id}/{city_id}"


def chances_by_event(saved: Iterable[tuple[str, str]]) -> dict[str, dict[str, Chance]]:
    """Chances that were set by hand, by event_id and city_id. saved: names (`saved_name`) and codes."""
    chances: dict[str, dict[str, Chance]] = {}
    for name, code in saved:
        event_id, _, city_id = name.rpartition("/")
        chances.setdefault(event_id, {})[city_id] = Chance.read(code)
    return chances
