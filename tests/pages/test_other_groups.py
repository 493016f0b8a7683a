"""Every page and report of other groups than Chinese cities: sentences agree, charts hold something, and
nothing is said of China that no city has to do with."""

import json
import re
from dataclasses import replace

import pytest

from analysis.core.basis import default_basis
from tests.pages.test_every_page import use_data  # noqa: F401  a fixture
from tests.support.apptest import opened
from tests.support.elsewhere import write_elsewhere
from tests.support.tiers import thinned
from tests.support.walk import everything
from text import group_facts, label
from ui.core import queries
from ui.map import answers as map_places
from ui.map.view import first_view
from ui.reports import group_map
from ui.reports.choice import Choice
from ui.reports.kinds import build_report

GROUPS = {
    "Africa": "africa",
    "Latin America": "latin-america-caribbean",
    "a single country": "own~Home~bra-sao-paulo.bra-brasilia.bra-belo-horizonte.bra-rio-de-janeiro",
    "three cities": "own~~bra-sao-paulo.esp-barcelona.kor-seoul",
    "one city": "own~~kor-seoul",
    "an income level": "high",
    "a network": "c40",
    "no member": "gone",
}
PAGES = ["overview", "map", "shares", "pipeline", "engagement", "congress", "what_if", "followups"]
CITED = re.compile(
    r"^.*founder's note.*$|^.*Owner.*$|Guangzhou", re.MULTILINE
)  # sources, and our own offices
SINGULAR = (
    r"(?<![\d.,−])\b1 (?:members|cities|prospects|delegates|points|places|countries|others|networks|steps)\b"
)
WITHOUT_UNIT = r"^.*\d to \d[\d.,]*(?:[).;,]|$).*$"
UNSAID = r"\b(?:nan|NaN|NaT|<NA>)\b"


@pytest.fixture
def elsewhere(tmp_path, use_data):  # noqa: F811
    """The app over the sample without China."""
    use_data(write_elsewhere(tmp_path / "elsewhere"))


def disagreements(text: str, group: str) -> list[str]:
    """Where the label of a group stands as the subject of a verb, after a number or after a preposition."""
    facts = group_facts(group)
    plain = text.replace(facts["Group_cities"], "…").replace(facts["group_cities"], "…")
    name = re.escape(label("group", group))
    verbs = r"(?:are|is|was|were|pay|pays|have|has|become|becomes|paused|stop|join)"
    return re.findall(
        rf"^.*(?:\b{name} {verbs}\b|\d {name}\b|\b(?:of|from|by|among) {name}\b).*$", plain, re.MULTILINE
    )


def faults(text: str, group: str) -> dict[str, list[str]]:
    """What breaks a rule that holds for the words of every group, by rule."""
    own = CITED.sub("", text)
    found = {
        "label in a sentence": disagreements(own, group),
        "one of many": re.findall(rf"^.*{SINGULAR}.*$", own, re.MULTILINE),
        "range without a unit": re.findall(WITHOUT_UNIT, own, re.MULTILINE),
        "no words for nothing": re.findall(rf"^.*{UNSAID}.*$", own, re.MULTILINE),
        "China": re.findall(r"^.*(?:Chin|中文).*$", own, re.MULTILINE),
    }
    return {rule: lines for rule, lines in found.items() if lines}


@pytest.mark.parametrize(
    ("who", "page"),
    thinned([(who, page) for who in GROUPS for page in PAGES], lambda who, _: who == "Africa"),
)
def test_words_agree_with_every_group_and_speak_of_china_only_where_it_is(all_open, elsewhere, who, page):
    assert faults(everything(page, group=GROUPS[who]), GROUPS[who]) == {}


@pytest.mark.parametrize("who", thinned(list(GROUPS), lambda who: who in {"three cities", "no member"}))
def test_so_do_the_words_of_reports(elsewhere, who):
    basis = replace(default_basis(queries.dataset()), group=GROUPS[who])
    spoken = []
    for kind in ("board", "china", "view"):
        report = build_report(Choice(kind, "board", "T", "", basis, page="map.what_if"), images=False)
        for section in report.sections:
            spoken += [section.title, *section.sentences]
            spoken += [f"{each.label} {each.text} {each.how}" for each in section.figures]
            spoken += [f"{each.title}\n{each.subtitle}\n{each.alt}" for each in section.charts]
            spoken += [
                f"{table.title}\n{column.label}" for table in section.tables for column in table.columns
            ]
    assert faults("\n".join(spoken), GROUPS[who]) == {}


@pytest.mark.parametrize("who", thinned(list(GROUPS), lambda who: who in {"Africa", "three cities"}))
def test_the_map_of_a_group_shows_all_of_it_at_first(elsewhere, who):
    app = opened("map", group=GROUPS[who])
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    drawn = {city for trace in figure["data"] for city in trace["customdata"]}
    basis = replace(default_basis(queries.dataset()), group=GROUPS[who])
    places = map_places.places_of(first_view(basis))
    assert drawn == set(places.loc[places["latitude"].notna(), "city_id"])
    assert drawn
    assert not any("lie outside this view" in note.value for note in app.caption)


def test_the_small_maps_of_a_group_show_where_it_lies(elsewhere):
    picture = next(
        each.value for each in opened(group="africa").markdown if "Africa: 16 members" in each.value
    )
    assert picture.count("<title>") == 16
    basis = replace(default_basis(queries.dataset()), group="africa")
    assert group_map.member_map(basis, "light").count("<title>") == 16


def test_parts_of_china_and_its_provinces_are_offered_only_where_somebody_lies_there():
    def offered(group: str) -> list[str]:
        groups = opened("map", group=group).get("button_group")
        return [option for each in groups for option in getattr(each, "options", [])]

    assert {"China", "Greater Bay Area", "Province", "中文"} <= set(offered("china"))
    assert {"China", "Greater Bay Area", "Province", "中文"}.isdisjoint(offered("africa"))
    assert "World" in offered("africa")


def test_a_city_whose_inhabitants_nobody_recorded_is_said_to_be_drawn_small(elsewhere):
    assert "smallest also where it is not known (1 city)" in everything("map", group="africa")
    assert "where it is not known" not in everything("map", group="own~~kor-seoul")


def test_large_cities_outside_are_counted_and_listed_only_where_they_are_in_sight():
    app = opened("map", group="africa", preset="china", untapped="1")
    captions = [note.value for note in app.caption]
    assert "16 members and prospects lie outside this view; they are in the list." in captions
    assert "16 cities" in [each.value for each in app.markdown]
