"""Two reports against each other: nothing where they are equal, mirrored where they are swapped."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.compare import Change, Mismatch, compare
from sharing.report import Chart, Figure, Report, Section, Series

SHARE = Figure(
    name="paying_share",
    definition="any_receipt",
    label="Paying members",
    value=0.25,
    numerator=5,
    denominator=20,
    low=0.2,
    high=0.3,
    unit="share",
    text="25.0 %",
    how="5 / 20",
)
BARS = Chart(
    name="by_year",
    title="More every year",
    subtitle="Members",
    source="Roll",
    alt="",
    kind="bar",
    unit="count",
    fields=("members_count",),
    categories=("2022", "2023"),
    series=(Series("China", (1.0, 2.0)), Series("Others", (4.0, None))),
    light="",
    dark="",
    illustrative=False,
)


def report(*, figures=(SHARE,), charts=(BARS,), codes=None, definitions=()):
    return Report(
        kind="board",
        title="Board",
        note="",
        language="en",
        audience="board",
        as_of=date(2023, 5, 31),
        version="v",
        source="Roll",
        sections=(Section("shares", "Shares", figures=tuple(figures), charts=tuple(charts)),),
        codes=codes or {"group": "china", "as_of": "2023-05-31"},
        definitions=definitions,
    )


numbers = st.none() | st.integers(0, 9).map(float)
figures = st.lists(
    st.builds(
        lambda name, definition, value: replace(SHARE, name=name, definition=definition, value=value),
        st.sampled_from(["official_share", "paying_share", "hhi"]),
        st.sampled_from(["any_receipt", "in_full", ""]),
        numbers,
    ),
    max_size=5,
)
charts = st.lists(
    st.builds(
        lambda name, rows: replace(
            BARS,
            name=name,
            categories=tuple(category for category, _ in rows),
            series=(Series("China", tuple(value for _, value in rows)),),
        ),
        st.sampled_from(["by_year", "by_region"]),
        st.lists(st.tuples(st.sampled_from(["2021", "2022", "Asia"]), numbers), max_size=4),
    ),
    max_size=3,
)
reports = st.builds(
    lambda figures, charts, group: report(figures=figures, charts=charts, codes={"group": group}),
    figures,
    charts,
    st.sampled_from(["china", "africa"]),
)


def mirrored(change):
    swap = {"before": "after", "after": "before", "": ""}
    return replace(change, before=change.after, after=change.before, only=swap[change.only])


def inside(changes):
    """Changes of which the order does not matter, one sided ones of a name side by side."""
    return sorted(map(str, changes))


@given(reports)
def test_a_report_does_not_differ_from_itself(one):
    assert compare(one, one).empty


@given(reports, reports)
def test_the_other_way_round_is_the_mirror(one, other):
    there, back = compare(one, other), compare(other, one)
    assert inside(there.figures) == inside(map(mirrored, back.figures))
    assert inside(there.categories) == inside(map(mirrored, back.categories))
    assert [(w.name, w.before, w.after) for w in there.warnings] == [
        (w.name, w.after, w.before) for w in back.warnings
    ]


def test_a_figure_and_a_category_say_by_how_much_they_changed():
    later = report(
        figures=[replace(SHARE, value=0.5)],
        charts=[replace(BARS, series=(Series("China", (1.0, 5.0)), Series("Others", (4.0, 3.0))))],
    )
    found = compare(report(), later)
    assert [(c.name, c.difference) for c in found.figures] == [("paying_share", 0.25)]
    assert [(c.series, c.category, c.before, c.after, c.difference) for c in found.categories] == [
        ("China", "2023", 2.0, 5.0, 3.0),
        ("Others", "2023", None, 3.0, None),
    ]


def test_unknown_on_one_side_is_no_difference_from_nought():
    (change,) = compare(report(figures=[replace(SHARE, value=None)]), report()).figures
    assert (change.before, change.after, change.difference, change.only) == (None, 0.25, None, "")


def test_a_figure_under_another_definition_is_flagged_and_has_no_difference():
    (change,) = compare(report(), report(figures=[replace(SHARE, definition="in_full", value=0.5)])).figures
    assert change.meaning
    assert change.difference is None


def test_a_sentence_of_a_definition_that_was_rewritten_is_flagged():
    before = report(definitions=(("Paying", "Any receipt."),))
    after = report(definitions=(("Paying", "Paid in full."),))
    assert compare(before, after).warnings == (
        Mismatch("definition", "Paying", "Any receipt.", "Paid in full."),
    )


@pytest.mark.parametrize("code", ["as_of", "fee_year"])
def test_another_day_or_year_is_why_one_compares_and_no_warning(code):
    assert compare(report(codes={code: "2022"}), report(codes={code: "2023"})).empty


def test_a_category_that_stands_twice_is_told_apart():
    twice = replace(BARS, categories=("Lima", "Lima"), series=(Series("China", (1.0, 2.0)),))
    later = replace(twice, series=(Series("China", (1.0, 3.0)),))
    found = compare(report(charts=[twice]), report(charts=[later])).categories
    assert found == (Change("by_year", "More every year", "China", "Lima (2)", "count", 2.0, 3.0),)


def test_what_just_one_report_has_is_named_as_such():
    found = compare(report(), report(figures=(), charts=()))
    assert [(c.name, c.only) for c in found.figures] == [("paying_share", "before")]
    assert {c.only for c in found.categories} == {"before"}
    assert len(found.categories) == 4
