"""Somebody asks for contact now: it reaches the responders they read of, in time, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.support.asking import ASKER, now_leads
from tests.support.calling import ADDRESSES, DEPUTY, FIRST, IDS, LEAD, REACH, Callers
from tests.support.canaries import found_in_folder, found_in_tables, new_word
from tests.support.world import NOW, TODAY
from wellbeing.database import writing
from wellbeing.responders import service
from wellbeing.responders.rows import CallReaderRow, CallRow
from wellbeing.responders.service import Deed, Nobody
from wellbeing.sealed import SealBrokenError
from wellbeing.web.choices import new_form_key

MINUTE = timedelta(minutes=1)


@pytest.fixture
def here(home):
    """The same on one database, with nobody named yet."""
    return Callers(home)


def rows(callers):
    with callers.home.session() as session:
        found = (len(session.scalars(select(row)).all()) for row in (CallRow, CallReaderRow))
        return tuple(found)


def test_it_goes_from_one_to_the_next_and_its_person_sees_each_step(callers):
    call_id = callers.ask()
    first = callers.notices(), callers.open_to(FIRST), callers.open_to(DEPUTY)
    seen = callers.look(call_id)
    callers.after(15 * MINUTE)
    callers.tick()
    callers.tick()
    passed = callers.notices(), callers.open_to(DEPUTY)
    callers.act(call_id, Deed.TAKEN, DEPUTY)
    took = callers.notices()
    callers.act(call_id, Deed.REACHED, DEPUTY)
    call = callers.call()

    assert first == (1, (call_id,), ())
    assert (seen.name, seen.filed.call.reach) == ("Staff", REACH)
    assert passed == (1, (call_id,))
    assert took == 1
    assert [(one.by, one.times) for one in call.looks] == [(FIRST, 1)]
    assert call.reached.by == DEPUTY
    assert call.nobody_at is None


def test_when_nobody_takes_it_its_person_is_told_once(callers):
    callers.ask()
    callers.notices()
    told = []
    for _ in range(40):
        callers.after(MINUTE)
        callers.tick()
        told.append(callers.notices())

    # The deputy after 15 minutes, the person after 30.
    assert [number for number, each in enumerate(told, start=1) if each] == [15, 30]
    assert callers.call().nobody_at == NOW + 30 * MINUTE


def test_pressing_twice_makes_one_and_who_waits_has_the_one_they_have(callers):
    press = new_form_key()

    ids = {callers.ask(press=press), callers.ask(press=press), callers.ask()}

    assert ids == {press}
    assert rows(callers) == (1, 1)
    assert callers.notices() == 1


def test_who_was_told_that_nobody_has_it_can_ask_once_more(callers):
    first = callers.ask()
    callers.after(30 * MINUTE)
    callers.tick()
    again = callers.ask()

    assert again != first
    assert [one.call.is_over for one in callers.mine()] == [False, True]


def test_taken_back_it_is_gone_for_who_did_not_look_and_says_so_to_who_did(callers):
    first, second = callers.ask(), callers.ask(IDS["moved"])
    callers.look(second)

    assert callers.take_back(first)
    assert callers.take_back(second, IDS["moved"])
    assert not callers.take_back(first)
    assert callers.open_to(FIRST) == (second,)
    assert callers.look(second).filed.call.reach == ""


def test_after_seven_days_it_is_gone_with_its_key(callers):
    callers.ask()
    callers.after(timedelta(days=7) - MINUTE)
    callers.forget_old()
    before = rows(callers)
    callers.after(MINUTE)
    callers.forget_old()

    assert before == (1, 1)
    assert rows(callers) == (0, 0)


def test_a_row_whose_key_is_gone_is_removed(callers):
    call_id = callers.ask()
    callers.home.vault.destroy(f"call {call_id}")
    callers.tick()
    callers.forget_old()

    assert rows(callers) == (0, 0)


def test_somebody_who_has_it_keeps_it_from_others_while_they_try(callers):
    call_id = callers.ask()
    callers.act(call_id, Deed.NOT_REACHED)
    callers.act(call_id, Deed.TAKEN, DEPUTY)

    with pytest.raises(service.SomebodyHasItError):
        callers.act(call_id, Deed.TAKEN)


def test_who_takes_it_again_and_again_keeps_it_from_nobody(callers):
    call_id = callers.ask()
    callers.act(call_id, Deed.TAKEN)
    callers.after(14 * MINUTE)
    callers.act(call_id, Deed.TAKEN)
    callers.after(MINUTE)
    callers.act(call_id, Deed.TAKEN)

    assert [one.to for one in callers.call().told] == [FIRST, DEPUTY]
    assert len(callers.call().did) == 2


def test_nobody_else_can_open_it_and_no_other_finds_it(callers):
    call_id = callers.ask()

    for who in set(IDS.values()) - {FIRST}:
        assert callers.open_to(who) == ()
        with pytest.raises(service.NotThereError):
            callers.look(call_id, who)
    assert callers.call().looks == ()
    assert callers.mine(LEAD) == ()


def test_who_came_to_lead_the_person_can_open_it_no_longer(callers):
    call_id = callers.ask()
    with callers.home.session() as session:
        now_leads(session, FIRST, "red", TODAY)

    assert callers.open_to(FIRST) == ()
    callers.tick()
    assert callers.open_to(DEPUTY) == (call_id,)
    assert [one.id for one in callers.offer().people] == [DEPUTY]


def test_who_leads_somebody_is_never_offered_to_them(here):
    here.set_up("supervisor", "service manager", "practitioner")

    assert here.offer().ids == (FIRST,)
    assert here.offer(FIRST).ids == (IDS["supervisor"], IDS["service manager"])


def test_where_only_those_who_lead_somebody_are_there_nobody_is_told(here):
    here.set_up("supervisor")

    assert isinstance(here.offer(), Nobody)
    with pytest.raises(service.OthersThereError):
        here.ask()


def test_nobody_is_told_before_everything_is_there(here):
    nothing = here.offer()
    with here.desk() as desk:
        service.name(desk, LEAD, ADDRESSES["practitioner"])
        service.set_minutes(desk, LEAD, 15)
    named = here.offer()
    with here.desk() as desk:
        service.take_on(desk, FIRST)

    assert not nothing.is_set_up
    assert not named.is_set_up
    assert here.offer().ids == (FIRST,)


@pytest.mark.parametrize(
    ("later", "found"), [(0, 2), (389, 2), (391, 1), (404, 1), (406, 0), (480, 0)]
)
def test_no_more_are_promised_than_have_their_time_before_the_hours_end(here, later, found):
    here.set_up()
    # From ten o'clock it is seven hours until the hours end.
    here.after(later * MINUTE)

    offered = here.offer()

    assert (0 if isinstance(offered, Nobody) else len(offered.people)) == found


def test_who_is_away_is_not_offered_and_comes_back_by_themselves(here):
    here.set_up()
    with here.desk() as desk:
        service.be_away(desk, FIRST, TODAY)
    away = here.offer().ids
    here.after(timedelta(days=1))

    assert away == (DEPUTY,)
    assert here.offer().ids == (FIRST, DEPUTY)


def test_what_was_read_and_what_would_happen_must_be_the_same(here):
    here.set_up()
    read = here.offer().ids
    with here.desk() as desk:
        service.put_first(desk, LEAD, DEPUTY)
    wanted = service.Wanted(REACH, True, read, new_form_key())

    with here.desk() as desk, pytest.raises(service.OthersThereError):
        service.ask(desk, ASKER, wanted)
    assert here.mine() == ()


def test_one_call_that_cannot_be_opened_stops_no_other(here):
    here.set_up()
    broken = here.ask()
    here.ask(IDS["moved"])
    with here.home.session() as session, writing(session):
        session.execute(
            text("UPDATE call SET sealed = :x WHERE id = :id"), {"x": b"x", "id": broken}
        )
    here.after(15 * MINUTE)

    with pytest.raises(SealBrokenError):
        here.tick()
    assert len(here.call(IDS["moved"]).told) == 2


def test_deleting_everything_of_a_person_leaves_no_call_and_no_place(here):
    here.set_up()
    call_id = here.ask()
    with here.home.session() as session, writing(session):
        keys = service.forget_person(session, here.home.vault, ASKER)
        service.forget_person(session, here.home.vault, FIRST)

    assert keys == (f"call {call_id}",)
    assert rows(here) == (0, 0)
    with here.desk() as desk:
        assert [one.named.person_id for one in service.on_roll(desk)] == [DEPUTY]


def test_what_is_typed_and_who_asked_whom_stand_nowhere_in_clear(callers):
    word = new_word()
    call_id = callers.ask(reach=word)
    callers.look(call_id)
    database = callers.home.database

    assert found_in_tables(database.main, [word]) == []
    assert found_in_folder(callers.home.settings.data, [word]) == []
    with callers.home.session() as session:
        rows = session.execute(text("SELECT id, owner FROM call")).all()
    assert not any(who.encode() in bytes(row.owner) for row in rows for who in IDS.values())
