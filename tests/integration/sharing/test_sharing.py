"""Sharing with one person: they alone read it, every look is told, and it ends when it is ended."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER, BY_NAME, PEER, PRACTITIONER, SECOND, SUPERVISOR
from tests.support.sharing import COPY, Sharers, times
from tests.support.world import TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.sharing import service
from wellbeing.sharing.rows import SharedRow

COLLEAGUE = BY_NAME["moved"]


def test_the_one_reader_reads_exactly_the_copy_and_the_person_sees_it(sharers: Sharers) -> None:
    share_id = sharers.share()

    seen = sharers.look(share_id)

    assert (seen.name, seen.why, seen.copy) == ("Staff", "So that you know", COPY)
    assert seen.until == TODAY + timedelta(days=14)
    (mine,) = sharers.mine()
    assert [(one.on, one.times) for one in mine.looks] == [(TODAY, 1)]
    assert (mine.to, mine.role, mine.is_open) == ("Practitioner", "practitioner", True)


def test_looks_of_a_day_are_counted_together(sharers: Sharers) -> None:
    share_id = sharers.share()
    sharers.look(share_id)
    sharers.look(share_id)
    sharers.home.clock.standing_at += timedelta(days=1)
    sharers.look(share_id)

    (mine,) = sharers.mine()

    assert [(one.on, one.times) for one in mine.looks] == [
        (TODAY, 2),
        (TODAY + timedelta(days=1), 1),
    ]


def test_the_list_names_nobody_before_a_look_and_is_none_itself(sharers: Sharers) -> None:
    share_id = sharers.share()

    (before,) = sharers.waiting()
    assert (before.name, before.title) == ("", "")
    assert sharers.mine()[0].looks == ()

    sharers.look(share_id)
    (after,) = sharers.waiting()
    assert (after.name, after.title) == ("Staff", COPY.title)


def test_nobody_else_opens_it_and_no_look_is_told(sharers: Sharers) -> None:
    share_id = sharers.share()

    for who in (SECOND, PEER, SUPERVISOR, ASKER, COLLEAGUE):
        with sharers.desk() as desk:
            assert not service.may_open(desk, who, share_id)
        with pytest.raises(service.NotThereError):
            sharers.look(share_id, who)
        assert sharers.waiting(who) == ()
    assert sharers.mine()[0].looks == ()


def test_what_is_ended_is_out_of_reach_at_once_with_its_words(sharers: Sharers) -> None:
    share_id = sharers.share()
    sharers.look(share_id)

    assert sharers.end(share_id)

    with pytest.raises(service.NotThereError):
        sharers.look(share_id)
    assert sharers.waiting() == ()
    (mine,) = sharers.mine()
    assert (mine.is_open, mine.withdrawn_on, mine.copy) == (False, TODAY, None)
    assert times(mine) == 1
    assert not sharers.end(share_id)


def test_nobody_ends_what_another_shares(sharers: Sharers) -> None:
    share_id = sharers.share()

    for who in (PRACTITIONER, SUPERVISOR):
        assert not sharers.end(share_id, who)

    assert sharers.look(share_id).copy == COPY


def test_it_can_be_read_on_its_last_day_and_not_after(sharers: Sharers) -> None:
    share_id = sharers.share()
    sharers.home.clock.standing_at += timedelta(days=14)
    sharers.look(share_id)

    sharers.home.clock.standing_at += timedelta(days=1)

    with pytest.raises(service.NotThereError):
        sharers.look(share_id)
    assert not sharers.mine()[0].is_open
    assert not sharers.end(share_id)


@pytest.mark.parametrize("who", [ASKER, PRACTITIONER])
def test_who_leaves_ends_it_on_either_side(sharers: Sharers, who: str) -> None:
    share_id = sharers.share()
    with sharers.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=who).update({"left_on": TODAY})

    with pytest.raises(service.NotThereError):
        sharers.look(share_id)
    with sharers.desk() as desk:
        assert not service.may_open(desk, PRACTITIONER, share_id)
    assert [one.has_left for one in sharers.mine()] == [who == PRACTITIONER]


def test_sharing_the_same_again_ends_what_was_shared_before(sharers: Sharers) -> None:
    for to in (PRACTITIONER, "MOVED@example.org", "nobody@example.org"):
        first = sharers.share(to)
        second = sharers.share(to if "@" not in to else to.lower())

        shown = {one.id: one for one in sharers.mine()}
        assert (shown[first].is_open, shown[second].is_open) == (False, True)


def test_the_same_can_be_shared_with_two(sharers: Sharers) -> None:
    sharers.share()
    sharers.share(SECOND)

    assert [one.is_open for one in sharers.mine()] == [True, True]
    assert len(sharers.waiting(SECOND)) == 1


@pytest.mark.parametrize("days", [0, 91])
def test_nothing_is_shared_for_longer_than_ninety_days_or_for_no_time(days: int) -> None:
    with pytest.raises(ValueError, match="1 to 90"):
        service.Wanted("helping-me", days)


def test_a_reader_puts_away_what_they_do_not_want_and_its_person_sees_that(
    sharers: Sharers,
) -> None:
    other, share_id = sharers.share(to=SECOND), sharers.share()

    sharers.put_away(share_id)

    assert sharers.waiting() == ()
    told = {one.id: one for one in sharers.mine()}
    assert (told[share_id].put_away_on, told[share_id].copy) == (TODAY, None)
    assert not told[share_id].is_open
    assert told[other].is_open
    for who, named in ((PRACTITIONER, share_id), (PRACTITIONER, other), (PRACTITIONER, "0" * 32)):
        with pytest.raises(service.NotThereError):
            sharers.put_away(named, who)
    assert sharers.look(other, SECOND).copy == COPY


def damage(sharers: Sharers, share_id: str, column: str) -> None:
    with sharers.desk() as desk, writing(desk.session):
        row = desk.session.get_one(SharedRow, share_id)
        sealed = getattr(row, column)
        setattr(row, column, sealed[:-1] + bytes([sealed[-1] ^ 1]))


@pytest.mark.parametrize("column", ["sealed", "words"])
def test_one_damaged_row_keeps_no_other_from_being_seen_read_and_ended(
    sharers: Sharers, column: str
) -> None:
    whole, broken = sharers.share(), sharers.share(wanted=service.Wanted("signs", 7))

    damage(sharers, broken, column)

    assert whole in {one.id for one in sharers.mine()}
    assert whole in {one.id for one in sharers.waiting()}
    with pytest.raises(service.NotThereError):
        sharers.look(broken)
    assert sharers.look(whole).copy == COPY
    assert sharers.end(whole)
    with sharers.desk() as desk:
        is_damaged = service.is_damaged(desk.session, desk.vault, ASKER)
    assert is_damaged is (column == "sealed")
