"""Names that no list has: asked about, answered for all at once, listed before they are saved."""

from tests.support.apptest import words
from tests.support.update_page import accounts, dropped, found, pressed, rows, saved
from tests.support.uploads import book

ROLL = book(
    {
        "Members": [
            ["City", "Country", "Status"],
            ["Grenville", "France", "member"],
            ["Villanueva", "Spain", "member"],
            ["Lima", "Peru", "member"],
        ]
    }
)


def test_names_that_no_list_has_are_answered_for_all_at_once_and_listed():
    app = dropped(("roll.xlsx", ROLL))
    assert accounts(app) == {"members": (3, 1, 0, 2)}
    assert "new to all lists" not in words(app)
    pressed(app, "All 2 names that no list has are cities of their own")
    assert accounts(app) == {"members": (3, 3, 0, 0)}
    assert "2 cities are new to all lists" in words(app)
    table = next(each.value for each in app.dataframe if "Nearest known cities" in each.value)
    assert table["City"].tolist() == ["Grenville", "Villanueva"]
    assert table["Nearest known cities"].str.len().gt(0).all()
    saved(app)
    assert {"fra-grenville", "esp-villanueva"} <= set(rows("members")["city_id"])


def test_a_name_that_is_a_known_city_after_all_is_that_city():
    app = dropped(("roll.xlsx", ROLL))
    field = next(each for each in app.selectbox if "Grenville" in each.label)
    assert field.options[0] == "A city of its own that is on no list yet"
    field.select(next(option for option in field.options if option.startswith("Paris ("))).run()
    assert "fra-paris" in set(found(app).upload.candidate.table("members")["city_id"])
