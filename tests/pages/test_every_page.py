"""Each page in Streamlit's AppTest: what it says, what the frame does, and what it does without data."""

import re
import shutil
from pathlib import Path

import pytest

import config
from tests.support.apptest import ROOT, address, opened, words
from ui.core import navigation, queries, store

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
MEASURED = sorted(navigation.MEASURED)
NARROW = "\u202f"


def select(app, label, value):
    box = next(box for box in app.sidebar.selectbox if box.label == label)
    return box.set_value(value).run()


@pytest.fixture
def use_data(monkeypatch, tmp_path):
    """Let the app make its first start with another folder of data."""

    def use(folder: Path) -> None:
        changed = {"dataset": folder, "data_dir": tmp_path / "first start"}
        chosen = config.Settings().model_copy(update=changed)
        monkeypatch.setattr(store, "settings", lambda: chosen)
        queries.forget()

    return use


@pytest.fixture
def copied(tmp_path):
    """A copy of the sample that may be broken."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "sample", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def keep_rows(path: Path, condition) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(lines[0] + "".join(line for line in lines[1:] if condition(line)), "utf-8")


def test_the_overview_says_both_shares_with_their_fractions_definition_and_date():
    said = words(opened())
    assert f"20.0{NARROW}%" in said
    assert f"33.3{NARROW}%" in said
    assert "23 of 115" in said
    assert "20 of 60" in said
    assert "any receipt" in said
    assert "31 May 2023" in said


def test_the_menu_lists_every_page_once():
    assert sorted(navigation.names()) == PAGES


@pytest.mark.parametrize("page", MEASURED)
def test_a_page_states_its_basis(page):
    said = words(opened(page))
    assert "Paying = any receipt" in said
    assert "fee year 2023" in said
    assert "as of 31 May 2023" in said


@pytest.mark.parametrize("page", ["overview", "map", "shares", "pipeline"])
def test_a_page_with_invented_rows_behind_it_says_so(page):
    assert "Illustrative data" in words(opened(page))


def test_changing_the_definition_changes_the_paying_share_and_not_the_official_one():
    app = select(opened(), "Paying means", "in_full")
    said = words(app)
    assert f"35.4{NARROW}%" in said
    assert "17 of 48" in said
    assert "23 of 115" in said


def test_the_frame_stays_while_pages_change():
    app = select(opened(), "Paying means", "invoiced")
    app.switch_page(str(ROOT / "pages" / "shares.py")).run()
    assert "Paying = invoiced" in words(app)
    assert address(app)["definition"] == "invoiced"


def test_every_value_of_the_frame_stands_in_the_address_as_a_code():
    expected = {"as_of": "2023-05-31", "fee_year": "2023", "definition": "any_receipt", "group": "china"}
    assert address(opened()) == expected | {"also": "suspended"}


def test_a_copied_address_opens_the_same_view():
    app = opened(as_of="2023-05-31", fee_year="2022", definition="in_full", group="africa")
    said = words(app)
    assert "Cities in Africa are" in said
    assert "Paying = paid in full · fee year 2022" in said
    assert address(app)["group"] == "africa"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("group", "atlantis", "The address asked for Focus group “atlantis”"),
        ("definition", "maybe", "The address asked for Paying means “maybe”"),
        ("fee_year", "1066", "The address asked for Fee year “1066”"),
        ("as_of", "2031-01-01", "The address asked for the date “2031-01-01”"),
        ("as_of", "soon", "The address asked for the date “soon”"),
    ],
)
def test_an_unknown_value_in_the_address_is_said_and_the_default_is_used(name, value, sentence):
    app = opened(**{name: value})
    assert any(sentence in warning.value.replace("\\", "") for warning in app.warning)
    assert address(app)[name] != value
    assert "23 of 115" in words(app)


def test_markup_in_the_address_stays_text():
    app = opened(group="<img src=x onerror=alert(1)>[a](javascript:b)$x$")
    warning = app.warning[0].value
    assert "\\<img" in warning
    assert "\\[a\\]" in warning
    assert "\\$x\\$" in warning


def test_every_key_figure_opens_the_rows_that_were_counted():
    app = opened()
    app.session_state["rows.official_share"] = True
    app.run()
    table = app.dataframe[0].value
    assert len(table) == 115
    assert (table["Counted as"] == "in the focus group").sum() == 23


def test_an_attention_line_opens_its_cities():
    app = opened()
    app.session_state["attention.steps_overdue"] = True
    app.run()
    assert sorted(app.dataframe[0].value["City"]) == ["Foshan", "Qingdao"]


def test_the_map_lists_every_member_and_prospect_of_the_focus_group():
    table = opened("map").dataframe[0].value
    assert len(table) == 28
    assert set(table.loc[table["Payment"] == "Prospect", "City"]) == {
        "Foshan",
        "Dongguan",
        "Zhuhai",
        "Qingdao",
        "Hong Kong",
    }


def test_the_map_carries_its_disclaimer_and_its_credit():
    said = opened("map").get("plotly_chart")[0].proto.spec.replace("\\u003cbr\\u003e", " ")
    assert "do not imply any opinion on the legal status" in said
    assert "GeoNames" in said
    assert "Natural Earth" in said


def test_the_map_says_when_the_group_lies_elsewhere():
    said = words(opened("map", group="africa", preset="china"))
    assert "No member or prospect of the group “Africa” lies on this map" in said


def test_the_shares_page_lists_every_definition_with_bounds():
    tables = [frame.value for frame in opened("shares", open="definitions").dataframe]
    table = next(frame for frame in tables if "Paying means" in frame)
    assert table["Count"].tolist()[:4] == ["20 of 60", "17 of 48", "18 of 59", "21 of 91"]
    assert table["At least (%)"].tolist()[:2] == [33.3, 27.4]


def test_the_shares_page_withholds_a_comparison_that_cannot_be_made_and_says_why():
    said = words(opened("shares"))
    assert "No comparison with 31 May 2022" in said
    assert "The roll before 31 May 2023 is not in the data." in said


def test_the_pipeline_lists_overdue_steps_first_and_then_who_is_furthest():
    table = opened("pipeline").dataframe[0].value
    assert table["City"].tolist() == ["Foshan", "Qingdao", "Zhuhai", "Dongguan", "Hong Kong"]
    assert table.loc[table["Overdue"] == "overdue", "City"].tolist() == ["Foshan", "Qingdao"]
    assert table.loc[table["City"] == "Foshan", "Days in stage"].tolist() == [15]


def test_the_pipeline_shows_what_their_joining_would_change():
    tables = [frame.value for frame in opened("pipeline", open="effect").dataframe]
    table = next(frame for frame in tables if "Joining" in frame)
    everybody = table[table["Stage"] == "All prospects"].iloc[0]
    assert everybody["Joining"] == 5
    assert everybody["Official share after (%)"] == 23.3  # 28 of 120
    assert everybody["Paying share after (%)"] == 38.5  # 25 of 65


def test_the_method_page_defines_every_definition():
    said = words(opened("method"))
    for name in ("any receipt", "paid in full", "in good standing", "invoiced"):
        assert f"**{name}**" in said


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("group", "definition"),
    [("china", "any_receipt"), ("africa", "in_full"), ("high", "good_standing"), ("south", "invoiced")],
)
def test_every_page_answers_every_basis(page, group, definition):
    app = opened(page, group=group, definition=definition)
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_a_date_before_the_first_roll_is_explained_and_never_a_zero(page):
    app = opened(page, as_of="2021-06-30")
    said = words(app)
    assert "0 of 0" not in said
    if page == "overview":
        assert "The roll before 31 May 2023 is not in the data." in said


@pytest.mark.parametrize("page", PAGES)
def test_a_dataset_without_any_receipt_has_no_paying_share_rather_than_zero(page, copied, use_data):
    keep_rows(copied / "receipts.csv", lambda _: False)
    use_data(copied)
    said = words(opened(page))
    assert "23 of 115" in said or page not in {"overview", "shares"}
    if page == "overview":
        assert "No receipt of a fee year up to this date is recorded by then." in said
        assert not re.search(rf"\b0\.0{NARROW}%", said)


@pytest.mark.parametrize("page", PAGES)
def test_a_focus_group_without_members_is_a_sentence(page, copied, use_data):
    keep_rows(copied / "focus_groups.csv", lambda line: not line.startswith("china,"))
    use_data(copied)
    said = words(opened(page))
    if page == "overview":
        assert "No member on the roll belongs to the group “Chinese cities”" in said


@pytest.mark.parametrize("page", PAGES)
def test_a_dataset_without_prospects_is_a_sentence(page, copied, use_data):
    for table in ("prospects", "stage_history", "participation", "topics", "followups"):
        keep_rows(copied / f"{table}.csv", lambda line: "illustrative" in line and "joined" in line)
    use_data(copied)
    said = words(opened(page))
    if page == "pipeline":
        assert "No open prospects on this date." in said


def test_an_empty_roll_says_how_to_fill_it(copied, use_data):
    for path in copied.glob("*.csv"):
        keep_rows(path, lambda _: False)
    use_data(copied)
    assert "The members table is empty." in words(opened())


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path, use_data):
    use_data(tmp_path / "nowhere")
    app = opened()
    assert "1 problem keeps the data from being read." in words(app)
    assert "does not exist" in app.dataframe[0].value["What is wrong"].iloc[0]


def test_broken_data_list_every_problem_with_file_row_and_column(copied, use_data):
    path = copied / "receipts.csv"
    text = path.read_text("utf-8").splitlines()
    cells = text[3].split(",")
    cells[3], cells[4] = "31/05/2023", "lots"
    text[3] = ",".join(cells)
    path.write_text("\n".join(text) + "\n", "utf-8")
    use_data(copied)
    table = opened().dataframe[0].value
    assert table["File"].tolist() == ["receipts.csv", "receipts.csv"]
    assert table["Row"].tolist() == [4, 4]
    assert table["Column"].tolist() == ["received_on", "amount"]
