"""A wish to talk said apart from a check-in: the rules hear it, and no check-in is made of it."""

import pytest

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office, check_in
from wellbeing.database import writing
from wellbeing.history import service
from wellbeing.history.kept import Drawer
from wellbeing.stepped_care import ActKind, Step, Talk, place


def ask(office: Office, person: str, talk: Talk = Talk.FEW_DAYS, week=WEEK):
    with office.session() as session, writing(session):
        return service.ask_to_talk(office.desk(session, week), person, week, talk)


def inputs(office: Office, person: str, *weeks):
    with office.session() as session:
        return [one.given for one in Drawer(session, office.vault, person).placed(weeks)]


def current_of(office: Office, person: str, week=WEEK) -> service.Current:
    found = office.current(person, week)
    assert found is not None
    return found


def test_asking_opens_reactive_support_from_the_first_week(office: Office) -> None:
    placement = ask(office, "ada")

    current = current_of(office, "ada")
    assert placement.rules == ("U5",)
    assert placement.step is Step.REACTIVE
    assert current.talk_open


def test_asking_makes_no_check_in_and_the_week_counts_as_not_answered(office: Office) -> None:
    ask(office, "ada")

    current = current_of(office, "ada")
    assert [one.answered for one in office.past("ada", WEEK)] == [False]
    assert (current.answers, current.answered_week, current.receipt) == (None, None, None)
    with office.session() as session:
        desk = office.desk(session, WEEK)
        assert service.answers_of(desk, "ada", WEEK) is None
        assert not service.release_inputs(session, office.vault, ["ada"], [WEEK]).sent.any()


def test_a_check_in_later_in_the_week_is_the_first_and_keeps_the_wish(office: Office) -> None:
    ask(office, "ada", Talk.SOON)

    recorded = office.send("ada", WEEK, "3+no-talk")

    current = current_of(office, "ada")
    assert not recorded.replayed
    assert recorded.placement.rules == ("U5",)
    assert recorded.placement.w == 3
    assert current.talk_open
    assert current.answers == service.Answers(check_in("3+no-talk"))
    assert [one.answered for one in office.past("ada", WEEK)] == [True]


def test_a_wish_after_the_check_in_is_kept_by_a_replacement(office: Office) -> None:
    office.send("ada", WEEK, "3+no-talk")
    ask(office, "ada")

    replaced = office.send("ada", WEEK, "4+no-talk", "again")

    assert replaced.placement.rules == ("U5",)
    assert current_of(office, "ada").talk_open


def test_a_wish_that_only_a_replaced_check_in_had_goes_with_it(office: Office) -> None:
    office.send("ada", WEEK, "3+talk")

    replaced = office.send("ada", WEEK, "3+no-talk", "again")

    assert replaced.placement.step is Step.PREVENTION
    assert not current_of(office, "ada").talk_open


def test_a_talk_that_was_held_in_the_week_stays_held(office: Office) -> None:
    ask(office, "ada")
    office.act("ada", WEEK, ActKind.TALK_HELD)

    recorded = office.send("ada", WEEK, "3")

    assert recorded.placement.step is Step.REACTIVE
    assert not current_of(office, "ada").talk_open


def test_a_wish_that_was_withdrawn_does_not_come_back_with_the_check_in(office: Office) -> None:
    ask(office, "ada")
    office.act("ada", WEEK, ActKind.TALK_WITHDRAWN)

    recorded = office.send("ada", WEEK, "3")

    assert recorded.placement.step is Step.PREVENTION
    assert not current_of(office, "ada").talk_open


def test_asking_again_after_a_talk_opens_the_wish_again(office: Office) -> None:
    ask(office, "ada")
    office.act("ada", WEEK, ActKind.TALK_HELD)

    ask(office, "ada")

    assert current_of(office, "ada").talk_open


def test_asking_twice_is_asking_once(office: Office) -> None:
    once = ask(office, "ada")

    assert ask(office, "ada") == once


def test_the_weeks_replay_to_what_was_kept(office: Office) -> None:
    office.live("ada", "3 3 3")
    third = WEEK.plus(2)
    last = WEEK.plus(4)
    ask(office, "ada", Talk.FEW_DAYS, third)
    ask(office, "ada", Talk.SOON, last)

    given = inputs(office, "ada", WEEK, WEEK.plus(1), third, last)

    assert [one.check_in.talk for one in given] == [None, None, Talk.FEW_DAYS, Talk.SOON]
    assert place(given, office.policies)[-1] == current_of(office, "ada", last).placement


def test_only_this_week_and_the_last_can_be_asked_in(office: Office) -> None:
    with office.session() as session, writing(session), pytest.raises(service.WrongWeekError):
        service.ask_to_talk(office.desk(session, WEEK), "ada", WEEK.plus(1), Talk.SOON)


def test_what_is_open_is_known(office: Office) -> None:
    def known():
        with office.session() as session:
            desk = office.desk(session, WEEK)
            return (
                service.talk_is_open(desk, "ada"),
                service.formal_is_open(desk, "ada"),
                service.asked_for_formal(desk, "ada"),
            )

    assert known() == (False, False, False)
    ask(office, "ada")
    office.act("ada", WEEK, ActKind.ASK_FORMAL)

    assert known() == (True, True, True)
