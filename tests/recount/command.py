"""What `manage.py figures --json` prints, and how far the recount agrees with it."""

import json
import math
from collections.abc import Iterator
from fractions import Fraction

from tests.recount.count import Number
from tests.recount.figures import recount
from tests.recount.roll import Question
from tests.recount.tables import Tables
from tests.support.commandline import run

FIELDS = ("value", "numerator", "denominator", "low", "high", "reason", "illustrative", "label")


def printed(question: Question) -> dict[tuple[str, str], dict[str, object]]:
    """The figures of the command, by name and definition."""
    also = ".".join(sorted(question.also)) or "none"
    words = ["--as-of", question.as_of.isoformat(), "--group", question.group, "--also", also]
    if question.fee_year:
        words += ["--fee-year", str(question.fee_year)]
    told = json.loads(run("figures", "--json", *words).stdout)
    return {(item["name"], item["definition"]): item for item in told["figures"]}


def same(ours: Number | str | bool, theirs: object) -> bool:
    """Equal, or equal but for the last digits of a binary fraction."""
    if ours is None or theirs is None or isinstance(ours, str | bool):
        return ours == theirs
    return isinstance(theirs, int | float) and math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


def compared(tables: Tables, question: Question) -> Iterator[tuple[str, object, object, bool]]:
    """Each value: its place, the one by the document, the one by the command, and whether they agree."""
    ours, theirs = recount(tables, question), printed(question)
    for key in sorted(ours.keys() | theirs.keys()):
        name = ":".join(key)
        if key not in ours or key not in theirs:
            yield name, key in ours, key in theirs, False
            continue
        for field in FIELDS:
            if key[0] == "congress_expected" and field in {"low", "high"}:
                continue  # the range is a simulation
            value = getattr(ours[key], field)
            yield f"{name}:{field}", value, theirs[key].get(field), same(value, theirs[key].get(field))


def line(place: str, ours: object, theirs: object) -> str:
    """A disagreement in one line."""
    shown = float(ours) if isinstance(ours, Fraction) else ours
    return f"{place}: by the document {shown}, by the command {theirs}"
