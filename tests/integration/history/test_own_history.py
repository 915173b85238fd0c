"""What a person sees of their own weeks, missed ones included."""

from sqlalchemy import select

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office, check_in
from tests.support.histories import default_policy
from wellbeing.database import writing
from wellbeing.history import service
from wellbeing.history.kept import Drawer
from wellbeing.history.rows import PlacementRow
from wellbeing.history.service import Answers, PastWeek
from wellbeing.history.timeline import Span, timeline
from wellbeing.stepped_care import ActKind, Step


def steps(weeks: tuple[PastWeek, ...]) -> list[str | None]:
    return [one.step for one in weeks]


def test_somebody_who_never_checked_in_has_no_history(office: Office) -> None:
    assert office.current("ada", WEEK) is None
    assert office.past("ada", WEEK) == ()


def test_the_latest_placement_and_answers_are_shown(office: Office) -> None:
    last = office.live("ada", "3 14")

    current = office.current("ada", last)

    assert current is not None
    assert (current.placement.week, current.placement.step) == (last, Step.REACTIVE)
    assert current.answers == Answers(check_in("14"))
    assert (current.answered_week, current.talk_open) == (last, False)
    assert current.receipt is not None


def test_what_began_an_offer_is_told_as_long_as_the_offer_lasts(office: Office) -> None:
    began = office.live("ada", "3 14")
    at_once = office.current("ada", began)
    assert at_once is not None
    assert at_once.opened is None  # The reasons of this very week say it.

    missed = office.current("ada", began.plus(3))
    assert missed is not None
    assert missed.opened == at_once.placement

    office.act("ada", began, ActKind.CLOSE_REACTIVE)
    closed = office.current("ada", began.plus(3))
    assert closed is not None
    assert closed.opened is None


def test_a_week_that_is_not_over_is_not_missed(office: Office) -> None:
    last = office.live("ada", "14")

    next_week = office.current("ada", last.plus(1))
    week_after = office.current("ada", last.plus(2))

    assert next_week is not None
    assert next_week.placement.week == last
    assert week_after is not None
    assert week_after.placement.week == last.plus(1)
    assert "no check-in for this week" in week_after.placement.reasons[0].sentence
    assert week_after.answered_week == last


def test_after_eight_weeks_there_is_no_current_information(office: Office) -> None:
    last = office.live("ada", "14")

    after_seven = office.current("ada", last.plus(8))
    after_eight = office.current("ada", last.plus(9))

    assert after_seven is not None
    assert after_seven.placement.step is Step.REACTIVE
    assert after_eight is not None
    assert after_eight.placement.no_current_information


def test_an_earlier_week_can_be_asked_for(office: Office) -> None:
    last = office.live("ada", "3 – 14")

    first, missed, before = (office.current("ada", last, WEEK.plus(off)) for off in (0, 1, -1))

    assert first is not None
    assert (first.placement.week, first.placement.w) == (WEEK, 3)
    assert missed is not None
    assert (missed.placement.week, missed.placement.w) == (WEEK.plus(1), None)
    assert before is None


def test_the_last_weeks_are_told_in_order_with_the_missed_ones(office: Office) -> None:
    last = office.live("ada", "3 14 – ?+talk")

    told = office.past("ada", last.plus(2))

    assert [one.week for one in told] == [WEEK.plus(count) for count in range(5)]
    assert [one.w for one in told] == [3, 14, None, None, None]
    assert [one.answered for one in told] == [True, True, False, True, False]
    assert steps(told) == ["prevention", "reactive", "reactive", "reactive", "reactive"]


def test_no_more_weeks_are_told_than_asked_for(office: Office) -> None:
    last = office.live("ada", "3 3 3 – – 14")

    assert [one.week for one in office.past("ada", last, 3)] == [
        last.plus(off) for off in (-2, -1, 0)
    ]
    assert [one.week for one in office.past("ada", last.plus(1), 3)] == [
        last.plus(off) for off in (-2, -1, 0)
    ]


def test_a_timeline_begins_where_it_was_asked_to(office: Office) -> None:
    last = office.live("ada", "3 – – – 14")

    with office.session() as session:
        drawer = Drawer(session, office.vault, "ada")
        span = Span(last.plus(-1), last)
        told = timeline(drawer, drawer.care(), default_policy(), span)

    assert [one.week for one in told] == [last.plus(-1), last]


def test_a_long_silence_is_told_as_such(office: Office) -> None:
    last = office.live("ada", "3")

    told = office.past("ada", last.plus(20), 4)

    assert [one.week for one in told] == [last.plus(off) for off in (16, 17, 18, 19)]
    assert steps(told) == [None] * 4


def test_an_act_without_a_check_in_is_no_answer(office: Office) -> None:
    last = office.live("ada", "14 –+close")

    current = office.current("ada", last)

    assert current is not None
    assert current.placement.rules == ("D0",)
    assert current.answered_week == WEEK
    assert [one.answered for one in office.past("ada", last)] == [True, False]


def test_people_do_not_see_each_other(office: Office) -> None:
    office.live("ada", "14")
    office.live("grace", "3")

    ada, grace = office.current("ada", WEEK), office.current("grace", WEEK)

    assert ada is not None
    assert grace is not None
    assert (ada.placement.step, grace.placement.step) == (Step.REACTIVE, Step.PREVENTION)


def test_old_answers_go_and_the_step_stays(office: Office) -> None:
    last = office.live("ada", "3 3 3 3 14")

    with office.session() as session:
        desk = office.desk(session, last.plus(service.KEPT_WEEKS))
        with writing(session):
            service.forget_old(desk)
        kept = [service.answers_of(desk, "ada", WEEK.plus(count)) is not None for count in range(5)]
        placed = session.scalars(select(PlacementRow.week)).all()
    long_after = office.current("ada", last.plus(service.KEPT_WEEKS + 1))
    back = office.send("ada", last.plus(service.KEPT_WEEKS + 2), "9")

    assert kept == [False, False, False, False, True]
    assert placed == [str(last)]
    assert long_after is not None
    assert long_after.placement.no_current_information
    assert (back.placement.step, back.placement.baseline) == (Step.REACTIVE, 3.0)
