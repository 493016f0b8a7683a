"""The words of a button in the theme's colour can be read, in light and dark, at rest and under the hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import settled
from tests.unit.charts.test_theme_contrast import contrast

pytestmark = pytest.mark.browser
COLOURS = """button => [
    getComputedStyle(button.querySelector('p')).color, getComputedStyle(button).backgroundColor
]"""


def as_hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def readable(button) -> float:
    words, ground = (as_hex(each) for each in button.evaluate(COLOURS))
    return contrast(words, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_a_primary_button_stand_out(visit, scheme):
    page = visit("/what_if?scenarios=Three more_more.3", color_scheme=scheme)
    page.get_by_role("button", name="Saved scenarios").click()
    button = page.get_by_role("button", name="Save for everybody")
    expect(button).to_be_enabled()
    assert readable(button) >= 4.5
    button.hover()
    settled(page)
    assert readable(button) >= 4.5
