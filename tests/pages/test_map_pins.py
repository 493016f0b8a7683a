"""A phone's map has a button over each of its most important marks."""

import re

import pytest

from tests.support.apptest import opened
from ui.map.pane import PINS


@pytest.mark.parametrize(
    ("address", "pins"),
    [({"preset": "greater-bay"}, None), ({"preset": "world", "show": "all", "untapped": "1"}, 60)],
    ids=["few", "many"],
)
def test_the_page_has_a_button_for_each_of_the_most_important_marks_up_to_sixty(address, pins):
    app = opened("map", **address)
    (buttons,) = (group for group in app.button_group if group.key == PINS)
    styles = "".join(str(html.proto.body) for html in app.get("html"))
    numbers = [int(number) for number in re.findall(rf"st-key-{PINS} button:nth-of-type\((\d+)\)", styles)]
    assert numbers == list(range(1, len(buttons.options) + 1))
    if pins:
        assert len(buttons.options) == pins
    else:
        assert {"Foshan", "Zhuhai", "Macao"} <= {option.content for option in buttons.proto.options}
        assert len(buttons.options) < 60
