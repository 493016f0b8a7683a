"""Readers of two locales in one process: each has dates and numbers in one form, whoever came first."""

import re

import pytest

from analysis.core.basis import default_basis
from tests.support.apptest import ROOT, AppTest
from tests.support.everything_said import texts
from tests.support.tiers import thinned
from ui.core import formats, navigation, queries
from ui.reports.choice import Choice
from ui.reports.kinds import PREPARED, VIEW, build_report

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FORMS = {
    "en-GB": re.compile(rf"\d ({MONTHS}) \d{{4}}"),
    "en-US": re.compile(rf"({MONTHS}) \d{{1,2}}, \d{{4}}"),
}


def said_to(locale, page):
    app = AppTest.from_file(str(ROOT / "ui" / "shell" / "main.py"), default_timeout=60)
    app.context = {"locale": locale}
    app.query_params["city"] = "chn-foshan"
    if page != "overview":
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    app.run()
    assert not app.exception
    spec = [chart.proto.spec for chart in app.get("plotly_chart")]
    cells = [frame.value.to_csv() for frame in app.dataframe]
    return "\n".join([*(text for _, text in texts(app)), *spec, *cells])


@pytest.mark.parametrize("page", thinned(PAGES, {"overview", "shares", "city", "congress"}.__contains__))
def test_a_page_has_its_dates_in_the_form_of_its_reader_alone(page, all_open):
    for locale, other in (("en-US", "en-GB"), ("en-GB", "en-US")):
        said = said_to(locale, page)
        assert not FORMS[other].search(said), FORMS[other].search(said)
        assert FORMS[locale].search(said) or page not in navigation.MEASURED


@pytest.mark.parametrize("kind", [*PREPARED, VIEW])
def test_a_report_is_the_same_whoever_makes_it(kind, own_store):
    basis = default_basis(queries.dataset())
    choice = Choice(kind, "board", "Title", "", basis, city_id="chn-foshan", page="overview.shares.what_if")
    with formats.in_locale("en_US"):
        american = build_report(choice, images=False)
    assert american == build_report(choice, images=False)


@pytest.mark.parametrize(("locale", "form"), [("en-US", "localized"), ("de-DE", "accounting")])
def test_numbers_in_tables_have_the_separators_of_the_words(locale, form):
    app = AppTest.from_string(
        "import pandas as pd\nfrom ui.widgets.tables import show_table\n"
        "show_table(pd.DataFrame({'Members': [1234]}), key='t', alt='t')"
    )
    app.context = {"locale": locale}
    app.run()
    assert f'"format": "{form}"' in app.dataframe[0].proto.columns
