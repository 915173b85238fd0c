"""What is beyond a team goes up in one press and is answered; the team reads every answer."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.support.acting import BY_NAME, KEY, Hand
from tests.support.world import TODAY, settle, unit_id
from wellbeing.accounts.rows import SupervisionRow, UnitRow
from wellbeing.actions import keeping, passing_up, service
from wellbeing.actions.log import Decision, State
from wellbeing.actions.passing_up import Said
from wellbeing.actions.service import DueFor
from wellbeing.database import make_engine, writing

NO = Said(Decision.NO, "There is no money for it this year.")
PROMISED = TODAY + timedelta(weeks=4)
BY = Said(Decision.BY, "The new post begins then.", PROMISED)


@pytest.fixture
def session(database):
    database.make_tables()
    engine = make_engine(database.main)
    with Session(engine) as session:
        settle(session)
        Hand(session).adds()
        yield session
    engine.dispose()


def passed(session):
    return passing_up.pass_up(Hand(session).log, KEY)


def above(session, on=TODAY):
    return Hand(session, "service manager", "help", on).log


def waiting(session, unit="help", on=TODAY):
    found = service.due(session, [unit_id(unit)], on, answering=[unit_id(unit)])
    return [one.action.id for one in found.first if one.what_for is DueFor.ANSWER]


def test_one_press_asks_whoever_leads_the_unit_above(session):
    assert passed(session) == unit_id("help")

    assert waiting(session) == [KEY]
    assert waiting(session, "north") == []
    assert Hand(session).asked().to_unit == "Help"


def test_pressing_twice_asks_once(session):
    passed(session)
    version = Hand(session).reads().version

    passed(session)

    assert Hand(session).reads().version == version


def test_a_unit_above_that_nobody_leads_is_left_out(session):
    Hand(session, "supervisor of another team", "green").adds("b" * 32)

    asked = passing_up.pass_up(Hand(session, "supervisor of another team", "green").log, "b" * 32)

    assert asked == unit_id("org")


def test_at_the_top_there_is_nobody_to_ask(session):
    Hand(session, "manager of everything", "org").adds("b" * 32)

    with pytest.raises(passing_up.NobodyAboveError):
        passing_up.pass_up(Hand(session, "manager of everything", "org").log, "b" * 32)


def test_what_has_ended_is_not_passed_up(session):
    keeping.end(Hand(session).log, KEY, 1, State.DONE, "Gone.")

    with pytest.raises(keeping.NotTheirsError):
        passed(session)


def test_the_team_reads_the_answer_its_reason_and_whose_it_is(session):
    passed(session)

    passing_up.answer(above(session), KEY, 1, NO)

    answer = Hand(session).answers()[-1]
    assert (answer.decision, answer.why, answer.name) == (Decision.NO, NO.why, "Service Manager")
    assert waiting(session) == []


def test_a_promised_day_that_has_come_waits_for_an_answer_again(session):
    passed(session)
    passing_up.answer(above(session), KEY, 1, BY)

    assert waiting(session, on=PROMISED - timedelta(days=1)) == []
    assert waiting(session, on=PROMISED) == [KEY]


def test_a_later_answer_never_takes_an_earlier_one_away(session):
    passed(session)
    passing_up.answer(above(session), KEY, 1, BY)
    passing_up.answer(above(session, PROMISED), KEY, 2, NO)

    answers = Hand(session).answers()
    assert [one.decision for one in answers] == [Decision.BY, Decision.NO]
    assert answers[0].by_on == PROMISED


def test_whoever_answers_second_is_told_of_the_first(session):
    passed(session)
    passing_up.answer(above(session), KEY, 1, BY)

    with pytest.raises(keeping.ChangedMeanwhileError):
        passing_up.answer(above(session), KEY, 1, NO)


def test_sending_an_answer_twice_keeps_one(session):
    passed(session)
    for _ in range(2):
        passing_up.answer(above(session), KEY, 1, BY)

    assert len(Hand(session).answers()) == 1


@pytest.mark.parametrize(
    ("who", "unit"),
    [
        ("supervisor", "red"),
        ("directorate manager", "north"),
        ("staff", "help"),
        ("supervisor", "help"),
    ],
)
def test_nobody_but_the_manager_who_was_asked_answers(session, who, unit):
    passed(session)

    with pytest.raises(keeping.NotTheirsError):
        passing_up.answer(Hand(session, who, unit).log, KEY, 1, NO)


def test_what_was_not_passed_up_cannot_be_answered(session):
    with pytest.raises(keeping.NotTheirsError):
        passing_up.answer(above(session), KEY, 1, NO)


def test_when_the_manager_goes_the_next_one_above_answers(session):
    passed(session)
    with writing(session):
        key = (BY_NAME["service manager"].id, unit_id("help"), BY_NAME["service manager"].lead_from)
        session.get(SupervisionRow, key).until_on = TODAY

    assert waiting(session) == [KEY]
    passing_up.answer(Hand(session, "directorate manager", "help").log, KEY, 1, NO)
    assert Hand(session).answers()[-1].name == "Directorate Manager"


def test_when_the_unit_above_is_closed_it_can_be_passed_up_anew(session):
    passed(session)
    with writing(session):
        session.get(UnitRow, unit_id("help")).closed_on = TODAY

    assert passed(session) == unit_id("north")
    assert waiting(session, "north") == [KEY]


def test_passed_up_anew_an_answer_of_before_does_not_stand_for_the_new_one(session):
    passed(session)
    passing_up.answer(above(session), KEY, 1, NO)
    later = TODAY + timedelta(days=1)
    with writing(session):
        session.get(UnitRow, unit_id("help")).closed_on = later

    assert not Hand(session, on=later).asked().is_there
    passing_up.pass_up(Hand(session, on=later).log, KEY)

    assert Hand(session, on=later).asked().is_there
    assert waiting(session, "north", later) == [KEY]
    passing_up.answer(Hand(session, "directorate manager", "north", later).log, KEY, 2, BY)
    assert waiting(session, "north", later) == []
    assert len(Hand(session).answers()) == 2


def test_what_has_ended_waits_for_no_answer(session):
    passed(session)
    keeping.end(Hand(session).log, KEY, Hand(session).reads().version, State.DROPPED, "Not needed.")

    assert waiting(session) == []
