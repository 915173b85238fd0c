"""What is kept of sharing, and for how long: words until the end, a record 90 days more, then nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SECOND
from tests.support.sharing import COPY, WANTED, Sharers, times
from tests.support.world import TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.sharing import service
from wellbeing.sharing.cupboard import keys_of
from wellbeing.sharing.forgetting import forget_person
from wellbeing.sharing.rows import SharedRow

REFUSES = "BEGIN SELECT RAISE(ABORT, 'no event'); END"


def keys_there(sharers: Sharers, share_id: str) -> list[bool]:
    """Say of each data key of a share, the words' first, whether it is there."""
    names = keys_of([share_id])
    with sharers.desk() as desk:
        found = desk.vault.boxes(names)
    return [name in found for name in names]


def row(sharers: Sharers, share_id: str) -> SharedRow | None:
    with sharers.desk() as desk:
        found = desk.session.get(SharedRow, share_id)
        desk.session.expunge_all()
        return found


def slots(sharers: Sharers) -> int:
    with sharers.desk() as desk:
        return sum(desk.vault.wrapped_by().values())


def test_an_end_destroys_the_key_of_the_words_and_then_the_words(sharers: Sharers) -> None:
    share_id = sharers.share()
    assert keys_there(sharers, share_id) == [True, True]

    sharers.end(share_id)

    kept = row(sharers, share_id)
    assert keys_there(sharers, share_id) == [False, True]
    assert kept is not None
    assert (kept.reader, kept.words, kept.until) == (None, None, TODAY)


def test_the_job_ends_the_words_on_the_day_after_the_last_and_the_record_90_days_later(
    sharers: Sharers,
) -> None:
    share_id = sharers.share()
    sharers.look(share_id)
    for day, keys in ((14, [True, True]), (15, [False, True]), (103, [False, True])):
        sharers.home.clock.standing_at += TODAY + timedelta(days=day) - today(sharers)
        sharers.forget_old()
        assert keys_there(sharers, share_id) == keys, day
    assert times(sharers.mine()[0]) == 1

    sharers.home.clock.standing_at += timedelta(days=1)
    sharers.forget_old()
    sharers.forget_old()

    assert keys_there(sharers, share_id) == [False, False]
    assert row(sharers, share_id) is None


def today(sharers: Sharers) -> date:
    return sharers.home.clock.now().date()


def test_what_a_crash_left_between_end_and_key_is_ended_by_the_job(sharers: Sharers) -> None:
    share_id = sharers.share()
    with sharers.desk() as desk, writing(desk.session):
        (filed,) = desk.cupboard.of_owner(ASKER, desk.today)
        desk.cupboard.end(share_id, filed.record, desk.today)
    assert keys_there(sharers, share_id) == [True, True]

    sharers.forget_old()

    kept = row(sharers, share_id)
    assert keys_there(sharers, share_id) == [False, True]
    assert kept is not None
    assert kept.words is None


def test_after_a_restore_nothing_is_shared_and_what_had_ended_keeps_its_day(
    sharers: Sharers,
) -> None:
    shared = sharers.share()
    with sharers.desk() as desk:
        service.end_everything(desk.session, desk.vault, TODAY)

    with pytest.raises(service.NotThereError):
        sharers.look(shared)
    assert [(one.is_open, one.until) for one in sharers.mine()] == [(False, TODAY)]

    over = sharers.share(wanted=replace(WANTED, days=1))
    with sharers.desk() as desk:
        service.end_everything(desk.session, desk.vault, TODAY + timedelta(days=9))
    kept = {one.id: one.until for one in sharers.mine()}
    assert kept == {shared: TODAY, over: TODAY + timedelta(days=1)}

    sharers.forget_old()
    assert keys_there(sharers, shared) == keys_there(sharers, over) == [False, True]


def test_without_the_key_of_its_words_it_is_not_there_and_no_look_is_told(
    sharers: Sharers,
) -> None:
    share_id = sharers.share()
    with sharers.desk() as desk:
        desk.cupboard.destroy_words([share_id])

    with pytest.raises(service.NotThereError):
        sharers.look(share_id)

    assert sharers.mine()[0].looks == ()


def test_who_has_left_keeps_nothing_shared_and_others_keep_theirs(sharers: Sharers) -> None:
    gone, stays = sharers.share(), sharers.share("staff@example.org", PRACTITIONER)
    with sharers.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=ASKER).update({"left_on": TODAY})

    sharers.forget_old()

    assert (row(sharers, gone), keys_there(sharers, gone)) == (None, [False, False])
    assert keys_there(sharers, stays) == [True, True]


def test_deleting_a_person_takes_what_they_shared_and_leaves_what_was_shared_with_them(
    sharers: Sharers,
) -> None:
    mine = sharers.share(SECOND)
    theirs = sharers.share("staff@example.org", PRACTITIONER)

    with sharers.desk() as desk, writing(desk.session):
        keys = forget_person(desk.session, desk.vault, ASKER)

    assert keys == keys_of([mine])
    assert row(sharers, mine) is None
    assert sharers.look(theirs, ASKER).copy == COPY


def test_rows_say_neither_who_nor_what_and_look_alike_for_an_address_of_nobody(
    sharers: Sharers,
) -> None:
    for to in ("moved@example.org", "nobody@example.org"):
        sharers.share(to)
    with sharers.desk() as desk:
        rows = desk.session.execute(select(SharedRow.__table__)).all()
        waiting = desk.session.execute(text("SELECT sealed FROM outbox")).all()
    shape = {(len(one.owner), len(one.reader), len(one.sealed), len(one.words)) for one in rows}

    assert len(shape) == 1
    assert len({len(one.sealed) for one in waiting}) == 1
    assert len(waiting) == len(rows) == 2
    assert ASKER not in repr(rows)
    assert "helping" not in repr(rows)


def test_a_key_of_its_own_opens_a_share_and_nothing_else_of_the_person(sharers: Sharers) -> None:
    before = slots(sharers)
    share_id = sharers.share(who=BY_NAME["without a team"])
    assert slots(sharers) == before + 2

    sharers.home.vault.destroy(BY_NAME["without a team"])

    assert sharers.look(share_id).copy == COPY


def test_a_look_is_in_the_audit_log_and_counted_without_a_name(sharers: Sharers) -> None:
    share_id = sharers.share()
    with sharers.desk() as desk:
        before = audit.days_of(desk.session, desk.vault, audit.Kind.LOOK_SHARED, TODAY)
    sharers.look(share_id)
    sharers.look(share_id)

    with sharers.desk() as desk:
        days = audit.days_of(desk.session, desk.vault, audit.Kind.LOOK_SHARED, TODAY)
        tomorrow = TODAY + timedelta(days=1)
        later = audit.days_of(desk.session, desk.vault, audit.Kind.LOOK_SHARED, tomorrow)
        (event, *_) = audit.newest(desk.session, desk.vault, 1)

    # Other tests of the same organisation may have looked on later days.
    assert days - before == {TODAY: 2}
    assert TODAY not in later
    assert (event.kind, event.role, event.detail) == (audit.Kind.LOOK_SHARED, "practitioner", "")


def test_where_the_look_cannot_be_written_down_nothing_is_shown(sharers: Sharers) -> None:
    share_id = sharers.share()
    run(sharers, f"CREATE TRIGGER refused BEFORE INSERT ON audit_event {REFUSES}")
    try:
        with pytest.raises(IntegrityError, match="no event"):
            sharers.look(share_id)
    finally:
        run(sharers, "DROP TRIGGER refused")

    assert sharers.mine()[0].looks == ()
    assert isinstance(sharers.look(share_id), service.Opened)


def run(sharers: Sharers, statement: str) -> None:
    with sharers.home.session() as session, writing(session):
        session.execute(text(statement))
