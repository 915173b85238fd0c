"""Notes and sheets are sealed, never overwritten in silence, deleted with a way back; on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.histories import default_policy
from tests.support.house import prepare
from wellbeing.database import Journal, make_engine, writing
from wellbeing.history.service import Desk
from wellbeing.key_ring import KeyRing
from wellbeing.looking_back import service
from wellbeing.looking_back.forgetting import forget_person
from wellbeing.looking_back.papers import Paper
from wellbeing.looking_back.places import SHEET, note_of
from wellbeing.looking_back.service import (
    MOST_DELETED_IN_A_DAY,
    ChangedMeanwhileError,
    NotesOffError,
    Shelf,
)
from wellbeing.looking_back.store import OwnPaperRow
from wellbeing.sealed import SealBrokenError, Vault
from wellbeing.week import Week

TODAY = date(2026, 3, 4)
WEEK = Week.of(TODAY)
NOTE = note_of(WEEK)


@pytest.fixture
def shelf(database):
    settings = prepare(database)
    engine = make_engine(settings.database_url)
    keys = make_engine(settings.keys_url, Journal.SIDE)
    with Session(engine) as session:
        vault = Vault(KeyRing.read(settings.key_file), keys)
        yield Shelf(Desk(session, vault, default_policy(), TODAY), "ann of red")
    engine.dispose()
    keys.dispose()


def note(text, version=0):
    return Paper(version, (("note", text),))


def on(shelf, day):
    return replace(shelf, desk=replace(shelf.desk, today=day))


def rows(shelf):
    return shelf.desk.session.scalars(select(OwnPaperRow)).all()


def forget_old(shelf):
    with writing(shelf.desk.session):
        service.forget_old(shelf.desk)


def test_a_note_changed_in_another_window_is_not_overwritten(shelf):
    service.save(shelf, NOTE, note("First"))
    service.save(shelf, NOTE, note("Second", 1))

    with pytest.raises(ChangedMeanwhileError) as told:
        service.save(shelf, NOTE, note("Third", 1))

    assert told.value.now.text_of("note") == "Second"
    assert shelf.paper(NOTE).text_of("note") == "Second"
    assert service.save(shelf, NOTE, note("Second")).version == 2


def test_what_was_deleted_comes_back_under_what_was_written_since(shelf):
    service.save(shelf, NOTE, note("First"))
    service.delete(shelf, NOTE)
    assert shelf.paper(NOTE).is_empty

    service.save(shelf, NOTE, note("Second", shelf.paper(NOTE).version))
    service.bring_back(shelf, NOTE)

    assert shelf.paper(NOTE).text_of("note") == "Second\nFirst"
    assert service.deleted(shelf, NOTE) is None


@pytest.mark.parametrize("days", [0, 3])
def test_deleting_again_takes_nothing_from_what_was_deleted_before(shelf, days):
    later = on(shelf, TODAY + timedelta(days=days))
    service.save(shelf, NOTE, note("First"))
    service.delete(shelf, NOTE)
    service.save(later, NOTE, note("Second", later.paper(NOTE).version))
    service.delete(later, NOTE)

    service.bring_back(later, NOTE)

    assert later.paper(NOTE).text_of("note") == "Second\nFirst"
    assert service.deleted(later, NOTE) is None


def test_a_row_of_what_was_deleted_does_not_grow_without_end(shelf):
    for number in range(2 * MOST_DELETED_IN_A_DAY // 4_000):
        version = shelf.paper(NOTE).version
        service.save(shelf, NOTE, note(f"{number:04}" * 1_000, version))
        service.delete(shelf, NOTE)

    assert len(rows(shelf)) == 1
    assert len(rows(shelf)[0].sealed) < MOST_DELETED_IN_A_DAY + 1_024
    latest = service.deleted(shelf, NOTE)
    assert latest is not None
    assert latest.text_of("note").startswith(f"{number:04}")


def test_each_thing_that_was_deleted_goes_after_its_own_seven_days(shelf):
    for day, text in enumerate(("First", "Second")):
        then = on(shelf, TODAY + timedelta(days=day))
        service.save(then, NOTE, note(text, then.paper(NOTE).version))
        service.delete(then, NOTE)

    after = on(shelf, TODAY + timedelta(days=8))
    forget_old(after)

    assert len(rows(after)) == 1
    service.bring_back(after, NOTE)
    assert after.paper(NOTE).text_of("note") == "Second"


def test_a_window_from_before_a_deletion_overwrites_nothing_that_came_after(shelf):
    service.save(shelf, NOTE, note("First"))
    service.delete(shelf, NOTE)
    service.save(shelf, NOTE, note("Second", shelf.paper(NOTE).version))

    with pytest.raises(ChangedMeanwhileError):
        service.save(shelf, NOTE, note("Changed", 1))


def test_emptying_a_note_is_deleting_it(shelf):
    service.save(shelf, NOTE, note("First"))

    assert service.save(shelf, NOTE, note("", 1)).is_empty

    service.bring_back(shelf, NOTE)
    assert shelf.paper(NOTE).text_of("note") == "First"


def test_what_was_deleted_is_gone_after_seven_days(shelf):
    service.save(shelf, NOTE, note("First"))
    service.delete(shelf, NOTE)

    last_day, after = on(shelf, TODAY + timedelta(days=7)), on(shelf, TODAY + timedelta(days=8))
    assert service.deleted(last_day, NOTE) is not None
    assert service.deleted(after, NOTE) is None
    forget_old(last_day)
    assert len(rows(shelf)) == 1
    forget_old(after)
    assert rows(shelf) == []


def test_a_note_goes_with_the_answers_of_its_week_and_a_sheet_that_long_after_its_last_change(
    shelf,
):
    service.save(shelf, NOTE, note("First"))
    service.save(shelf, SHEET, Paper(0, (("say", "First"),)))
    last = WEEK.plus(53).sunday

    forget_old(on(shelf, TODAY + timedelta(weeks=53)))
    assert len(rows(shelf)) == 2
    forget_old(on(shelf, last))
    assert [one.kept_until for one in rows(shelf)] == [last]
    forget_old(on(shelf, last + timedelta(days=1)))
    assert rows(shelf) == []


def test_notes_are_off_until_they_are_switched_on_and_come_back_when_they_were_kept(shelf):
    assert not service.notes_are_on(shelf)
    service.switch_notes_on(shelf)
    service.save(shelf, NOTE, note("First"))

    service.switch_notes_off(shelf, delete_all=False)
    assert not service.notes_are_on(shelf)
    service.switch_notes_on(shelf)

    assert service.notes(shelf)[WEEK].text_of("note") == "First"


def test_a_note_saved_while_notes_are_switched_off_is_not_kept_behind_its_person(shelf):
    with pytest.raises(NotesOffError):
        service.save_note(shelf, NOTE, note("First"))
    assert rows(shelf) == []

    service.save_note(shelf, NOTE, note("First"), switch_on=True)

    assert service.notes_are_on(shelf)
    assert shelf.paper(NOTE).text_of("note") == "First"


def test_notes_that_were_to_be_deleted_are_gone_and_can_be_brought_back(shelf):
    service.switch_notes_on(shelf)
    service.save(shelf, NOTE, note("First"))
    service.save(shelf, note_of(WEEK.plus(-1)), note("Before"))
    service.save(shelf, SHEET, Paper(0, (("say", "Stays"),)))

    service.switch_notes_off(shelf, delete_all=True)

    assert service.notes(shelf) == {}
    assert list(service.deleted_notes(shelf)) == [WEEK, WEEK.plus(-1)]
    assert not shelf.paper(SHEET).is_empty


def test_no_row_holds_a_word_and_nobody_else_opens_it(shelf):
    service.save(shelf, NOTE, note("CANARY-NOTE"))
    service.save(shelf, SHEET, Paper(0, (("say", "CANARY-SHEET"),)))
    other = replace(shelf, person_id="ben")
    assert other.paper(NOTE).is_empty
    assert other.paper(SHEET).is_empty

    for row in rows(shelf):
        assert b"CANARY" not in row.id + row.sealed
        assert b"note" not in row.sealed
        label = NOTE.label(other.desk, other.person_id)
        with pytest.raises(SealBrokenError):
            shelf.desk.vault.box("ben").open(row.sealed, label)


@pytest.fixture
def at_once(shelf):
    """Do something in several windows of one person at the same moment; return what each says."""

    def run(*acts):
        start, told = Barrier(len(acts)), []

        def one(act):
            with Session(shelf.desk.session.get_bind()) as session:
                own = replace(shelf, desk=replace(shelf.desk, session=session))
                start.wait()
                try:
                    told.append(act(own))
                except (ChangedMeanwhileError, NotesOffError) as refused:
                    told.append(type(refused))

        windows = [Thread(target=one, args=(act,)) for act in acts]
        for window in windows:
            window.start()
        for window in windows:
            window.join()
        shelf.desk.session.rollback()
        return told

    return run


def test_of_two_windows_that_save_at_once_one_is_asked(shelf, at_once):
    told = at_once(*(lambda own, t=t: service.save(own, NOTE, note(t)) for t in ("One", "Two")))

    assert len(told) == 2
    assert told.count(ChangedMeanwhileError) == 1
    assert shelf.paper(NOTE).version == 1


def test_what_is_brought_back_twice_at_once_stands_there_once(shelf, at_once):
    service.save(shelf, NOTE, note("First"))
    service.delete(shelf, NOTE)

    at_once(*[lambda own: service.bring_back(own, NOTE)] * 2)

    assert shelf.paper(NOTE).text_of("note") == "First"


def test_a_note_saved_as_notes_are_switched_off_is_deleted_with_the_others_or_refused(
    shelf, at_once
):
    service.switch_notes_on(shelf)

    told = at_once(
        lambda own: service.save_note(own, NOTE, note("Late")),
        lambda own: service.switch_notes_off(own, delete_all=True),
    )

    assert service.notes(shelf) == {}
    assert (service.deleted(shelf, NOTE) is None) is (NotesOffError in told)


def test_a_note_that_is_kept_longer_than_usual_is_deleted_with_everything_else(shelf):
    longer = replace(shelf, desk=replace(shelf.desk, kept_weeks=105))
    service.switch_notes_on(longer)
    service.save(longer, NOTE, note("First"))
    (row,) = [each for each in rows(longer) if each.kept_until < date.max]
    assert row.kept_until == WEEK.plus(105).sunday
    longer.desk.session.rollback()

    with writing(longer.desk.session):
        forget_person(longer.desk.session, longer.desk.vault, longer.person_id)

    assert rows(longer) == []
