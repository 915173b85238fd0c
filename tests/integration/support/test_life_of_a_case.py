"""A case after somebody took it: it goes on after the first talk, for two people, until one ends it."""

from datetime import timedelta

import pytest

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
)
from tests.support.cases import may_open, open_case, taken
from tests.support.promises import tick
from tests.support.world import TODAY
from wellbeing.accounts.rows import RoleRow
from wellbeing.audit import service as audit
from wellbeing.cover import own
from wellbeing.cover.service import Card
from wellbeing.database import writing
from wellbeing.support import service
from wellbeing.support.cases import Ending, Kind, Wish
from wellbeing.support.referring import refer


def events_of(help_: Help) -> list[audit.Kind]:
    with help_.home.session() as session:
        found = audit.of_person(session, help_.home.vault, ASKER)
        return [one.event.kind for one in found]


def refuse(help_: Help, who: str, request_id: str) -> None:
    with help_.office() as office:
        service.refuse(office, who, request_id)


def test_while_a_case_goes_on_the_person_can_ask_for_another_talk(help_: Help) -> None:
    request_id = open_case(help_)
    with help_.office() as office:
        service.talked(office, SECOND, request_id)

    assert help_.ask(TALK)

    current = help_.current()
    assert current is not None
    assert current.talk_open
    assert [one.life.talked_on for one in help_.mine()] in ([TODAY, None], [None, TODAY])
    with help_.office() as office:
        service.talked(office, SECOND, request_id)
    again = help_.current()
    assert again is not None
    assert again.talk_open


def test_a_case_about_formal_support_keeps_its_place_until_it_ends(help_: Help) -> None:
    open_case(help_, FORMAL)

    assert not help_.ask(FORMAL)


def test_after_the_talk_nobody_else_gets_it_and_the_person_is_told_once_when_nobody_is_left(
    help_: Help,
) -> None:
    request_id = open_case(help_)
    help_.home.clock.standing_at += timedelta(days=9)
    tick(help_)
    assert help_.mine()[0].told_at is None
    with help_.home.session() as session, writing(session):
        session.query(RoleRow).filter_by(person_id=SECOND).update({"until_on": TODAY})

    assert not may_open(help_, PRACTITIONER, request_id)
    before = help_.waiting_mail()
    for _ in range(61):
        help_.home.clock.standing_at += timedelta(minutes=1)
        tick(help_)

    (mine,) = help_.mine()
    assert (mine.told_at is None, mine.reaches_nobody) == (False, True)
    assert help_.waiting_mail() - before <= 1
    with help_.office() as office:
        service.end(office, ASKER, request_id)
    assert help_.mine()[0].ending is Ending.CLOSED


def test_a_contact_closes_only_what_has_begun(help_: Help) -> None:
    request_id = taken(help_)
    with help_.office() as office, pytest.raises(service.NotThereError):
        service.close(office, SECOND, request_id)
    with help_.office() as office:
        service.talked(office, SECOND, request_id)

    with help_.office() as office:
        service.close(office, SECOND, request_id)

    (mine,) = help_.mine()
    assert mine.ending is Ending.CLOSED
    assert mine.ended is not None
    assert mine.ended.name == "Pat Second"


def test_the_person_ends_it_at_any_time_without_a_reason(help_: Help) -> None:
    first = taken(help_)
    with help_.office() as office:
        service.end(office, ASKER, first)
    second = open_case(help_)
    with help_.office() as office:
        service.end(office, ASKER, second)
        service.end(office, ASKER, second)

    assert {one.ending for one in help_.mine()} == {Ending.WITHDRAWN, Ending.CLOSED}
    current = help_.current()
    assert current is not None
    assert not current.talk_open


def test_ending_talks_about_formal_support_is_the_person_s_no(help_: Help) -> None:
    request_id = open_case(help_, FORMAL)

    with help_.office() as office:
        service.end(office, ASKER, request_id)

    current = help_.current()
    assert current is not None
    assert not current.placement.formal_suggested


@pytest.mark.parametrize("ends", [(service.close, SECOND), (service.end, ASKER)])
def test_access_after_closing_is_refused_and_on_record(help_: Help, ends) -> None:
    request_id = open_case(help_)
    act, who = ends
    with help_.office() as office:
        act(office, who, request_id)

    assert not may_open(help_, SECOND, request_id)
    for _ in range(2):
        refuse(help_, SECOND, request_id)

    (mine,) = help_.mine()
    assert [(name, one.on, one.times) for name, one in mine.life.refused] == [
        ("Pat Second", TODAY, 2)
    ]
    assert events_of(help_).count(audit.Kind.LOOK_REFUSED) == 2


def test_a_try_of_who_gave_the_role_up_is_on_record_in_the_role_they_had(help_: Help) -> None:
    request_id = open_case(help_)
    with help_.home.session() as session, writing(session):
        session.query(RoleRow).filter_by(person_id=SECOND).update({"until_on": TODAY})

    refuse(help_, SECOND, request_id)

    with help_.home.session() as session:
        found = [one.event for one in audit.of_person(session, help_.home.vault, ASKER)]
    assert [one.role for one in found if one.kind is audit.Kind.LOOK_REFUSED] == ["practitioner"]


def test_nothing_is_on_record_of_who_never_had_it_nor_of_who_has_it(help_: Help) -> None:
    request_id = open_case(help_)

    for who in (PRACTITIONER, SUPERVISOR, SECOND):
        refuse(help_, who, request_id)
        refuse(help_, who, "0" * 32)

    assert help_.mine()[0].life.refused == ()
    assert audit.Kind.LOOK_REFUSED not in events_of(help_)


def test_who_has_as_many_as_their_card_says_takes_no_more_and_nobody_is_told(help_: Help) -> None:
    with help_.office() as office:
        own.keep_card(own.Supporter(office.session, SECOND, office.today), Card(most_at_once=1))
    help_.ask(FORMAL)
    help_.ask(REVIEW)
    first, second = help_.inbox(SECOND)
    help_.take(SECOND, first)
    before, mail = help_.mine(), help_.waiting_mail()

    with pytest.raises(service.FullError):
        help_.take(SECOND, second)

    assert (help_.mine(), help_.waiting_mail()) == (before, mail)
    help_.take(PRACTITIONER, second)


def test_only_a_practitioner_refers_to_a_note_and_the_person_reads_the_line(help_: Help) -> None:
    request_id = open_case(help_)
    with help_.office() as office:
        refer(office, SECOND, request_id, "OH-4471")
    talk = Wish(Kind.TALK, with_whom="peer_supporter")
    help_.ask(talk)
    (other,) = help_.inbox(PEER)
    help_.take(PEER, other)

    with help_.office() as office, pytest.raises(service.NotThereError):
        refer(office, PEER, other, "OH-4472")

    kept = [one.life.kept for one in help_.mine() if one.life.kept]
    assert [(one.by, one.line) for one in kept] == [("Pat Second", "OH-4471")]


def test_an_open_case_is_there_for_its_two_people_and_nobody_else(help_: Help) -> None:
    request_id = taken(help_)

    with help_.office() as office:
        case = service.case_of(office, ASKER, request_id)
        assert service.case_of(office, SECOND, request_id) == case
    assert (case.asker, case.contact) == (ASKER, SECOND)
    for who in (PRACTITIONER, PEER, SUPERVISOR):
        with help_.office() as office, pytest.raises(service.NotThereError):
            service.case_of(office, who, request_id)
    with help_.office() as office:
        assert service.open_cases_of(office, ASKER) == service.cases_with(office, SECOND) == (case,)
        assert service.cases_with(office, PRACTITIONER) == ()


def test_formal_support_is_settled_only_by_who_has_the_case(help_: Help) -> None:
    request_id = taken(help_, FORMAL)
    with help_.office() as office, writing(office.session, ASKER):
        with pytest.raises(service.NotThereError):
            service.settle_formal(office, PRACTITIONER, request_id, Ending.SIGNED_OFF)
        service.settle_formal(office, SECOND, request_id, Ending.SIGNED_OFF)

    assert help_.mine()[0].ending is Ending.SIGNED_OFF
    assert help_.inbox(SECOND) == ()
