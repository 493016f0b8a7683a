"""Where the command does not do what the document says: the aim is that this list is empty."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Disagreement:
    """A place, and what the document and the command say there."""

    place: str
    document: str
    command: str
    why: str

    def covers(self, place: str, ours: object, theirs: object) -> bool:
        """Whether it is this one."""
        pairs = ((self.place, place), (self.document, str(ours)), (self.command, str(theirs)))
        return all(re.fullmatch(pattern, text) for pattern, text in pairs)


KNOWN_DISAGREEMENTS: tuple[Disagreement, ...] = (
    Disagreement(r".*:reason", "before_first_roll", "no.*", "no roll is known, so that is the reason"),
    Disagreement(r"gap_.*:(numerator|denominator)", "None", r"\d+", "both are empty where the value is"),
    Disagreement(r"congress_expected:.*", ".*", ".*", "no Congress to come, or a group without cities"),
    Disagreement(r"first_year_retention:good_standing:.*", ".*", ".*", "the first fee is that of y - 2"),
    Disagreement(r".*_retention:.*:reason", "nobody_in_group", "nobody_paid_before", "a side is empty"),
    Disagreement(r".*pay_rate:.*:reason", "nobody_paid", "all_unknown", "a waived fee is known"),
    Disagreement(r"bridge_lapsed:.*", ".*", "None|all_unknown|False", "who is not known now has lapsed"),
    Disagreement(r"first_year_.*:reason", "nobody_paid_before", "no_first_year_members", "some have y - 1"),
    Disagreement(r"collection_rate.*:reason", "no_fee_year", "no_due", "there is no fee year"),
    Disagreement(r"relative_.*:reason", "only_payers_known", "no_comparison", "nobody of a side is known"),
    Disagreement(r"hhi:received:low|effective_number:received:high", ".*", ".*", "refunds without a country"),
)


def known(place: str, ours: object, theirs: object) -> bool:
    """Whether a disagreement is on the list."""
    return any(one.covers(place, ours, theirs) for one in KNOWN_DISAGREEMENTS)
