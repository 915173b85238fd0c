"""Sending a check-in: once for each week, whoever presses how often, with agreement only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from wellbeing.checkins import service
from wellbeing.checkins.drafts import Draft
from wellbeing.checkins.service import (
    AlreadyCheckedInError,
    Answers,
    Decision,
    NotTakingPartError,
    Sent,
)
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.stepped_care import ActKind, CheckIn, Step, Talk
from wellbeing.support import service as support
from wellbeing.week import Week

TEXT = content().consent
KEYS = [f"{number:032x}" for number in range(100)]
WEEK = Week(2026, 10)
WINDOWS = 4


def answers(*signs, **more):
    whom = more.pop("talk_with", None)
    return Answers(CheckIn(tuple(signs) or (1, 1, 1, 1, 1, 1), **more), whom)


def office_of(visitor, desk):
    return support.Office(desk, visitor.home.clock.now(), content().offers.promise)


def send(visitor, given, key=KEYS[0], week=WEEK, replace=False):
    with visitor.desk() as desk:
        return service.submit(
            desk, TEXT, visitor.person_id, Sent(week, given, key, replace=replace)
        )


def test_a_check_in_and_its_draft_change_together(ann):
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK, Draft({"sleep": "1"}))

    recorded = send(ann, answers())

    assert ann.draft(WEEK) is None
    assert ann.sent(WEEK) == answers()
    assert len(recorded.receipt) == 7


def test_a_refused_check_in_leaves_the_draft(ann):
    send(ann, answers())
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK, Draft({"sleep": "1"}))

    with pytest.raises(AlreadyCheckedInError):
        send(ann, answers(0, 0, 0, 0, 0, 0), KEYS[1])

    assert ann.draft(WEEK) == Draft({"sleep": "1"})
    assert ann.sent(WEEK) == answers()


def test_the_same_form_sent_again_gives_the_same_receipt(ann):
    first = send(ann, answers())

    again = send(ann, answers())

    assert again.receipt == first.receipt
    assert again.replayed


def test_replacing_gives_a_new_receipt_and_the_new_answers(ann):
    first = send(ann, answers())

    replaced = send(ann, answers(0, 0, 0, 0, 0, 0), KEYS[1], replace=True)

    assert replaced.receipt != first.receipt
    assert ann.sent(WEEK) == answers(0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("same_form", [True, False])
def test_windows_that_send_at_the_same_moment_keep_one_check_in(ann, same_form):
    together = Barrier(WINDOWS)

    def press(number):
        given = answers(number, 1, 1, 1, 1, 1)
        sent = Sent(WEEK, given, KEYS[0] if same_form else KEYS[number])
        with ann.desk() as desk:
            desk.session.connection()
            together.wait()
            try:
                return service.submit(desk, TEXT, ann.person_id, sent).receipt
            except AlreadyCheckedInError as error:
                return error.receipt

    with ThreadPoolExecutor(WINDOWS) as pool:
        receipts = set(pool.map(press, range(WINDOWS)))

    assert len(receipts) == 1
    assert ann.sent(WEEK) is not None


@pytest.mark.parametrize("decision", [None, Decision.DECLINE, Decision.WITHDRAW])
def test_without_agreement_nothing_is_kept(ann, decision):
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK, Draft({"sleep": "1"}))
        if decision:
            service.consent(desk, TEXT, ann.person_id, decision)
    person = ann.person_id if decision else "somebody else"

    with ann.desk() as desk, pytest.raises(NotTakingPartError):
        service.submit(desk, TEXT, person, Sent(WEEK, answers(), KEYS[0]))

    assert ann.sent(WEEK) is None
    assert (ann.draft(WEEK) is None) == (decision is not None)


def test_an_agreement_of_last_year_is_not_enough(ann):
    ann.home.clock.standing_at += timedelta(days=365)
    week = Week.of(ann.home.clock.now().date())

    with pytest.raises(NotTakingPartError):
        send(ann, answers(), week=week)


def test_a_draft_is_forgotten_after_seven_days(ann):
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK, Draft({"sleep": "1"}))

    ann.home.clock.standing_at += timedelta(days=7)
    assert ann.draft(WEEK) is not None
    ann.home.clock.standing_at += timedelta(days=1)
    assert ann.draft(WEEK) is None


def test_old_drafts_are_removed_and_others_stay(ann):
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK, Draft({"sleep": "1"}))
    ann.home.clock.standing_at += timedelta(days=6)
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK.plus(1), Draft({"sleep": "2"}))

    ann.home.clock.standing_at += timedelta(days=2)
    with ann.desk() as desk:
        service.forget_old_drafts(desk)
    ann.home.clock.standing_at -= timedelta(days=8)

    assert ann.draft(WEEK) is None
    assert ann.draft(WEEK.plus(1)) == Draft({"sleep": "2"})


def test_week_53_is_a_week_like_any_other(ann):
    ann.home.clock.standing_at = datetime(2026, 12, 31, 9, tzinfo=UTC)
    send(ann, answers(), week=Week(2026, 53))
    ann.home.clock.standing_at = datetime(2027, 1, 4, 9, tzinfo=UTC)

    send(ann, answers(2, 2, 2, 2, 2, 2), KEYS[1], week=Week(2027, 1))

    assert ann.sent(Week(2026, 53)) == answers()
    assert ann.sent(Week(2027, 1)) == answers(2, 2, 2, 2, 2, 2)


def test_closing_the_offer_and_withdrawing_the_wish_to_talk_are_the_person_s(ann):
    send(ann, answers(talk=Talk.SOON))
    assert ann.current(WEEK).placement.step is Step.REACTIVE

    with ann.desk() as desk:
        support.withdraw(office_of(ann, desk), ann.person_id, support.Kind.TALK)
        service.close_offer(desk, ann.person_id, WEEK)

    assert ann.current(WEEK).placement.step is Step.PREVENTION
    assert not ann.current(WEEK).talk_open


def passed_on(ann, given, key=KEYS[0], **more):
    """Send a check-in whose last page showed what is passed on."""
    with ann.desk() as desk:
        office = office_of(ann, desk)
        sent = Sent(WEEK, given, key, shown=mark_of(ann, office, given), **more)
        return service.submit(desk, TEXT, ann.person_id, sent, office)


def mark_of(ann, office, given):
    try:
        return support.ahead(office, ann.person_id, service.wish_of(given)).mark
    except support.NobodyToAskError:
        return ""


def wishes(ann):
    with ann.desk() as desk:
        return [one.wish for one in support.mine(office_of(ann, desk), ann.person_id)]


def asking(with_whom="practitioner"):
    check_in = CheckIn((1,) * 6, talk=Talk.SOON)
    return Answers(check_in, talk_with=with_whom, talk_how="phone")


def test_a_wish_to_talk_is_passed_on_with_the_check_in_and_only_once(ann):
    passed_on(ann, asking())
    passed_on(ann, asking())
    passed_on(ann, asking("peer_supporter"), KEYS[1], replace=True)

    assert wishes(ann) == [
        support.Wish(support.Kind.TALK, soon=True, with_whom="practitioner", how="phone")
    ]


@pytest.mark.parametrize("with_whom", [None, "somebody else"])
def test_a_wish_for_nobody_is_kept_and_passed_on_to_nobody(ann, with_whom):
    passed_on(ann, asking(with_whom))

    assert wishes(ann) == []
    assert ann.current(WEEK).talk_open


def test_what_no_page_showed_is_not_passed_on(ann):
    send(ann, asking())

    assert wishes(ann) == []


@pytest.mark.parametrize("shown", ["", "something else"])
def test_what_was_shown_otherwise_is_not_passed_on_and_the_check_in_is_kept(ann, shown):
    with ann.desk() as desk:
        sent = Sent(WEEK, asking(), KEYS[0], shown=shown)
        service.submit(desk, TEXT, ann.person_id, sent, office_of(ann, desk))

    assert wishes(ann) == []
    assert ann.sent(WEEK) == asking()
    assert ann.current(WEEK).talk_open


def test_a_wish_that_is_with_somebody_outlives_a_later_no(ann):
    passed_on(ann, asking())

    passed_on(ann, answers(talk=Talk.NO), KEYS[1], replace=True)

    assert ann.sent(WEEK) == answers(talk=Talk.NO)
    assert ann.current(WEEK).talk_open
    assert ann.current(WEEK).placement.rules == ("U5",)


def test_a_refused_check_in_passes_nothing_on(ann):
    send(ann, answers())

    with pytest.raises(AlreadyCheckedInError):
        passed_on(ann, asking(), KEYS[1])

    assert wishes(ann) == []


@pytest.mark.parametrize("done", [ActKind.TALK_HELD, ActKind.TALK_WITHDRAWN])
@pytest.mark.parametrize("with_whom", ["practitioner", None])
def test_a_late_wish_is_newer_than_a_talk_of_this_week(ann, done, with_whom):
    ann.home.clock.standing_at += timedelta(days=7)
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        history.act(desk, ann.person_id, WEEK.plus(1), done)

    given = answers(talk=Talk.SOON, talk_with=with_whom)
    with ann.desk() as desk:
        office = office_of(ann, desk)
        sent = Sent(WEEK, given, KEYS[0], shown=mark_of(ann, office, given))
        service.submit(desk, TEXT, ann.person_id, sent, office)

    with ann.desk() as desk:
        assert history.talk_is_open(desk, ann.person_id)
        current = history.current(desk, ann.person_id, WEEK.plus(1))
        assert current is not None
        assert current.placement.rules == ("U5",)


def test_what_is_put_right_late_does_not_open_a_held_talk_again(ann):
    send(ann, answers(talk=Talk.SOON))
    ann.home.clock.standing_at += timedelta(days=7)
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        history.act(desk, ann.person_id, WEEK.plus(1), ActKind.TALK_HELD)

    send(ann, answers(2, 1, 1, 1, 1, 1, talk=Talk.SOON), KEYS[1], replace=True)

    with ann.desk() as desk:
        assert not history.talk_is_open(desk, ann.person_id)
