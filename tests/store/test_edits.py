"""One row changed by hand: checked as an upload is, with its stage history, and nobody's work is lost."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.shares.share_record import share_record
from data import edits, stage_entries
from data.edits import Edit, EditClashError, apply_edit, put_row, rebase_edit
from data.errors import DashboardError
from data.reading import read_upload
from data.reading.choices import Choices
from data.schema import STAGES
from data.store import versions
from data.store.commit import ChangedMeanwhileError, restore
from data.store.database import reading, writing
from data.store.editing import save_edit
from data.store.upload import store_upload
from tests.support.stores import commit_sample, sample
from tests.support.uploads import current, text

FOSHAN = {"city_id": "chn-foshan"}


def row(dataset, table, key):
    frame = dataset.table(table)
    for column, value in key.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def history_of(dataset, city_id):
    rows = dataset.table("stage_history")
    rows = rows[rows["city_id"] == city_id].sort_values(["entered_on", "seq"])
    return [(f"{row.entered_on:%Y-%m-%d}", row.seq, row.stage) for row in rows.itertuples()]


def edit(engine, wanted, seen, **given):
    about = {"author": "Ana", "note": "edit", "headline": share_record} | given
    return save_edit(engine, wanted, seen=seen, **about)


def newest(engine):
    with reading(engine) as connection:
        return versions.load(connection, versions.current(connection).version_id)


# One row


def test_an_edit_changes_the_fields_it_names_in_its_row_and_nothing_else():
    before = sample()
    after = put_row(before, "prospects", FOSHAN, {"next_step": "Call", "next_step_due": "2023-06-10"})
    changed = row(after, "prospects", FOSHAN)
    assert (changed["next_step"], changed["next_step_due"]) == ("Call", pd.Timestamp("2023-06-10"))
    assert (changed["provenance"], changed["source"]) == ("uploaded", edits.BY_HAND)
    left = ["next_step", "next_step_due", "provenance", "source"]
    was = before.table("prospects").drop(columns=left)
    pd.testing.assert_frame_equal(after.table("prospects").drop(columns=left), was)
    others = after.table("prospects")["city_id"] != "chn-foshan"
    pd.testing.assert_frame_equal(after.table("prospects")[others], before.table("prospects")[others])
    assert all(after.tables[name] is before.tables[name] for name in before.tables if name != "prospects")


def test_an_empty_text_clears_a_field_and_a_field_that_is_not_named_stays():
    once = put_row(sample(), "prospects", FOSHAN, {"next_step": "Call", "owner": "guangzhou"})
    again = row(put_row(once, "prospects", FOSHAN, {"next_step": ""}), "prospects", FOSHAN)
    assert pd.isna(again["next_step"])
    assert again["owner"] == "guangzhou"


def test_an_invented_row_of_which_a_part_is_edited_stays_illustrative():
    after = put_row(sample(), "followups", {"followup_id": "f-001"}, {"done_on": "2023-05-30"})
    assert row(after, "followups", {"followup_id": "f-001"})["provenance"] == "illustrative"


@pytest.mark.parametrize(
    ("table", "key", "values", "column", "code"),
    [
        ("prospects", FOSHAN, {"stage": "married"}, "stage", "bad_value"),
        ("prospects", FOSHAN, {"stage": ""}, "stage", "missing_required"),
        ("prospects", FOSHAN, {"probability": "1.2"}, "probability", "out_of_range"),
        ("prospects", FOSHAN, {"next_step_due": "soon"}, "next_step_due", "bad_date"),
        ("prospects", FOSHAN, {"colour": "red"}, "colour", "unmapped_column"),
        ("prospects", {"city_id": "chn-new"}, {"stage": "contacted"}, "name", "missing_required"),
        (
            "followups",
            {"followup_id": "f-9"},
            {"city_id": "chn-nowhere", "what": "x"},
            "city_id",
            "unknown_reference",
        ),
        (
            "followups",
            {"followup_id": ""},
            {"city_id": "chn-foshan", "what": "x"},
            "followup_id",
            "missing_key",
        ),
    ],
)
def test_what_an_upload_would_hold_back_is_refused(table, key, values, column, code):
    with pytest.raises(DashboardError) as refused:
        put_row(sample(), table, key, values)
    assert refused.value.facts == {"table": table, "column": column, "reason": code}


# Stage history


def test_a_new_stage_writes_one_row_of_history_by_the_owners_office():
    after = apply_edit(
        sample(), Edit("prospects", FOSHAN, {"stage": "applied", "owner": "guangzhou"}, date(2023, 5, 30))
    )
    assert history_of(after, "chn-foshan")[-1] == ("2023-05-30", 1, "applied")
    assert after.table("stage_history").iloc[-1]["by"] == "guangzhou"


def test_without_a_day_a_stage_is_entered_on_the_day_the_data_speak_of():
    after = apply_edit(sample(), Edit("prospects", FOSHAN, {"stage": "applied"}))
    assert history_of(after, "chn-foshan")[-1][0] == sample().as_of.isoformat()


def test_an_edit_that_leaves_the_stage_alone_writes_no_history():
    after = apply_edit(
        sample(), Edit("prospects", FOSHAN, {"stage": "intent_expressed", "next_step": "Call"})
    )
    assert after.tables["stage_history"] is sample().tables["stage_history"]


def test_two_entries_on_one_day_are_kept_in_the_order_they_came():
    once = apply_edit(sample(), Edit("prospects", FOSHAN, {"stage": "applied"}))
    back = apply_edit(once, Edit("prospects", FOSHAN, {"stage": "interested"}))
    assert [(seq, stage) for _, seq, stage in history_of(back, "chn-foshan")[-2:]] == [
        (1, "applied"),
        (2, "interested"),
    ]


def test_a_stage_is_not_entered_before_the_last_one_on_record():
    once = apply_edit(sample(), Edit("prospects", FOSHAN, {"stage": "applied"}, date(2023, 5, 30)))
    with pytest.raises(DashboardError) as refused:
        apply_edit(once, Edit("prospects", FOSHAN, {"stage": "board_approved"}, date(2023, 5, 29)))
    assert refused.value.facts == {"latest": "2023-05-30"}


# Two people


def test_an_edit_of_another_row_goes_on_top_of_the_newer_version(engine):
    first = commit_sample(engine)
    edit(engine, Edit("prospects", {"city_id": "chn-zhuhai"}, {"next_step": "Write"}), first.version_id)
    edit(engine, Edit("prospects", FOSHAN, {"next_step": "Call"}), first.version_id)
    rows = newest(engine).table("prospects").set_index("city_id")["next_step"]
    assert (rows["chn-zhuhai"], rows["chn-foshan"]) == ("Write", "Call")


def test_an_edit_of_the_same_row_shows_both_sides_and_writes_nothing(engine):
    first = commit_sample(engine)
    other = edit(engine, Edit("prospects", FOSHAN, {"next_step": "Write"}), first.version_id)
    with pytest.raises(EditClashError) as met:
        edit(engine, Edit("prospects", FOSHAN, {"next_step": "Call"}), first.version_id)
    sides = {clash.field: (clash.was, clash.now, clash.wanted) for clash in met.value.clashes}
    assert sides["next_step"] == (None, "Write", "Call")
    with reading(engine) as connection:
        assert versions.head(connection).version_id == other.version_id


def test_after_a_clash_the_edit_can_be_saved_on_top_of_what_is_there(engine):
    first = commit_sample(engine)
    other = edit(
        engine, Edit("prospects", FOSHAN, {"next_step": "Write", "owner": "guangzhou"}), first.version_id
    )
    edit(engine, Edit("prospects", FOSHAN, {"next_step": "Call"}), other.version_id)
    changed = row(newest(engine), "prospects", FOSHAN)
    assert (changed["next_step"], changed["owner"]) == ("Call", "guangzhou")


def test_somebody_who_saves_between_look_and_write_is_not_overwritten(engine):
    first = commit_sample(engine)
    others = [Edit("prospects", {"city_id": "chn-zhuhai"}, {"next_step": "Write"})]

    def slow_headline(dataset):
        if others:
            edit(engine, others.pop(), first.version_id)
        return share_record(dataset)

    edit(engine, Edit("prospects", FOSHAN, {"next_step": "Call"}), first.version_id, headline=slow_headline)
    rows = newest(engine).table("prospects").set_index("city_id")["next_step"]
    assert (rows["chn-zhuhai"], rows["chn-foshan"]) == ("Write", "Call")


def test_a_row_that_went_meanwhile_is_a_clash(engine):
    first = commit_sample(engine)
    with reading(engine) as connection:
        data = versions.load(connection, first.version_id)
    gone = data.table("prospects")
    commit_sample(engine, edits._with_table(data, "prospects", gone[gone["city_id"] != "chn-foshan"]))
    with pytest.raises(EditClashError):
        edit(engine, Edit("prospects", FOSHAN, {"next_step": "Call"}), first.version_id)


def test_an_edit_is_undone_by_going_back_and_not_over_somebody_elses_work(engine):
    first = commit_sample(engine)
    made = edit(engine, Edit("prospects", FOSHAN, {"stage": "applied"}), first.version_id)
    with writing(engine) as connection:
        restore(connection, made.parent, author="Ana", note="undo", parent=made.version_id)
    back = newest(engine)
    pd.testing.assert_frame_equal(back.table("stage_history"), sample().table("stage_history"))
    with pytest.raises(DashboardError), writing(engine) as connection:
        restore(connection, made.parent, author="Ana", note="undo", parent=made.version_id)


# Stages in an upload


def uploaded(before, stage, history=()):
    prospects = before.table("prospects")
    prospects = prospects.assign(stage=prospects["stage"].mask(prospects["city_id"] == "chn-foshan", stage))
    after = edits._with_table(before, "prospects", prospects)
    for day, name in history:
        key = {"city_id": "chn-foshan", "entered_on": day, "seq": "1"}
        after = put_row(after, "stage_history", key, {"stage": name})
    rows = stage_entries.with_stage_entries(before.tables, after.tables, before.as_of)
    return edits._with_table(after, "stage_history", rows)


def test_an_upload_that_changes_a_stage_leaves_a_row_of_history():
    before = history_of(sample(), "chn-foshan")
    after = history_of(uploaded(sample(), "applied"), "chn-foshan")
    assert after == [*before, (sample().as_of.isoformat(), 1, "applied")]


def test_a_sheet_with_its_own_history_is_not_told_twice():
    before = history_of(sample(), "chn-foshan")
    after = history_of(uploaded(sample(), "applied", [("2023-05-29", "applied")]), "chn-foshan")
    assert after == [*before, ("2023-05-29", 1, "applied")]


def test_a_sheet_whose_own_history_says_otherwise_is_left_as_it_is():
    before = history_of(sample(), "chn-foshan")
    after = history_of(uploaded(sample(), "applied", [("2023-05-29", "interested")]), "chn-foshan")
    assert after == [*before, ("2023-05-29", 1, "interested")]


def test_a_stage_that_the_history_has_already_is_not_told_twice():
    key = {"city_id": "chn-foshan", "entered_on": "2023-05-29", "seq": "1"}
    known = put_row(sample(), "stage_history", key, {"stage": "applied"})
    assert history_of(uploaded(known, "applied"), "chn-foshan") == history_of(known, "chn-foshan")


def test_an_upload_that_repeats_the_stage_leaves_no_row():
    assert history_of(uploaded(sample(), "intent_expressed"), "chn-foshan") == history_of(
        sample(), "chn-foshan"
    )


@given(
    stage=st.sampled_from(STAGES),
    step=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20).filter(
        str.strip
    ),
    same_city=st.booleans(),
)
def test_an_edit_and_an_upload_do_not_lose_each_other(stage, step, same_city):
    """Whoever comes second: either both are in the data, or both sides are shown and nothing is written."""
    seen = sample()
    city = "chn-foshan" if same_city else "chn-zhuhai"
    newer = put_row(seen, "prospects", {"city_id": city}, {"stage": stage})
    newer = edits.replace(newer, version="newer")
    changed = stage != row(seen, "prospects", FOSHAN)["stage"]
    wanted = Edit("prospects", FOSHAN, {"next_step": step})
    if same_city and (
        changed or row(newer, "prospects", FOSHAN)["source"] != row(seen, "prospects", FOSHAN)["source"]
    ):
        with pytest.raises(EditClashError) as met:
            rebase_edit(wanted, seen, newer)
        sides = {clash.field: (clash.now, clash.wanted) for clash in met.value.clashes}
        assert sides["stage"][0] == stage
        return
    both = rebase_edit(wanted, seen, newer)
    assert row(both, "prospects", {"city_id": city})["stage"] == stage
    assert row(both, "prospects", FOSHAN)["next_step"] == step.strip()


def test_a_file_that_changes_a_stage_shows_the_derived_row_before_it_is_saved():
    rows = [["City", "Stage", "Owner"], ["Foshan", "applied", "guangzhou"]]
    found = read_upload([("prospects.csv", text(rows))], current(), Choices())
    added = found.changes.tables["stage_history"].added
    assert added[["city_id", "stage", "by", "seq"]].values.tolist() == [
        ["chn-foshan", "applied", "guangzhou", 1]
    ]
    assert added["entered_on"].tolist() == [pd.Timestamp(current().as_of)]
    again = read_upload([("prospects.csv", text(rows))], found.candidate, Choices())
    assert not again.changes


def test_an_upload_outrun_by_an_edit_is_read_again_and_both_are_kept(engine):
    first = commit_sample(engine, current())
    files = [("prospects.csv", text([["City", "Stage"], ["Foshan", "applied"]]))]
    late = read_upload(files, newest(engine), Choices())
    edit(engine, Edit("prospects", FOSHAN, {"next_step": "Call"}), first.version_id)
    given = {"author": "Bo", "note": "file", "headline": {}}
    with pytest.raises(ChangedMeanwhileError), writing(engine) as connection:
        store_upload(connection, late, parent=first.version_id, **given)
    base = newest(engine)
    again = read_upload(files, base, Choices())
    with writing(engine) as connection:
        store_upload(connection, again, parent=base.version, **given)
    assert row(newest(engine), "prospects", FOSHAN)[["stage", "next_step"]].tolist() == ["applied", "Call"]
    assert history_of(newest(engine), "chn-foshan")[-1][2] == "applied"
