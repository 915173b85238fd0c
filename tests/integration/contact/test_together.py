"""What each of the two may do and is told; a colleague and a supervisor find nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.asking import PEER, REVIEW, SECOND, SUPERVISOR
from tests.support.two import TOMORROW, Two, taken
from wellbeing.audit import service as audit
from wellbeing.contact import service
from wellbeing.contact.service import Said, Side
from wellbeing.database import writing


def news(two: Two, who: str) -> bool:
    with two.help.office() as office:
        return service.has_news(office, who)


def test_the_other_one_is_told_once_until_they_open_the_page(pair: Two):
    pair.offer()
    assert pair.help.waiting_mail() == 1
    send_mail(pair)
    pair.offer(TOMORROW + timedelta(hours=1))
    pair.write(pair.contact)
    assert pair.help.waiting_mail() == 0
    assert (news(pair, pair.asker), news(pair, pair.contact)) == (True, False)

    pair.open(pair.asker)
    assert not news(pair, pair.asker)
    pair.write(pair.contact)
    assert pair.help.waiting_mail() == 1
    pair.pick()
    assert news(pair, pair.contact)
    pair.open(pair.contact)
    assert not news(pair, pair.contact)


def send_mail(two: Two) -> None:
    with two.home.session() as session, writing(session):
        session.connection().exec_driver_sql("DELETE FROM outbox")


def test_a_contact_is_never_told_whether_the_person_has_read_and_the_person_is(pair: Two):
    pair.write(pair.asker)
    pair.write(pair.contact, "Yes")
    pair.open(pair.asker)

    seen = pair.open(pair.contact)
    assert [one.read_on for one in seen.now.letters if one.by is Side.CONTACT] == [None]
    assert seen.now.looks == ()

    told = pair.open(pair.asker)
    assert [one.read_on is None for one in told.now.letters] == [False, True]
    assert [one.times for one in told.now.looks] == [1]


def test_each_look_of_a_contact_leaves_an_event_and_those_of_the_person_leave_none(pair: Two):
    def events() -> int:
        with pair.help.office() as office:
            return len(list(audit.of_person(office.session, office.vault, pair.asker)))

    pair.write(pair.contact)
    before = events()
    pair.open(pair.asker)
    assert events() == before
    pair.open(pair.contact)
    assert events() == before + 1


@pytest.mark.parametrize("who", [PEER, SECOND, SUPERVISOR])
def test_a_colleague_and_a_supervisor_find_nothing_and_change_nothing(pair: Two, who: str):
    pair.offer()
    with pair.at(who) as visitor:
        slot = pair.page().now.times.offered[0].id
        for act in (
            lambda: service.contact_of(visitor.office, who, pair.id),
            lambda: service.page_of(visitor.office, who, pair.id),
            lambda: service.write(visitor, "Hello", "0" * 32),
            lambda: service.pick(visitor, slot),
            lambda: service.refuse(visitor, "", 1),
            lambda: service.ask_for_another(visitor, slot, ""),
            lambda: service.take_back(visitor, 1),
            lambda: service.call_off(visitor, slot),
            lambda: service.say(visitor, slot, Said.TALKED),
            lambda: service.next_of(visitor.office, who, pair.id),
        ):
            with pytest.raises(service.NotThereError):
                act()
        assert not service.may_read(visitor.office, who, pair.id)
    with pytest.raises(service.NotThereError):
        pair.offer(who=who)
    assert pair.page().now.times.version == 1


def test_neither_does_what_is_the_other_ones_to_do(pair: Two):
    pair.offer()
    slot = pair.page().now.times.offered[0].id
    with pair.at(pair.contact) as visitor:
        for act in (
            lambda: service.pick(visitor, slot),
            lambda: service.refuse(visitor, "", 1),
            lambda: service.ask_for_another(visitor, slot, ""),
        ):
            with pytest.raises(service.NotThereError):
                act()
    with pair.at(pair.asker) as visitor, pytest.raises(service.NotThereError):
        service.take_back(visitor, 1)
    with pytest.raises(service.NotThereError):
        pair.offer(who=pair.asker)


def test_a_way_that_the_person_ruled_out_is_never_offered(pair: Two):
    case = taken(pair.home, REVIEW)
    with pair.help.office() as office:
        filed = office.cabinet.open_one(case.asker, REVIEW.kind, office.today)
        assert filed is not None
        wish = replace(filed.case.wish, not_by=("phone",))
        with writing(office.session, case.asker):
            office.cabinet.keep(filed.id, replace(filed.case, wish=wish))

    with pytest.raises(service.NotPossibleError):
        case.offer()
    case.offer(how="video")


def test_a_missed_time_changes_nothing_but_what_both_wrote(pair: Two):
    pair.agree()
    pair.home.clock.standing_at = TOMORROW + timedelta(hours=1)
    before = pair.help.inbox(pair.contact)
    pair.say(pair.contact, Said.NOT_HELD)
    pair.say(pair.asker, Said.TALKED)

    assert pair.help.inbox(pair.contact) == before
    agreed = pair.page().now.times.agreed
    assert agreed is not None
    assert (agreed.says(Side.CONTACT), agreed.says(Side.ASKER)) == (Said.NOT_HELD, Said.TALKED)
    pair.agree(TOMORROW + timedelta(days=2))
    with pair.at(pair.asker) as visitor:
        assert service.next_of(visitor.office, pair.asker, pair.id) is not None
