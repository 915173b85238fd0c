"""Answering a request: one of those it is for takes it, looks are seen, and access ends in time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from tests.support.asking import (
    ASKER,
    FORMAL,
    PEER,
    PRACTITIONER,
    REVIEW,
    SECOND,
    SUPERVISOR,
    TALK,
    Help,
    now_leads,
)
from tests.support.meanwhile import meanwhile
from tests.support.world import TODAY
from wellbeing.accounts.rows import PersonRow, RoleRow
from wellbeing.database import writing
from wellbeing.support import service
from wellbeing.support.cases import Ending, Kind, Wish
from wellbeing.support.happened import Outcome
from wellbeing.support.holding import NotYoursError

DISAGREED = Outcome(agreed=False, said="The hours are short.", alternative="Half a day on Monday.")


def asked(help_: Help, wish: Wish = TALK) -> str:
    help_.ask(wish)
    (request_id,) = help_.inbox(PRACTITIONER)
    return request_id


def look(help_: Help, who: str, request_id: str) -> service.Waiting:
    with help_.office() as office:
        return service.look(office, who, request_id)


def test_a_contact_reads_the_name_and_the_wish_and_no_more(help_: Help) -> None:
    request_id = asked(help_)

    seen = look(help_, PRACTITIONER, request_id)

    assert (seen.name, seen.wish, seen.is_mine) == ("Staff", TALK, False)


def test_every_look_is_shown_to_the_person(help_: Help) -> None:
    request_id = asked(help_)
    look(help_, PRACTITIONER, request_id)
    look(help_, PRACTITIONER, request_id)
    help_.home.clock.standing_at += timedelta(days=1)
    look(help_, SECOND, request_id)

    (mine,) = help_.mine()
    assert [(one.name, one.on, one.times) for one in mine.looks] == [
        ("Practitioner", TODAY, 2),
        ("Pat Second", TODAY + timedelta(days=1), 1),
    ]


def test_who_takes_it_has_it_alone_and_the_person_knows_who(help_: Help) -> None:
    request_id = asked(help_)
    mail = help_.waiting_mail()

    help_.take(PRACTITIONER, request_id)
    help_.take(PRACTITIONER, request_id)

    (mine,) = help_.mine()
    assert mine.taken is not None
    assert (mine.taken.name, mine.taken.on) == ("Practitioner", TODAY)
    assert help_.inbox(PRACTITIONER) == (request_id,)
    assert help_.inbox(SECOND) == ()
    assert help_.waiting_mail() == mail + 1
    with pytest.raises(service.NotThereError):
        help_.take(SECOND, request_id)


def test_when_two_take_it_at_once_one_of_them_has_it(help_: Help) -> None:
    request_id = asked(help_)
    barrier = Barrier(2)

    def take(who: str) -> bool:
        with help_.office() as office:
            barrier.wait(timeout=20)
            try:
                service.take(office, who, request_id)
            except service.NotThereError:
                return False
            return True

    with ThreadPoolExecutor(2) as together:
        won = list(together.map(take, (PRACTITIONER, SECOND)))

    (mine,) = help_.mine()
    assert sorted(won) == [False, True]
    assert mine.taken is not None
    assert mine.taken.name == ("Practitioner" if won[0] else "Pat Second")
    assert mine.handed_back == ()


def test_what_is_withdrawn_while_somebody_takes_it_is_not_taken(help_: Help) -> None:
    request_id = asked(help_)

    def withdraw() -> None:
        with help_.office() as other:
            service.withdraw(other, ASKER, Kind.TALK)

    with help_.office() as office:
        engine = office.session.get_bind()
        assert isinstance(engine, Engine)
        with meanwhile(engine, ASKER, withdraw), pytest.raises(service.NotThereError):
            service.take(office, PRACTITIONER, request_id)

    (mine,) = help_.mine()
    assert (mine.ending, mine.taken) == (Ending.WITHDRAWN, None)


def test_what_is_withdrawn_after_it_was_taken_is_out_of_reach_at_once(help_: Help) -> None:
    request_id = asked(help_)
    help_.take(PRACTITIONER, request_id)
    with help_.office() as office:
        service.withdraw(office, ASKER, Kind.TALK)

    for act in (service.look, service.take, service.talked, service.hand_back):
        with help_.office() as office, pytest.raises(service.NotThereError):
            act(office, PRACTITIONER, request_id)
    assert help_.inbox(PRACTITIONER) == ()


def test_handing_it_back_gives_it_to_the_others_again(help_: Help) -> None:
    request_id = asked(help_)
    help_.take(PRACTITIONER, request_id)
    with help_.office() as office:
        service.hand_back(office, PRACTITIONER, request_id)

    (mine,) = help_.mine()
    assert mine.taken is None
    assert [one.name for one in mine.handed_back] == ["Practitioner"]
    assert help_.inbox(SECOND) == help_.inbox(PRACTITIONER) == (request_id,)


def test_a_talk_that_was_held_answers_the_wish_and_the_case_goes_on_between_the_two(
    help_: Help,
) -> None:
    request_id = asked(help_)
    help_.take(SECOND, request_id)
    with help_.office() as office:
        service.talked(office, SECOND, request_id)

    (mine,) = help_.mine()
    current = help_.current()
    assert (mine.ending, mine.life.talked_on, mine.life.contact) == (None, TODAY, "Pat Second")
    assert current is not None
    assert not current.talk_open
    assert help_.inbox(SECOND) == (request_id,)
    assert help_.inbox(PRACTITIONER) == ()


def test_a_conversation_about_formal_support_decides_nothing(help_: Help) -> None:
    request_id = asked(help_, FORMAL)
    help_.take(SECOND, request_id)
    with help_.office() as office:
        service.talked(office, SECOND, request_id)

    current = help_.current()
    assert current is not None
    assert current.placement.formal_suggested


def test_a_review_ends_only_with_its_outcome_and_only_by_who_has_it(help_: Help) -> None:
    request_id = asked(help_, REVIEW)
    with help_.office() as office, pytest.raises(NotYoursError):
        service.settle(office, SECOND, request_id, DISAGREED)
    help_.take(SECOND, request_id)
    with help_.office() as office, pytest.raises(service.NotThereError):
        service.talked(office, SECOND, request_id)

    with help_.office() as office:
        service.settle(office, SECOND, request_id, DISAGREED)

    (mine,) = help_.mine()
    assert (mine.ending, mine.outcome) == (Ending.REVIEWED, DISAGREED)
    with pytest.raises(service.NotThereError):
        look(help_, SECOND, request_id)


def test_a_talk_has_no_outcome_in_writing(help_: Help) -> None:
    request_id = asked(help_)
    help_.take(SECOND, request_id)

    with help_.office() as office, pytest.raises(service.NotThereError):
        service.settle(office, SECOND, request_id, DISAGREED)


@pytest.mark.parametrize("who", [SUPERVISOR, PEER, ASKER])
def test_nobody_opens_a_request_that_is_not_addressed_to_them(help_: Help, who: str) -> None:
    request_id = asked(help_)

    for act in (service.look, service.take, service.talked, service.hand_back):
        with help_.office() as office, pytest.raises(service.NotThereError):
            act(office, who, request_id)
    (mine,) = help_.mine()
    assert mine.looks == ()


def loses_role(session) -> None:
    session.query(RoleRow).filter_by(person_id=PRACTITIONER).update({"until_on": TODAY})


def leaves(session) -> None:
    session.query(PersonRow).filter_by(id=PRACTITIONER).update({"left_on": TODAY})


@pytest.mark.parametrize("change", [loses_role, leaves])
@pytest.mark.parametrize("took_it", [False, True])
def test_who_leaves_or_loses_the_role_loses_the_request_and_it_goes_on(
    help_: Help, change, took_it: bool
) -> None:
    request_id = asked(help_)
    if took_it:
        help_.take(PRACTITIONER, request_id)
    with help_.home.session() as session, writing(session):
        change(session)

    (mine,) = help_.mine()
    assert help_.inbox(PRACTITIONER) == ()
    assert help_.inbox(SECOND) == (request_id,)
    assert (mine.to, mine.taken) == (("Pat Second",), None)
    with pytest.raises(service.NotThereError):
        look(help_, PRACTITIONER, request_id)
    help_.take(SECOND, request_id)
    taken = help_.mine()[0].taken
    assert taken is not None
    assert taken.name == "Pat Second"


def test_who_moves_into_the_person_s_line_loses_it_and_the_person_learns_that_nobody_is_left(
    help_: Help,
) -> None:
    request_id = asked(help_)
    with help_.home.session() as session:
        now_leads(session, PRACTITIONER, "help", TODAY)
        now_leads(session, SECOND, "red", TODAY)

    (mine,) = help_.mine()
    assert mine.reaches_nobody
    assert help_.inbox(PRACTITIONER) == help_.inbox(SECOND) == ()
    with help_.office() as office:
        assert not service.may_open(office, SECOND, request_id)


def test_who_joins_later_does_not_get_what_was_not_addressed_to_them(help_: Help) -> None:
    request_id = asked(help_)
    with help_.home.session() as session, writing(session):
        session.add(RoleRow(person_id=PEER, role="practitioner", from_on=TODAY))

    with help_.office() as office:
        assert not service.may_open(office, PEER, request_id)
    assert help_.inbox(PEER) == ()


def test_requests_of_somebody_who_has_left_are_out_of_reach(help_: Help) -> None:
    asked(help_)
    with help_.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=ASKER).update({"left_on": TODAY})

    assert help_.inbox(PRACTITIONER) == ()


def test_a_promise_that_has_passed_is_said_to_both_and_stands_first(help_: Help) -> None:
    help_.ask(FORMAL)
    help_.home.clock.standing_at += timedelta(days=6)
    help_.ask(Wish(Kind.TALK, soon=True, with_whom="practitioner"))

    with help_.office() as office:
        found = service.inbox(office, SECOND)

    assert [(one.kind, one.is_overdue) for one in found] == [
        (Kind.FORMAL, True),
        (Kind.TALK, False),
    ]
    assert [one.is_overdue for one in help_.mine()] == [False, True]
