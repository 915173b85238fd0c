"""A check-in is kept once per person and week, with the placement it leads to."""

import re
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office, check_in
from tests.support.histories import default_policy, history
from wellbeing.database import WRITES
from wellbeing.history import service
from wellbeing.history.kept import Drawer
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.history.service import AlreadyCheckedInError, Answers, WrongWeekError
from wellbeing.stepped_care import Act, ActKind, Event, Step, Talk, advance, catch_up, place


def test_a_check_in_gets_a_receipt_and_a_step_with_its_reason(office: Office) -> None:
    recorded = office.send("ada", WEEK, "14")

    assert re.fullmatch(r"[2-9B-Z]{4}-[2-9B-Z]{2}", recorded.receipt)
    assert recorded.placement.step is Step.REACTIVE
    assert "14 out of 18" in recorded.placement.reasons[0].sentence
    assert not recorded.replayed


def test_nothing_is_kept_before_the_caller_commits(office: Office) -> None:
    with office.session() as session:
        session.connection(execution_options={WRITES: True})
        service.record(office.desk(session, WEEK), "ada", WEEK, Answers(check_in("3")), "form")
        session.rollback()
        kept = [
            session.scalars(select(row)).all() for row in (CheckInRow, PlacementRow, CareStateRow)
        ]

    assert kept == [[], [], []]


def test_the_same_form_sent_twice_is_kept_once(office: Office) -> None:
    first = office.send("ada", WEEK, "9", "form")
    second = office.send("ada", WEEK, "9", "form")

    assert (second.receipt, second.placement) == (first.receipt, first.placement)
    assert second.replayed


def test_another_form_for_the_same_week_is_told_of_the_first(office: Office) -> None:
    first = office.send("ada", WEEK, "9", "form")

    with pytest.raises(AlreadyCheckedInError) as caught:
        office.send("ada", WEEK, "3", "another form")

    assert caught.value.receipt == first.receipt


def test_a_replacement_is_placed_from_the_state_before_the_week(office: Office) -> None:
    office.live("ada", "9")
    second = WEEK.plus(1)

    high = office.send("ada", second, "9", "form")
    low = office.send("ada", second, "3", "again")
    high_again = office.send("ada", second, "9", "again and again")

    assert [one.placement.step for one in (high, low, high_again)] == [
        Step.REACTIVE,
        Step.PREVENTION,
        Step.REACTIVE,
    ]
    assert len({high.receipt, low.receipt, high_again.receipt}) == 3


def test_a_replacement_keeps_the_acts_of_its_week(office: Office) -> None:
    office.send("ada", WEEK, "14")
    office.act("ada", WEEK, ActKind.CLOSE_REACTIVE)

    replaced = office.send("ada", WEEK, "13", "again")

    assert replaced.placement.step is Step.PREVENTION
    assert replaced.placement.rules == ("U3", "D0")


def test_a_wish_to_talk_after_a_talk_in_the_same_week_stays_open(office: Office) -> None:
    office.send("ada", WEEK, "3+talk")
    office.act("ada", WEEK, ActKind.TALK_WITHDRAWN)
    closed = office.current("ada", WEEK)

    office.send("ada", WEEK, "3+talk-soon", "again")

    opened = office.current("ada", WEEK)
    assert closed is not None
    assert not closed.talk_open
    assert opened is not None
    assert opened.talk_open


def test_an_act_done_twice_at_once_is_done_once(office: Office) -> None:
    office.send("ada", WEEK, "14")

    once = office.act("ada", WEEK, ActKind.CLOSE_REACTIVE)
    twice = office.act("ada", WEEK, ActKind.CLOSE_REACTIVE)

    with office.session() as session:
        (kept,) = Drawer(session, office.vault, "ada").placed([WEEK])
    assert once == twice
    assert kept.given.acts == (Act(ActKind.CLOSE_REACTIVE),)


def test_last_week_can_be_sent_after_this_week_and_this_week_is_placed_anew(office: Office) -> None:
    this_week = WEEK.plus(2)
    office.live("ada", "3 –")
    before = office.send("ada", this_week, "9")

    late = office.send("ada", this_week.plus(-1), "9", today=this_week)

    after = office.current("ada", this_week)
    assert before.placement.step is late.placement.step is Step.PREVENTION
    assert after is not None
    assert after.placement.step is Step.REACTIVE
    assert after.placement.rules == ("U1",)


def test_last_week_can_be_replaced_after_this_week(office: Office) -> None:
    this_week = office.live("ada", "9 9")

    office.send("ada", WEEK, "3", "again", today=this_week)

    current = office.current("ada", this_week)
    assert current is not None
    assert current.placement.step is Step.PREVENTION


@pytest.mark.parametrize("off", [-2, 1, 52])
def test_only_this_week_and_the_last_can_be_changed(office: Office, off: int) -> None:
    with pytest.raises(WrongWeekError):
        office.send("ada", WEEK.plus(off), "3", today=WEEK)


def test_two_first_check_ins_at_once_are_kept_once(office: Office) -> None:
    ready = Barrier(2)
    outcomes: list[str] = []

    def send(form: str) -> None:
        ready.wait(timeout=20)
        try:
            office.send("ada", WEEK, "3", form)
            outcomes.append("kept")
        except (AlreadyCheckedInError, IntegrityError):
            outcomes.append("refused")

    senders = [Thread(target=send, args=(form,)) for form in ("one", "two")]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=30)

    assert sorted(outcomes) == ["kept", "refused"]


def test_what_is_kept_of_a_week_replays_by_itself(office: Office) -> None:
    weeks = "3 2 – 4 3 9 – 14+talk 9+held 5 – 5 5 –+close 3"
    last = office.live("ada", weeks)

    with office.session() as session:
        drawer = Drawer(session, office.vault, "ada")
        kept = drawer.placed(WEEK.plus(count) for count in range(last.since(WEEK) + 1))

    assert len(kept) == 12
    for one in kept:
        before, _ = catch_up(one.before, one.given.week.plus(-1), default_policy())
        after, placement = advance(before, one.given, default_policy())
        assert placement.to_bytes() == one.placement.to_bytes()
        assert after.to_bytes() == one.after.to_bytes()
    straight = {told.week: told for told in place(history(weeks, WEEK), default_policy())}
    assert [one.placement for one in kept] == [straight[one.given.week] for one in kept]


def test_answers_come_back_as_they_were_sent(office: Office) -> None:
    sent = Answers(
        check_in=check_in("7+second-hand+talk-soon"), talk_with="peer", talk_how="in_person"
    )

    office.send("ada", WEEK, sent)

    with office.session() as session:
        desk = office.desk(session, WEEK)
        kept = service.answers_of(desk, "ada", WEEK)
        missing = service.answers_of(desk, "ada", WEEK.plus(1))
    assert kept == sent
    assert kept.check_in.event is Event.SECOND_HAND
    assert kept.check_in.talk is Talk.SOON
    assert missing is None
