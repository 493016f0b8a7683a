"""Numbers, days and text from files as readers see them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import format as written

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (written.share(0.2), f"20.0{NARROW}%"),
        (written.share(0.2, digits=0), f"20{NARROW}%"),
        (written.share(0.12345, digits=2), f"12.34{NARROW}%"),
        (written.share(1 / 3, "fr_FR"), f"33,3{NARROW}%"),
        (written.signed_points(0.013), "+1.3"),
        (written.signed_points(-0.013), "−1.3"),
        (written.signed_points(0.0), "0.0"),
        (written.signed_points(-0.0001), "−0.01"),
        (written.signed_points(0.0004), "+0.04"),
        (written.signed_points(1e-13), "0.0"),
        (written.share(0.0001), f"0.01{NARROW}%"),
        (written.share(0), f"0.0{NARROW}%"),
        (written.money(0.3), "€0.30"),
        (written.money_short(-0.3), "−€0.30"),
        (written.ratio(0.04), "0.04"),
        (written.count(1234), "1,234"),
        (written.count(1234, "es_ES"), "1.234"),
        (written.count(0), "0"),
        (written.ratio(2.0), "2.0"),
        (written.money(1234567.8), "€1,234,568"),
        (written.money(-12), "−€12"),
        (written.money(1234567.8, "fr_FR"), f"1{NARROW}234{NARROW}568\xa0€"),
        (written.money_short(1_234_567), f"€1.2{NARROW}M"),
        (written.money_short(8_840), f"€8.8{NARROW}K"),
        (written.money_short(950), "€950"),
        (written.money_short(999.7), "€1,000"),
        (written.money_short(999_999), f"€1{NARROW}M"),
        (written.money_short(-999_999), f"−€1{NARROW}M"),
        (written.money_short(1_234_567, "zh_CN"), "€123.5万"),
        (written.day(date(2023, 5, 31)), "31 May 2023"),
        (written.day(pd.Timestamp("2023-05-31"), "zh_CN"), "2023年5月31日"),
        (written.partial_day(pd.Timestamp("2018-01-01"), "year"), "2018"),
        (written.partial_day(pd.Timestamp("2023-05-31"), "day"), "31 May 2023"),
        (written.partial_day(pd.Timestamp("2023-05-31"), None), "31 May 2023"),
    ],
)
def test_values_are_written_in_the_house_style(said, expected):
    assert said == expected


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT], ids=["None", "NaN", "NA", "NaT"])
def test_what_is_missing_is_a_dash_and_never_a_nought(missing):
    for write in (written.share, written.signed_points, written.count, written.ratio, written.money,
                  written.money_short, written.day):  # fmt: skip
        assert write(missing) == "–", write.__name__
    assert written.partial_day(missing, "year") == "–"
    assert written.inert(missing) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("$\\href{javascript:alert(1)}{x}$", "&#36;\\href{javascript:alert(1)}{x}&#36;"),
        ('Xi\'an & "friends"', "Xi&#39;an &amp; &#34;friends&#34;"),
        ("\u202eevil\u2066\u200b\x00\x07", "[U+202E]evil[U+2066]"),
        ("&nbsp;&#60;b>", "&amp;nbsp;&amp;#60;b&gt;"),
        ("佛山\nFoshan", "佛山\nFoshan"),
    ],
)
def test_text_from_a_file_is_inert(text, expected):
    assert written.inert(text) == expected


@given(st.text())
def test_inert_text_holds_no_markup_and_stays_as_it_is(text):
    once = written.inert(text)
    assert not set("<>\"'$\u202e\x00") & set(once)
    assert written.inert(once) == once


@pytest.mark.parametrize(
    ("form", "digits", "values", "expected"),
    [
        (written.money_short, 1, (1_958_400, 2_000_000), (f"€1.96{NARROW}M", f"€2{NARROW}M")),
        (written.money_short, 1, (2_000_000, 2_041_600), (f"€2{NARROW}M", f"€2.04{NARROW}M")),
        (written.money_short, 1, (2_000_000, 2_000_049), ("€2,000,000", "€2,000,049")),
        (written.money_short, 1, (10.2, 10.4), ("€10.20", "€10.40")),
        (written.money_short, 1, (8_840, 8_840), (f"€8.8{NARROW}K", f"€8.8{NARROW}K")),
        (written.share, 1, (0.33333, 0.33341), (f"33.33{NARROW}%", f"33.34{NARROW}%")),
        (written.share, 1, (1 / 3, 1 / 3 + 1e-15), (f"33.3{NARROW}%", f"33.3{NARROW}%")),
        (written.ratio, 1, (None, 2.0), ("–", "2.0")),
    ],
)
def test_different_values_beside_each_other_read_differently(form, digits, values, expected):
    assert written.apart(form, *values, digits=digits) == expected


@given(st.floats(1e-6, 1e12), st.floats(1e-6, 1e12), st.sampled_from(["en_GB", "en_US", "fr_FR", "zh_CN"]))
def test_money_that_differs_by_a_cent_is_told_apart(one, other, locale):
    texts = written.apart(written.money_short, one, other, digits=1, locale=locale)
    assert len(set(texts)) == 2 or abs(one - other) < max(0.01, one * 1e-5)
