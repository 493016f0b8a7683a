"""The colours of Streamlit's theme can be read, in light and in dark (WCAG 2.2: text 4.5, graphics 3)."""

import tomllib

import pytest

from tests.support.server import ROOT

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
MODES = ("light", "dark")
BACKGROUNDS = ("backgroundColor", "secondaryBackgroundColor")
CAPTION = 0.6  # Streamlit draws captions and quiet labels with the text colour at this strength


def channels(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front: str, back: str, strength: float = 1.0) -> float:
    """Contrast of a colour that lies with `strength` on a background."""
    mixed = [strength * f + (1 - strength) * b for f, b in zip(channels(front), channels(back), strict=True)]
    lighter, darker = sorted((luminance(mixed), luminance(channels(back))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_the_standard_gives():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor"])
def test_text_links_and_chosen_options_can_be_read(mode, background, text):
    assert contrast(THEME[mode][text], THEME[mode][background]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_captions_can_be_read(mode, background):
    assert contrast(THEME[mode]["textColor"], THEME[mode][background], CAPTION) >= 4.5


def test_the_label_of_a_main_button_can_be_read_in_light():
    assert contrast("#FFFFFF", THEME["light"]["primaryColor"]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_borders_are_quieter_than_text_but_there(mode):
    assert 1.2 <= contrast(THEME[mode]["borderColor"], THEME[mode]["backgroundColor"]) <= 2


def test_no_font_comes_from_elsewhere():
    assert THEME["font"] == "sans-serif"
    assert "fontFaces" not in THEME
