"""A folder of canonical files → Dataset, or every reason why not: one bad file a defect."""

from datetime import date

import pytest

from data.errors import UnusableDataError
from data.folder import load_folder
from data.schema import TABLES
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, write_folder
from text import issue_sentence

DESCRIPTION = "as_of = 2024-06-30\n"
MEMBERS = "city_id,name,status\naaa-one,One,member\n"
RECEIPTS = "receipt_id,city_id,fee_year,received_on,amount,currency"
DUES = "city_id,fee_year,due_eur"


@pytest.fixture
def folder(tmp_path):
    """Writes a folder with one member; files named by keyword replace or add to it, None leaves one out."""

    def write(**files: str | bytes | None):
        home = tmp_path / "data"
        home.mkdir(exist_ok=True)
        standard = {"dataset_toml": DESCRIPTION, "members": MEMBERS}
        for name, content in (standard | files).items():
            if content is not None:
                path = home / ("dataset.toml" if name == "dataset_toml" else f"{name}.csv")
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return home

    return write


def problems(home):
    """Every issue of a folder that cannot be used: code, file, row, column."""
    with pytest.raises(UnusableDataError) as unusable:
        load_folder(home)
    return [(issue.code, issue.sheet, issue.row, issue.column) for issue in unusable.value.report.issues]


def sentences(home):
    with pytest.raises(UnusableDataError) as unusable:
        load_folder(home)
    return [issue_sentence(issue) for issue in unusable.value.report.issues]


def warnings(home):
    return [(issue.code, issue.sheet, issue.row, issue.column) for issue in load_folder(home).report.issues]


# Folders and files


def test_a_folder_that_does_not_exist_is_said_with_its_name(tmp_path):
    missing = tmp_path / "nowhere"
    assert problems(missing) == [("no_folder", str(missing), None, None)]
    assert sentences(missing)[0].startswith(f"The data folder {missing} does not exist. Set DATASET to a")


def test_a_file_in_place_of_the_folder_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    assert problems(tmp_path / "file") == [("no_folder", str(tmp_path / "file"), None, None)]


def test_members_must_be_there(folder):
    home = folder(members=None)
    assert problems(home) == [("missing_file", "members.csv", None, None)]
    assert sentences(home) == ["The file is missing. Put it into the data folder."]


def test_the_description_must_be_there(folder):
    assert problems(folder(dataset_toml=None)) == [("missing_file", "dataset.toml", None, None)]


@pytest.mark.parametrize(
    "content",
    [b"as_of = \n", b"as_of = 2024-06-30\nas_of = 2024-06-30\n", b"\xff\xfe", b"[", b'title = "\x00"'],
)
def test_a_description_that_is_no_toml_is_unreadable(folder, content):
    assert problems(folder(dataset_toml=content)) == [("unreadable", "dataset.toml", None, None)]


@pytest.mark.parametrize(
    "value", ['"soon"', '"2024-06-30"', "20240630", "true", "[1]", "{}", "2024-06-30T10:00:00Z", "10:00:00"]
)
@pytest.mark.parametrize("name", ["as_of", "first_roll_on"])
def test_a_day_of_the_description_that_is_no_day_is_said(folder, name, value):
    text = f"{name} = {value}\n" + ("" if name == "as_of" else DESCRIPTION)
    assert problems(folder(dataset_toml=text)) == [("bad_date", "dataset.toml", None, name)]


def test_the_sentence_on_a_bad_day_names_the_value(folder):
    home = folder(dataset_toml='as_of = "soon"\n')
    assert sentences(home) == ["“soon” is no date. Write it as 2023-05-31."]


def test_the_description_must_say_its_day(folder):
    assert problems(folder(dataset_toml='title = "No day"\n')) == [
        ("bad_date", "dataset.toml", None, "as_of")
    ]


@pytest.mark.parametrize("value", ["2023", '"all"', '["2023"]', "[2023.5]", "[true]"])
def test_complete_years_that_are_no_list_of_years_are_said(folder, value):
    home = folder(dataset_toml=f"{DESCRIPTION}receipts_complete = {value}\n")
    assert problems(home) == [("bad_number", "dataset.toml", None, "receipts_complete")]


def test_a_description_fills_the_dataset(folder):
    text = f'{DESCRIPTION}title = "Ours"\nfirst_roll_on = 2020-01-01\nreceipts_complete = [2021, 2022]\n'
    dataset = load_folder(folder(dataset_toml=text))
    assert (dataset.title, dataset.as_of) == ("Ours", date(2024, 6, 30))
    assert dataset.first_roll_on == date(2020, 1, 1)
    assert dataset.receipts_complete == {2021: date(2024, 6, 30), 2022: date(2024, 6, 30)}


def test_receipts_can_be_complete_until_another_day_for_each_fee_year(folder):
    text = f"{DESCRIPTION}receipts_complete = {{ 2022 = 2024-06-30, 2023 = 2024-03-31 }}\n"
    dataset = load_folder(folder(dataset_toml=text))
    assert dataset.receipts_complete == {2022: date(2024, 6, 30), 2023: date(2024, 3, 31)}


def test_without_a_first_roll_the_roll_of_the_day_is_the_first(folder):
    dataset = load_folder(folder())
    assert dataset.first_roll_on == date(2024, 6, 30)
    assert dataset.title == "data"


@pytest.mark.parametrize("table", ["members", "dues", "focus_groups"])
def test_a_file_that_is_not_utf8_is_unreadable(folder, table):
    content = "city_id,name,status\naaa-one,Zürich,member\n".encode("latin-1")
    home = folder(**{table: content})
    assert problems(home)[0] == ("unreadable", f"{table}.csv", None, None)
    assert sentences(home)[0].startswith("The file cannot be read as UTF-8 text in its format (")
    assert sentences(home)[0].endswith("). Save it again as UTF-8.")


def test_utf16_is_unreadable_too(folder):
    assert problems(folder(members=MEMBERS.encode("utf-16"))) == [("unreadable", "members.csv", None, None)]


def test_a_byte_order_mark_is_no_part_of_the_first_column(folder):
    dataset = load_folder(folder(members=b"\xef\xbb\xbf" + MEMBERS.encode()))
    assert dataset.table("members")["city_id"].tolist() == ["aaa-one"]
    assert dataset.report.issues == ()


def test_windows_line_ends_are_read_as_any_other(folder):
    dataset = load_folder(folder(members=MEMBERS.replace("\n", "\r\n")))
    assert dataset.table("members")["status"].tolist() == ["member"]


def test_a_directory_in_place_of_a_file_is_unreadable(folder):
    home = folder()
    (home / "dues.csv").mkdir()
    assert problems(home) == [("unreadable", "dues.csv", None, None)]


def test_a_quote_that_is_never_closed_is_unreadable(folder):
    home = folder(members='city_id,name,status\naaa-one,"One,member\n')
    assert problems(home) == [("unreadable", "members.csv", None, None)]


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ("aaa-one,One,member,extra\naaa-two,Two,member\n", 2),
        ("aaa-one,One,member\naaa-two,Two,member,extra\n", 3),
        ("aaa-one,One,member,extra\naaa-two,Two,member,extra\n", 2),
        ("1,2,member,extra\n3,4,member,extra\n", 2),
        ('aaa-one,"One\nline",member\naaa-two,Two,member,\n', 3),
    ],
    ids=["first row", "second row", "every row", "every row, numbered", "after a line break in a cell"],
)
def test_a_row_with_more_cells_than_the_header_is_said_and_never_shifted(folder, rows, row):
    home = folder(members=f"city_id,name,status\n{rows}")
    assert problems(home)[0] == ("unreadable", "members.csv", row, None)


def test_a_row_with_fewer_cells_has_blanks_at_its_end(folder):
    home = folder(members="city_id,name,status\naaa-one,One,member\naaa-two,Two\n")
    assert problems(home) == [("missing_required", "members.csv", 3, "status")]


@pytest.mark.parametrize("content", ["", "\n", "\n\n"])
def test_an_empty_file_of_members_needs_a_header(folder, content):
    home = folder(members=content)
    assert problems(home) == [("empty", "members.csv", None, None)]
    assert sentences(home) == ["The file is empty. It needs at least a header row."]


def test_an_empty_file_of_another_table_is_an_empty_table_with_a_warning(folder):
    home = folder(dues="")
    assert warnings(home) == [("empty", "dues.csv", None, None)]
    assert load_folder(home).table("dues").empty


def test_a_header_alone_is_an_empty_table(folder):
    dataset = load_folder(folder(members="city_id,name,status\n", receipts=f"{RECEIPTS}\n"))
    assert dataset.report.issues == ()
    assert dataset.table("members").empty
    assert dataset.table("receipts").empty


def test_a_table_without_a_file_is_empty_and_typed_like_a_full_one(folder, tmp_path):
    bare = load_folder(folder())
    full = load_folder(write_folder(tmp_path / "full", TRAPS, **TRAPS_DESCRIPTION))
    for name, table in TABLES.items():
        assert bare.table(name).dtypes.astype(str).to_dict() == table.dtypes
        assert full.table(name).dtypes.astype(str).to_dict() == table.dtypes


# Columns


def test_a_missing_column_is_said_once_at_the_header(folder):
    home = folder(members="city_id,name\naaa-one,One\naaa-two,Two\n")
    assert problems(home) == [("missing_column", "members.csv", 1, "status")]
    assert sentences(home) == ["The column “status” is missing. Add it, or export a fresh file as a pattern."]


def test_an_unknown_column_is_left_out_with_a_warning(folder):
    home = folder(members="city_id,name,status,colour\naaa-one,One,member,red\n")
    assert warnings(home) == [("unmapped_column", "members.csv", 1, "colour")]
    assert "colour" not in load_folder(home).table("members")
    assert [issue_sentence(issue) for issue in load_folder(home).report.issues] == [
        "The column “colour” is not known and was left out."
    ]


@pytest.mark.parametrize("header", ["city_id,name,name,name,status", "city_id,name,name , name,status"])
def test_a_column_that_stands_again_is_said_and_the_first_one_holds(folder, header):
    home = folder(members=f"{header}\naaa-one,One,Other,Third,member\n")
    assert [issue[0] for issue in warnings(home)] == ["unmapped_column", "unmapped_column"]
    assert load_folder(home).table("members")["name"].tolist() == ["One"]


def test_blanks_around_headers_and_values_do_not_matter(folder):
    dataset = load_folder(folder(members=" city_id , name,status \n aaa-one , One ,member \n"))
    assert dataset.table("members").loc[0, ["city_id", "name", "status"]].tolist() == [
        "aaa-one",
        "One",
        "member",
    ]


def test_columns_may_stand_in_any_order(folder):
    dataset = load_folder(folder(members="status,name,city_id\nmember,One,aaa-one\n"))
    assert dataset.table("members")["city_id"].tolist() == ["aaa-one"]


def test_a_file_cut_at_semicolons_lacks_every_column(folder):
    codes = [issue[0] for issue in problems(folder(members=MEMBERS.replace(",", ";")))]
    assert codes.count("missing_column") == 3


# Dates known in part, dates to come


def test_a_year_alone_is_kept_as_a_year_and_read_as_its_first_of_january(folder):
    rows = "aaa-one,One,member,1993\naaa-two,Two,member,1993-01-01\naaa-three,Three,member,\n"
    members = load_folder(folder(members=f"city_id,name,status,joined_on\n{rows}")).table("members")
    assert members["joined_on"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "1993-01-01",
        "1993-01-01",
        "",
    ]
    assert members["joined_on_precision"].fillna("").tolist() == ["year", "day", ""]


def test_a_member_or_a_receipt_of_after_the_as_of_date_is_kept_with_a_warning(folder):
    home = folder(
        members="city_id,name,status,joined_on\naaa-one,One,member,2024-06-30\naaa-two,Two,member,2024-07-01\n",
        receipts=f"{RECEIPTS}\nr1,aaa-one,2024,2025-01-31,100,EUR\n",
    )
    assert warnings(home) == [
        ("implausible", "members.csv", 3, "joined_on"),
        ("implausible", "receipts.csv", 2, "received_on"),
    ]
    said = [issue_sentence(issue) for issue in load_folder(home).report.issues]
    assert said[0] == "2024-07-01 does not fit as_of. Check both."
    assert len(load_folder(home).table("members")) == 2


def test_who_left_before_joining_and_what_ended_before_it_began_gets_a_warning(folder):
    home = folder(
        members="city_id,name,status,joined_on,left_on\naaa-one,One,resigned,2020,2019-12-31\n",
        events="event_id,name,starts_on,ends_on\ne1,Event,2024-06-12,2024-06-11\n",
    )
    assert warnings(home) == [
        ("implausible", "members.csv", 2, "left_on"),
        ("implausible", "events.csv", 2, "ends_on"),
    ]


# All of them


def test_every_problem_of_every_file_is_listed_not_only_the_first(folder):
    home = folder(
        dataset_toml='as_of = "soon"\nreceipts_complete = 5\n',
        members="city_id,name,status,joined_on,population\n,One,member,x,y\naaa-two,,gone,2023-05-31,1\n",
        dues=f"{DUES}\naaa-nobody,1900,z\n",
        tariff=b"\xff",
        events="",
    )
    assert problems(home) == [
        ("bad_date", "dataset.toml", None, "as_of"),
        ("bad_number", "dataset.toml", None, "receipts_complete"),
        ("missing_key", "members.csv", 2, "city_id"),
        ("bad_date", "members.csv", 2, "joined_on"),
        ("bad_number", "members.csv", 2, "population"),
        ("missing_required", "members.csv", 3, "name"),
        ("bad_value", "members.csv", 3, "status"),
        ("unknown_reference", "dues.csv", 2, "city_id"),
        ("out_of_range", "dues.csv", 2, "fee_year"),
        ("bad_number", "dues.csv", 2, "due_eur"),
        ("empty", "events.csv", None, None),
        ("unreadable", "tariff.csv", None, None),
    ]


@pytest.mark.parametrize(
    ("rows", "code", "column"),
    [
        ([f"aaa-one,{year},x" for year in range(2000, 2060)], "bad_number", "due_eur"),
        ([f"aaa-one,{year},-1" for year in range(2000, 2060)], "out_of_range", "due_eur"),
        ([f"aaa-nobody,{year},1" for year in range(2000, 2060)], "unknown_reference", "city_id"),
        (["aaa-one,2023,1"] * 61, "duplicate_key", "city_id"),
    ],
    ids=["numbers", "range", "references", "keys"],
)
def test_after_fifty_problems_of_a_kind_the_rest_is_counted(folder, rows, code, column):
    home = folder(dues=f"{DUES}\n" + "\n".join(rows) + "\n")
    found = problems(home)
    assert len(found) == 51
    assert {issue[0] for issue in found[:50]} == {code}
    assert found[50] == ("and_more", "dues.csv", None, column)
    assert sentences(home)[50] == f"10 more rows with the same problem ({code})."


def test_exactly_fifty_problems_are_all_listed(folder):
    rows = "\n".join(f"aaa-one,{year},x" for year in range(2000, 2050))
    assert [issue[0] for issue in problems(folder(dues=f"{DUES}\n{rows}\n"))] == ["bad_number"] * 50


def test_many_warnings_are_counted_too_and_stop_nothing(folder):
    rows = "".join(f"aaa-{number},Name,member,2025\n" for number in range(60))
    home = folder(members=f"city_id,name,status,joined_on\n{rows}")
    assert [issue[0] for issue in warnings(home)] == ["implausible"] * 50 + ["and_more"]


def test_warnings_and_errors_are_told_apart(folder):
    home = folder(members="city_id,name,status,colour\naaa-one,One,gone,red\n")
    with pytest.raises(UnusableDataError) as unusable:
        load_folder(home)
    assert [issue.code for issue in unusable.value.report.errors] == ["bad_value"]
    assert [issue.severity for issue in unusable.value.report.issues] == ["warning", "error"]
    assert unusable.value.facts == {"count": 1}


def test_rows_are_not_blamed_for_a_table_that_could_not_be_read(folder):
    home = folder(
        members=b"\xff", dues=f"{DUES}\naaa-one,2023,1\n", focus_groups="group,city_id\nchina,aaa-one\n"
    )
    assert problems(home) == [("unreadable", "members.csv", None, None)]


def test_rows_are_not_blamed_for_a_table_that_lacks_a_column(folder):
    home = folder(members="id,name,status\naaa-one,One,member\n", dues=f"{DUES}\naaa-one,2023,1\n")
    assert problems(home) == [
        ("unmapped_column", "members.csv", 1, "id"),
        ("missing_column", "members.csv", 1, "city_id"),
    ]


# Versions


def test_equal_content_has_an_equal_version_wherever_it_lies(tmp_path):
    one = write_folder(tmp_path / "one", TRAPS, **TRAPS_DESCRIPTION)
    other = write_folder(tmp_path / "deep" / "other", TRAPS, **TRAPS_DESCRIPTION)
    (other / "notes.txt").write_text("beside the data")
    assert load_folder(one).version == load_folder(other).version


@pytest.mark.parametrize("name", ["dataset.toml", "members.csv", "focus_groups.csv"])
def test_one_changed_byte_is_another_version(tmp_path, name):
    home = write_folder(tmp_path / "data", TRAPS, **TRAPS_DESCRIPTION)
    before = load_folder(home).version
    path = home / name
    path.write_bytes(path.read_bytes()[:-1] + b" \n")
    assert load_folder(home).version != before


def test_a_row_moved_from_one_table_to_another_is_another_version(folder):
    one = load_folder(folder(dues=f"{DUES}\n", events="event_id,name\n")).version
    other = load_folder(folder(dues=f"{DUES}\n", events="event_id,name\ne1,Event\n")).version
    assert one != other
    assert len(one) == 12


def test_a_table_left_out_is_another_version_than_an_empty_one(folder):
    assert load_folder(folder()).version != load_folder(folder(dues=f"{DUES}\n")).version
