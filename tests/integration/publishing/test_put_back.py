"""Ledger and database put back together from one backup: noticed, and no noise is drawn twice."""

import pytest

from tests.support.backups import back_up
from tests.support.press import CALENDAR, publication
from wellbeing.disclosure import Rhythm
from wellbeing.ledger import service as ledger
from wellbeing.publishing.belonging import names_in
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import LedgerMismatchError

FIRST, SECOND, THIRD = CALENDAR.windows(1)
FOURTH, *_ = CALENDAR.windows(2)


def gaps(works):
    with works.ledger() as session:
        return ledger.not_released(session)


@pytest.mark.parametrize("as_new_file", [False, True])
def test_an_ordinary_restore_draws_no_noise_twice(works, tmp_path, as_new_file):
    works.publish(publication(FIRST), discrete_gaussian)
    backup = back_up(works, tmp_path / "backup")
    works.publish(publication(SECOND), discrete_gaussian)
    assert works.figures(SECOND)

    backup.put_back(as_new_file=as_new_file)

    assert works.figures(SECOND) == {}
    assert "--confirm-moved" in str(works.trouble())
    with pytest.raises(LedgerMismatchError, match="put back"):
        works.publish(publication(SECOND), discrete_gaussian)
    assert works.figures(SECOND) == {}

    works.confirm(publication(SECOND), "here")
    later = works.publish(publication(THIRD), discrete_gaussian)

    assert (works.trouble(), later.windows) == (None, 1)
    assert gaps(works) == {SECOND.name}
    assert works.figures(SECOND) == {}


def test_a_key_store_put_back_with_them_is_noticed_by_the_file(works, tmp_path):
    works.publish(publication(FIRST))
    backup = back_up(works, tmp_path / "backup", keys=True)
    works.publish(publication(SECOND))

    backup.put_back()

    with pytest.raises(LedgerMismatchError, match="put back"):
        works.publish(publication(SECOND))


def test_a_restore_to_before_a_whole_cycle_closes_it_for_good(works, tmp_path):
    backup = back_up(works, tmp_path / "backup")
    works.publish(publication(FOURTH))

    backup.put_back()
    with pytest.raises(LedgerMismatchError, match="put back"):
        works.publish(publication(FOURTH))
    works.confirm(publication(FOURTH), "here")
    works.publish(publication(FOURTH))

    assert works.trouble() is None
    assert {FIRST.name, SECOND.name, THIRD.name, FOURTH.name} <= gaps(works)
    with works.ledger() as session:
        assert ledger.windows(session) == frozenset()


def test_an_operator_may_say_so_although_nothing_was_noticed(works, tmp_path):
    # All copies were put back, the witness too: only the operator can know.
    works.publish(publication(FIRST))
    assert works.trouble() is None

    assert works.confirm(publication(SECOND), "here") == 1

    works.publish(publication(THIRD))
    assert gaps(works) == {SECOND.name}
    assert works.figures(THIRD)


def test_a_missing_witness_stops_publishing(works, tmp_path):
    works.publish(publication(FIRST))
    works.forget_witness()

    with pytest.raises(LedgerMismatchError, match="witness of what was published is missing"):
        works.publish(publication(SECOND))
    works.confirm(publication(FIRST), "here")

    assert works.publish(publication(SECOND)).windows == 1


@pytest.mark.parametrize("copy", ["file", "row"])
def test_either_copy_of_the_witness_is_enough(works, copy):
    works.publish(publication(FIRST))
    works.forget_witness(file=copy == "row", row=copy == "file")

    assert works.publish(publication(SECOND)).windows == 1
    assert works.trouble() is None


def test_a_damaged_witness_stops_publishing_until_somebody_confirms(works):
    works.publish(publication(FIRST))
    works.witness_file.write_text("{")

    with pytest.raises(LedgerMismatchError, match="damaged"):
        works.publish(publication(SECOND))
    works.confirm(publication(FIRST), "here")

    assert works.publish(publication(SECOND)).windows == 1


def test_the_number_of_the_lease_is_remembered_through_a_restore(works, tmp_path):
    backup = back_up(works, tmp_path / "backup")
    works.publish(publication(FIRST), fence=90)
    backup.put_back()

    with pytest.raises(ledger.StalePublisherError):
        works.confirm(publication(FIRST), "here", fence=89)
    works.confirm(publication(FIRST), "here", fence=91)

    with pytest.raises(ledger.StalePublisherError):
        works.publish(publication(SECOND), fence=90)


def test_a_window_of_every_rhythm_is_named_in_an_old_cycle(works):
    names = {window.name for rhythm in Rhythm for window in CALENDAR.windows(2, rhythm)}

    assert names_in(2) == names
