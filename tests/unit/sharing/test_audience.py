"""Who may see what. Canaries stand where something must not be, and are looked for in what is left."""

from dataclasses import replace
from datetime import date

import pytest

from data.errors import DashboardError, UnknownChoiceError
from sharing.audience import restrict_to_audience
from sharing.disclosure import disclosure
from sharing.fields import AUDIENCES, FIELDS, GROUPINGS, KINDS, NAMES, may_see
from sharing.report import Chart, Column, Figure, Report, Section, Series, Table
from sharing.small_cells import merge_small_rows

OUTSIDE = ("partners", "public")


def figure(name="official_share", numerator=23.0, denominator=115.0, **said):
    value = None if numerator is None else numerator / denominator
    made = {
        "name": name, "definition": "official", "label": name, "value": value, "numerator": numerator,
        "denominator": denominator, "low": value, "high": value, "unit": "share", "text": f"figure {name}",
        "how": "how", "illustrative": False,
    }  # fmt: skip
    return Figure(**(made | said))


def table(fields, *rows, members=None, name="table", illustrative=False):
    columns = tuple(
        Column(field, field, {"members": "count", "money_due": "eur", "share": "share"}.get(field, "text"))
        for field in fields.split()
    )
    return Table(name, f"title of {name}", columns, tuple(rows), illustrative, members)


def chart(fields, name="table", categories=("a", "b"), illustrative=False):
    values = (Series("one", (1.0, 2.0)),)
    return Chart(
        name, f"chart {name}", "subtitle", "source", "alt", "bar", "share", tuple(fields.split()), categories,
        values, "<svg>light</svg>", "<svg>dark</svg>", illustrative,
    )  # fmt: skip


def report(*sections, **said):
    """A report that says how large its group is; that is what payments are shown by."""
    made = {
        "kind": "china", "title": "Chinese cities", "note": "", "language": "en", "audience": "board",
        "as_of": date(2023, 5, 31), "version": "v", "source": "source", "codes": {"group": "china"},
    }  # fmt: skip
    size = Section("shares", "Shares", figures=(figure(),))
    return Report(**(made | {"sections": (size, *sections)} | said))


def section(**said):
    return Section("section", "A section", **said)


def left(whole, audience):
    """The second section as the audience sees it; None where it is gone."""
    found = [each for each in restrict_to_audience(whole, audience).sections if each.name == "section"]
    return found[0] if found else None


def tables_left(given, audience):
    found = left(report(section(tables=(given,))), audience)
    return None if found is None else found.tables[0]


# The list


def test_the_list_is_what_was_decided():
    seen = {audience: {field for field in FIELDS if may_see(audience, field)} for audience in AUDIENCES}
    assert seen["public"] < seen["partners"] < seen["board"]
    private = {"person", "address", "contact", "channel", "holder", "note", "next_step", "waiver_reason"}
    assert not private & seen["board"]
    assert {"member", "event"} <= seen["partners"] - seen["public"]
    of_one_city = {"city_state", "city_due", "city_received", "city_arrears", "city_score", "prospect"}
    assert of_one_city <= seen["board"] - seen["partners"]
    assert {"region", "members", "share", "money_due", "paying_share"} <= seen["public"]


def test_every_field_has_a_kind_and_every_name_and_grouping_is_a_field():
    assert set(FIELDS.values()) == set(KINDS)
    assert {*NAMES, *GROUPINGS} <= set(FIELDS)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_not_in_the_list_is_seen_by_nobody(audience):
    assert not may_see(audience, "a_new_column")
    kept = tables_left(
        table("region members a_new_column", ("Asia", 30, "CANARY"), members="members"), audience
    )
    assert "CANARY" not in repr(kept)
    assert [column.field for column in kept.columns] == ["region", "members"]


def test_there_are_three_audiences():
    with pytest.raises(UnknownChoiceError):
        restrict_to_audience(report(), "everybody")


# What goes


def canaries():
    """One report with a canary in every field that there is, each in the places where a field can be."""
    tables = [
        table(f"definition {field} members", ("in full", f"T-{field}-T", 40), name=field) for field in FIELDS
    ]
    named = [table(f"member {field}", (f"N-{field}-N", "x"), name=f"named {field}") for field in FIELDS]
    figures = [figure(field, text=f"F-{field}-F", numerator=20.0) for field in FIELDS]
    sections = [
        Section(
            f"s {field}",
            "title",
            (f"S-{field}-S",),
            (field,),
            tables=(table("region members", ("Asia", 40), members="members"),),
        )
        for field in FIELDS
    ]
    charts = [chart(field, name=f"C-{field}-C") for field in FIELDS]
    all_in_one = section(tables=(*tables, *named), figures=tuple(figures), charts=tuple(charts))
    return report(all_in_one, *sections)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_canary_of_a_field_that_may_not_be_seen_is_anywhere_in_what_is_left(audience):
    seen = repr(restrict_to_audience(canaries(), audience))
    for field, kind in FIELDS.items():
        for place in ("T", "F", "S", "C"):
            if audience not in KINDS[kind]:
                assert f"{place}-{field}-{place}" not in seen, (place, field)
    assert "T-definition-T" in seen
    assert ("T-event-T" in seen) == (audience != "public")


@pytest.mark.parametrize("audience", OUTSIDE)
def test_cities_beside_what_they_pay_or_score_go_as_a_whole(audience):
    """A list of those in arrears tells who is in arrears, even without the amount."""
    for field in ("city_arrears", "city_state", "city_score"):
        given = table(f"member member_country {field}", ("CANARY", "CHN", 100))
        assert tables_left(given, audience) is None
        assert tables_left(given, "board") == given


def test_a_list_of_members_is_for_partners_and_not_for_the_public():
    given = table("member member_since note", ("Guangzhou", "1993-01-01", "CANARY"))
    assert tables_left(given, "partners").rows == (("Guangzhou", "1993-01-01"),)
    assert tables_left(given, "board").rows == (("Guangzhou", "1993-01-01"),)
    assert tables_left(given, "public") is None


def test_rows_without_the_column_that_names_them_are_not_shown():
    assert tables_left(table("member inhabitants", ("Guangzhou", 18_000_000)), "public") is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_chart_and_sentences_go_when_one_of_their_fields_may_not_be_seen(audience):
    found = left(
        report(
            section(
                sentences=("CANARY",),
                fields=("share", "note"),
                charts=(chart("share contact"), chart("share")),
            )
        ),
        audience,
    )
    assert found.sentences == ()
    assert [each.fields for each in found.charts] == [("share",)]


@pytest.mark.parametrize("audience", OUTSIDE)
def test_a_chart_or_sentence_that_does_not_say_what_it_shows_stays_in_the_house(audience):
    assert left(report(section(sentences=("CANARY",), charts=(chart(""),))), audience) is None


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("where", ["figure", "chart", "table"])
def test_invented_rows_are_for_the_board_alone(audience, where):
    part = {
        "figure": {"figures": (figure(illustrative=True),)},
        "chart": {"charts": (chart("share", illustrative=True),)},
        "table": {"tables": (table("region members", ("Asia", 9), illustrative=True, members="members"),)},
    }[where]
    whole = report(section(**part))
    with pytest.raises(DashboardError, match="audience_illustrative"):
        restrict_to_audience(whole, audience)
    assert left(whole, "board") is not None


def test_a_report_of_which_nothing_is_left_is_none():
    whole = report(sections=(section(tables=(table("city city_due", ("Xi'an", 5)),)),))
    with pytest.raises(DashboardError, match="audience_nothing_left"):
        restrict_to_audience(whole, "public")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_code_of_a_list_of_ones_own_names_its_cities_and_stays_in_the_house(audience):
    whole = report(codes={"group": "own~ours~chn-xian.chn-dalian", "definition": "in_full"})
    codes = restrict_to_audience(whole, audience).codes
    assert codes == (whole.codes if audience == "board" else {"definition": "in_full"})
    assert restrict_to_audience(whole, audience).audience == audience


# Few members


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("size", [None, 1, 3, 4])
def test_of_a_group_under_five_no_payment_is_told_outside_the_board(audience, size):
    size_of_group = () if size is None else (figure(numerator=float(size)),)
    whole = report(
        sections=(
            Section("shares", "Shares", figures=(*size_of_group, figure("hhi", None, None, value=0.2))),
            section(
                figures=(figure("paying_share", 9.0, 60.0), figure("inhabitants_share")),
                charts=(chart("year paying"),), sentences=("CANARY",), fields=("paying_share",),
                tables=(table("year money_due", ("2023", 900)),),
            ),
        )
    )  # fmt: skip
    found = left(whole, audience)
    assert [each.name for each in found.figures] == ["inhabitants_share"]
    assert (found.charts, found.sentences) == ((), ())
    assert [column.field for column in found.tables[0].columns] == ["year"]
    assert len(left(whole, "board").figures) == 2


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize(("numerator", "denominator"), [(1, 1), (3, 60), (0, 23), (23, 23), (4, 40)])
def test_a_payment_of_under_five_or_of_all_alike_is_not_told_outside_the_board(
    audience, numerator, denominator
):
    whole = report(section(figures=(figure("group_pay_rate", float(numerator), float(denominator)),)))
    assert left(whole, audience) is None
    assert left(whole, "board") is not None


@pytest.mark.parametrize("audience", OUTSIDE)
def test_a_payment_of_five_and_more_is_told(audience):
    assert left(report(section(figures=(figure("paying_share", 20.0, 60.0),))), audience) is not None


REGIONS = (
    ("Africa", 20, 900.0, 0.2),
    ("Asia", 60, 4000.0, 0.5),
    ("Europe", 4, 300.0, 0.1),
    ("Oceania", 2, 100.0, 0.1),
    ("Nowhere", 0, 0.0, 0.0),
)


def by_region(fields="region members money_due share", rows=REGIONS):
    return table(fields, *(row[: len(fields.split())] for row in rows), members="members")


def test_rows_of_under_five_members_are_one_row_for_the_public():
    kept = tables_left(by_region(), "public")
    assert kept.rows == (REGIONS[0], REGIONS[1], REGIONS[4], ("Other", 6, 400.0, None))
    assert tables_left(by_region(), "board") == by_region()


def test_partners_see_small_groups_but_not_what_they_pay():
    assert tables_left(by_region("region members"), "partners") == by_region("region members")
    assert tables_left(by_region(), "partners").rows[-1] == ("Other", 6, 400.0, None)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([20, 9, 3], [20, 12]),  # one alone could be told from the total: the next smallest joins
        ([20, 9, 7, 1, 1], [20, 9, 9]),  # two are still too few
        ([20, 9, 4, 4], [20, 9, 8]),
        ([5, 5], [5, 5]),
        ([2, 1], None),
        ([4], None),
    ],
)
def test_what_is_merged_is_never_under_five_nor_a_single_group(sizes, expected):
    rows = [(f"r{place}", size, 10.0 * size) for place, size in enumerate(sizes)]
    found = merge_small_rows(table("region members money_due", *rows, members="members"), "Other")
    assert (found and [row[1] for row in found.rows]) == expected
    if found:
        assert sum(row[2] for row in found.rows) == 10 * sum(sizes)


def test_a_row_of_an_unknown_number_counts_as_small_and_makes_the_sum_unknown():
    rows = [("a", 30, 1.0), ("b", None, 2.0), ("c", 8, None)]
    found = merge_small_rows(table("region members money_due", *rows, members="members"), "Other")
    assert found.rows == (("a", 30, 1.0), ("Other", None, None))


@pytest.mark.parametrize("audience", OUTSIDE)
def test_groups_whose_size_nobody_says_are_not_shown(audience):
    given = table("region money_due", ("Africa", 900.0))
    assert tables_left(given, audience) is None


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("small", [False, True])
def test_a_chart_and_sentences_on_groups_follow_their_table(audience, small):
    rows = REGIONS if small else REGIONS[:2]
    whole = report(
        section(
            tables=(by_region(rows=rows),), sentences=("Africa owes 900.",), fields=("region", "money_due"),
            charts=(chart("region money_due"), chart("region money_due", name="without a table")),
        )
    )  # fmt: skip
    found = left(whole, audience)
    assert found.sentences == (() if small else ("Africa owes 900.",))
    assert [each.name for each in found.charts] == ([] if small else ["table"])
    assert len(left(whole, "board").charts) == 2


# What leaves the house


def test_what_leaves_the_house_is_counted_and_what_stays_is_named():
    whole = report(
        section(
            sentences=("One.", "Two."), fields=("share",), figures=(figure("paying_share", 20.0, 60.0),),
            charts=(chart("member share", categories=("Xi'an", "Dalian")), chart("city_due", name="due")),
            tables=(
                table("member member_since note", ("Guangzhou", "1993", "CANARY"), ("Xi'an", None, "CANARY")),
                table("event delegates", ("Congress", 9), name="events"),
                table("member city_due", ("Guangzhou", 9), name="dues"),
            ),
        ),
        note="for our partners",
    )  # fmt: skip
    facts = disclosure(restrict_to_audience(whole, "partners"), whole)
    assert (facts.figures, facts.charts, facts.tables, facts.rows, facts.sentences) == (2, 1, 2, 3, 2)
    assert facts.cities == ("Dalian", "Guangzhou", "Xi'an")
    assert facts.events == ("Congress",)
    assert facts.fields == ("member", "member_since", "event", "delegates")
    assert facts.left_out == ("chart due", "note", "title of dues")
    assert "CANARY" not in repr(facts)


def test_a_city_named_in_two_scripts_is_one_city():
    whole = report(
        section(
            fields=("share",), figures=(figure("paying_share", 20.0, 60.0),),
            charts=(chart("member share", categories=("Guangzhou", "广州")),),
            tables=(
                table("member member_zh", ("Guangzhou", "广州"), ("Porto", None)),
                table("member_zh", ("广州",), name="short"),
            ),
        )
    )  # fmt: skip
    assert disclosure(whole, whole).cities == ("Guangzhou", "Porto")


def test_where_no_city_leaves_none_is_named():
    facts = disclosure(restrict_to_audience(report(), "public"), report())
    assert (facts.cities, facts.events, facts.left_out, facts.has_note) == ((), (), (), False)


def test_sentences_that_stay_are_counted():
    whole = report(section(sentences=("One.", "Two."), fields=("city_due",), figures=(figure(),)))
    assert disclosure(restrict_to_audience(whole, "partners"), whole).sentences_left_out == 2


def test_a_report_stays_what_it_was():
    whole = canaries()
    before = replace(whole)
    restrict_to_audience(whole, "public")
    assert whole == before
