"""A stray quotation mark in a text file swallows no row: its lines are held, and somebody is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.messy.words import LANGUAGES
from tests.support.uploads import account, codes, only, read, text, values
from tests.unit.reading.test_properties import all_accounted_for

EACH = pytest.mark.parametrize("w", LANGUAGES.values(), ids=list(LANGUAGES))
MARKS = pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])


def read_with(content, answer=""):
    return read(content, "fees.csv", quotes={"fees.csv": answer} if answer else {})


@EACH
@MARKS
@pytest.mark.parametrize("place", [0, 1, 2], ids=["first cell", "second cell", "last cell"])
@pytest.mark.parametrize("end", ["", '"'], ids=["opened", "closed three lines below"])
def test_no_row_is_swallowed_wherever_the_mark_stands(w, mark, place, end):
    rows = [[w.city, w.year, w.due], [w.barcelona, "2021", "1"], [w.lima, "2022", "2"]]
    rows += [[w.wuhan, "2022", "3"], [w.lima, "2023", "4"], [w.wuhan, "2023", "5"]]
    rows[2][place] = '"' + rows[2][place]
    rows[4][2] += end
    content = "\n".join(mark.join(row) for row in rows).encode()
    asked = read_with(content)
    all_accounted_for(asked)
    assert asked.files[0].has_stray_quotes
    assert not asked.is_clean
    assert (only(asked).rows_read, values(only(asked), "due_eur")[:1]) == (5, [1.0])
    assert only(asked).held >= 3
    answered = only(read_with(content, "lines"))
    assert (account(answered), values(answered, "due_eur")) == ((5, 5, 0, 0), [1.0, 2.0, 3.0, 4.0, 5.0])


def test_a_mark_in_the_heading_is_said_although_no_row_is_in_doubt():
    upload = read_with(b'City,Year,"Due\nLima,2023,5\nWuhan,2023,6\n')
    assert codes(upload)["stray_quotes"] >= 1
    assert not upload.is_clean


def test_cells_of_one_line_that_a_mark_joined_are_held_too():
    content = b'"Lima","2023","100"\n"Wuhan,"2023","5"\n"Xi\'an","2023","6"\n'
    table = only(read_with(b"City,Year,Due\n" + content))
    assert (account(table), list(table.reasons)) == ((3, 2, 0, 1), [3])


def test_the_rest_of_a_file_behind_a_mark_is_held_and_not_refused():
    lines = "".join(f"Lima,{1900 + n % 120},{n}\n" for n in range(600))
    upload = read_with(f'City,Year,Due\nWuhan,2023,"7\n{lines}'.encode())
    assert account(only(upload)) == (601, 0, 0, 601)
    assert codes(read_with(f'City,Year,Due\nWuhan,2023,"7\n{lines}'.encode(), "cells")) == {"unreadable": 1}


@pytest.mark.parametrize(
    "content",
    [
        b'City,Year,Due,Note\nLima,2023,1,"first\nsecond"\nWuhan,2023,2,x\n',
        b'City,Year,Due,Note\nLima,2023,1,"one, two\nthree"\nWuhan,2023,2,"a ""b"" c"\n',
        b'City,Year,Due,Note\n"Lima\n(Peru)",2023,1,x\nWuhan,2023,2,y\n',
        b'City,Year,Due,Note\nLima,2023,1,12" pipe\nWuhan,2023,2,"x"\n',
        b'City,Year,Due,Note\nLima,2023,1\nWuhan,2023,2,"x\ny"\n',
        b'City,Year,Due,Note\nLima,2023,1,"x\n\ny"',
    ],
    ids=["lines", "commas", "first column", "inches", "ragged", "at the end"],
)
def test_honest_cells_of_several_lines_are_not_asked_about(content):
    upload = read_with(content)
    assert not upload.files[0].has_stray_quotes
    assert only(upload).held == 0


def test_what_stands_between_marks_can_be_said_to_be_one_cell():
    content = b'City,Year,Due,Reason for waiver\nLima,2023,1,"a, b, c\nd, e, f"\nWuhan,2023,2,x\n'
    assert read_with(content).files[0].has_stray_quotes
    table = only(read_with(content, "cells"))
    assert values(table, "waiver_reason")[0] == "a, b, c\nd, e, f"


def test_a_number_over_two_lines_is_no_number():
    assert codes(read(b'City,Year,Due\nLima,2023,"100\n200"\n', "fees.csv")) == {"bad_number": 1}


CELL = st.text(st.sampled_from("ab,;\n\" '1"), max_size=6)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_what_a_program_writes_comes_back_cell_by_cell(rows):
    """Quoted as every program quotes them, cells are themselves unless somebody is asked."""
    lines = [["City", "Year", "Due", "Note"], *[["Lima", *row] for row in rows]]
    upload = read(text(lines), "fees.csv", delimiters={"fees.csv": ","})
    all_accounted_for(upload)
    if not upload.files[0].has_stray_quotes:
        grid = upload.sheets[0].grid
        assert [grid.cell_text(place + 1, 3) for place in range(len(rows))] == [
            row[2].strip().replace("\r", "") for row in rows
        ]
