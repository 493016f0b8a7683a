"""Fields for fingers on a still map: large, inside the picture, and always of the nearest mark."""

import re

import numpy as np
import pytest
import shapely

from charts.maps.hit_areas import TARGET, hit_areas

WIDE, HIGH = 350.0, 420.0
ALONE = (175.0, 200.0)
CROWD = np.random.default_rng(11).uniform((0, 0), (WIDE, HIGH), (80, 2)).tolist()


def fields(marks: list[tuple[float, float]], most: int = 60) -> list[shapely.Polygon]:
    """The field of each mark, in px of the picture."""
    x, y = [mark[0] for mark in marks], [mark[1] for mark in marks]
    found = []
    for (left, top), css in zip(marks, hit_areas(x, y, width=WIDE, height=HIGH, most=most), strict=False):
        corners = re.findall(r"(-?[\d.]+)px (-?[\d.]+)px", css)
        found.append(
            shapely.Polygon([(left + float(a) - TARGET / 2, top + float(b) - TARGET / 2) for a, b in corners])
        )
    return found


def test_a_mark_alone_has_a_field_of_44_px_around_it():
    (field,) = fields([ALONE])
    assert TARGET == 44
    assert field.bounds == (153, 178, 197, 222)
    assert field.area == 44 * 44


def test_two_near_marks_part_in_the_middle_between_them():
    left, right = fields([(175, 200), (185, 200)])
    assert left.bounds == (153, 178, 180, 222)
    assert right.bounds == (180, 178, 207, 222)


def test_marks_far_apart_do_not_cut_each_other():
    assert [field.area for field in fields([(100, 200), (144, 200), (100, 244)])] == [44 * 44] * 3


def test_marks_of_one_place_share_their_field():
    first, second = fields([ALONE, ALONE])
    assert first.equals(second)
    assert first.area == 44 * 44


@pytest.mark.parametrize(
    ("mark", "bounds"),
    [
        ((0, 200), (0, 178, 22, 222)),
        ((WIDE, 200), (328, 178, 350, 222)),
        ((175, 5), (153, 0, 197, 27)),
        ((175, HIGH - 5), (153, 393, 197, 420)),
        ((1, 1), (0, 0, 23, 23)),
    ],
    ids=["left", "right", "top", "bottom", "corner"],
)
def test_a_field_never_leaves_the_picture(mark, bounds):
    assert fields([mark])[0].bounds == bounds


def test_in_a_crowd_every_point_of_a_field_is_nearest_to_its_own_mark():
    found, centres, chance = fields(CROWD), np.array(CROWD), np.random.default_rng(3)
    owners = []
    for point in chance.uniform((0, 0), (WIDE, HIGH), (4000, 2)):
        distances = np.hypot(*(centres - point).T)
        nearest = int(distances.argmin())
        inside = [at for at, field in enumerate(found) if field.buffer(-0.1).contains(shapely.Point(point))]
        assert inside in ([], [nearest])
        within = np.abs(centres[nearest] - point).max() < TARGET / 2 - 0.2
        clear = np.partition(distances, 1)[1] - distances[nearest] > 0.5
        if nearest < len(found) and within and clear:
            assert found[nearest].buffer(0.1).contains(shapely.Point(point))
            owners.append(nearest)
    assert len(set(owners)) == 60


def test_only_so_many_marks_have_a_field_and_the_others_are_not_taken_for_them():
    first, second = fields([ALONE, (300, 50), (185, 200)], most=2)
    assert first.bounds == (
        153,
        178,
        180,
        222,
    )  # the third has none, yet what is nearer to it is not the first's
    assert second.area == 44 * 44


def test_no_marks_have_no_fields():
    assert hit_areas([], [], width=WIDE, height=HIGH, most=60) == []
