"""Both shares before and after 200 uploads: what the product says equals the independent calculation."""

from collections import Counter
from fractions import Fraction
from types import SimpleNamespace

import pytest

from analysis.shares.share_record import share_record
from data.reading import read_upload
from data.reading.choices import Choices
from tests.support.datasets import books, in_memory
from tests.support.generated_uploads import AS_OF, DESCRIPTION, generated_upload
from tests.support.tiers import thinned

UPLOADS = 200
KEPT = 6


def independent(tables):
    """Both shares on the default basis, with numerator, denominator and bounds."""
    found = books(tables, **DESCRIPTION)
    basis = SimpleNamespace(
        as_of=AS_OF,
        fee_year=found.default_fee_year(AS_OF),
        definition="any_receipt",
        group="china",
        categories=("active",),
        suspended=True,
        waived=False,
    )
    return basis.fee_year, found.official_share(basis), found.paying_share(basis)


def same(ours, theirs):
    """Exactly: numerator and denominator are counts, and shares are quotients of them."""
    for name in ("numerator", "denominator"):
        assert ours[name] == getattr(theirs, name), name
    for name in ("value", "low", "high"):
        wanted = getattr(theirs, name)
        assert ours[name] == (None if wanted is None else pytest.approx(float(wanted), abs=1e-12)), name
        assert wanted is None or isinstance(wanted, (Fraction, int))


def compare(dataset, tables):
    record = share_record(dataset)
    fee_year, official, paying = independent(tables)
    assert record["fee_year"] == fee_year
    same(record["official_share"], official)
    same(record["paying_share"], paying)


@pytest.mark.parametrize("seed", thinned(range(UPLOADS), lambda seed: seed < KEPT))
def test_the_shares_before_and_after_an_upload_are_those_of_the_independent_calculation(seed):
    made = generated_upload(seed)
    current = in_memory(made.before, **DESCRIPTION)
    upload = read_upload([(made.file, made.content)], current, Choices(whole=made.whole))
    assert sum(table.held for table in upload.tables) == made.held
    compare(current, made.before)
    compare(upload.candidate, made.after)


def test_the_uploads_hold_every_kind_of_change():
    done = sum((Counter(generated_upload(seed).done) for seed in range(20)), Counter())
    kinds = {"join", "leaver", "correction", "same", "renamed", "duplicate", "removed"}
    assert kinds | {"payment", "corrected payment", "duplicate payment"} <= set(+done)
