"""A report comes back from its JSON as it was, but for its pictures."""

from dataclasses import replace

from sharing.content import from_json, to_json
from sharing.report import Column, Section, Table
from tests.unit.sharing.test_compare import BARS, SHARE, report

TABLE = Table(
    "members", "Members", (Column("member", "City"), Column("day", "Since", "day")), (("深圳", None),), True
)
WHOLE = replace(
    report(definitions=(("Paying", "Any receipt."),)),
    filters=(("Group", "China"),),
    sections=(Section("one", "One", ("A sentence.",), ("member",), (SHARE,), (BARS,), (TABLE,)),),
)


def test_a_report_comes_back_as_it_was():
    assert from_json(to_json(WHOLE)) == WHOLE


def test_pictures_are_no_part_of_it():
    drawn = replace(BARS, light="<svg/>", dark="<svg/>")
    with_pictures = replace(WHOLE, sections=(replace(WHOLE.sections[0], charts=(drawn,)),))
    assert to_json(with_pictures) == to_json(WHOLE)


def test_the_order_in_which_codes_were_chosen_makes_no_difference():
    swapped = replace(WHOLE, codes=dict(reversed(WHOLE.codes.items())))
    assert to_json(swapped) == to_json(WHOLE)
