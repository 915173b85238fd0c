"""A unit's log is written by those who lead it, read by its people, and never overwritten in silence."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.support.acting import BY_NAME, KEY, Hand, written
from tests.support.world import CHARACTERS, TODAY, UNITS, settle, unit_id
from wellbeing.accounts import leading
from wellbeing.accounts.rows import SupervisionRow
from wellbeing.actions import keeping, service
from wellbeing.actions.log import Helped, Review, State
from wellbeing.actions.rows import TeamActionRow
from wellbeing.actions.service import DueFor
from wellbeing.database import make_engine, writing

# The second cycle of the small world ends on this Sunday: its first began on 1 December 2025.
FIRST_END, SECOND_END = date(2026, 3, 1), date(2026, 5, 31)


@pytest.fixture
def engine(database):
    database.make_tables()
    engine = make_engine(database.main)
    with Session(engine) as session:
        settle(session)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    with Session(engine) as session:
        yield session


@pytest.fixture
def hand(session):
    return Hand(session)


def test_exactly_those_who_act_for_a_unit_write_its_log(session):
    for number, (who, unit) in enumerate(product(CHARACTERS, UNITS)):
        hand, acts = Hand(session, who.name, unit), unit in who.acts_for and who.works_here
        told = nullcontext() if acts else pytest.raises(keeping.NotTheirsError)

        assert leading.leads(session, who.id, unit_id(unit), TODAY) == acts, (who.name, unit)
        with told:
            hand.adds(f"{number:032}")


def test_what_is_written_down_is_read_as_it_was_written(hand):
    hand.adds(owner_id=BY_NAME["supervisor"].id)

    action = hand.reads()

    assert action.written == written(owner_id=BY_NAME["supervisor"].id)
    assert (action.state, action.unit, action.owner) == (State.DOING, "Red", "Supervisor")
    assert action.review_on == SECOND_END


def test_without_a_decision_something_is_only_heard(hand):
    hand.adds(does="")

    assert hand.reads().state is State.HEARD


def test_sending_a_new_action_twice_writes_one(hand):
    hand.adds()
    hand.adds()

    assert len(service.first_page(hand.session, unit_id("red"), TODAY).actions) == 1


def test_a_key_of_another_units_log_opens_nothing(session, hand):
    hand.adds()

    with pytest.raises(keeping.NotTheirsError):
        Hand(session, "service manager", "blue").adds()
    with pytest.raises(keeping.NotTheirsError):
        keeping.change(Hand(session, "service manager", "blue").log, KEY, 1, written())


def test_only_somebody_who_leads_the_unit_becomes_an_owner(hand):
    with pytest.raises(keeping.NotAnOwnerError):
        hand.adds(owner_id=BY_NAME["staff"].id)

    hand.adds()
    with pytest.raises(keeping.NotAnOwnerError):
        keeping.change(hand.log, KEY, 1, written(owner_id=BY_NAME["service manager"].id))


@pytest.mark.parametrize("name", ["past supervisor", "left", "supervisor of another team"])
def test_whoever_does_not_lead_the_unit_any_more_looks_after_nothing_in_it(hand, session, name):
    hand.adds(owner_id=BY_NAME["supervisor"].id)
    assert not hand.reads().needs_owner
    with writing(session):
        session.get(TeamActionRow, KEY).owner_id = BY_NAME[name].id

    assert (hand.reads().owner, hand.reads().needs_owner) == ("", True)
    with pytest.raises(keeping.NotAnOwnerError):
        keeping.change(hand.log, KEY, 1, written(heard="Three.", owner_id=BY_NAME[name].id))
    keeping.change(hand.log, KEY, 1, written(owner_id=BY_NAME["supervisor"].id))
    assert (hand.reads().owner, hand.reads().needs_owner) == ("Supervisor", False)


def test_what_has_ended_needs_nobody_to_look_after_it_and_its_words_can_be_put_right(hand, session):
    owner = BY_NAME["past supervisor"].id
    hand.adds(owner_id=BY_NAME["supervisor"].id)
    keeping.end(hand.log, KEY, 1, State.DONE, "One report is gone.")
    with writing(session):
        session.get(TeamActionRow, KEY).owner_id = owner

    keeping.change(hand.log, KEY, 2, written(heard="Three.", owner_id=owner))

    assert (hand.reads().written.heard, hand.reads().needs_owner) == ("Three.", False)


def test_of_two_who_change_the_same_version_the_second_is_told(hand):
    hand.adds()
    keeping.change(hand.log, KEY, 1, written(heard="The first."))

    with pytest.raises(keeping.ChangedMeanwhileError) as told:
        keeping.change(hand.log, KEY, 1, written(heard="The second."))

    assert told.value.now.written.heard == "The first."
    assert hand.reads().written.heard == "The first."


def test_of_two_at_the_same_moment_one_is_kept_and_one_is_told(engine, hand):
    hand.adds()

    def change(words):
        with Session(engine) as session:
            try:
                keeping.change(Hand(session).log, KEY, 1, written(heard=words))
            except keeping.ChangedMeanwhileError:
                return "told"
        return "kept"

    with ThreadPoolExecutor(4) as four:
        found = list(four.map(change, ["a", "b", "c", "d"]))

    assert sorted(found) == ["kept", "told", "told", "told"]


def test_sending_the_same_words_twice_is_not_a_change(hand):
    hand.adds()
    keeping.change(hand.log, KEY, 1, written(heard="New."))

    keeping.change(hand.log, KEY, 1, written(heard="New."))

    assert hand.reads().version == 2


def test_what_is_done_is_looked_back_on_once_and_what_is_let_go_never(hand):
    hand.adds()
    keeping.end(hand.log, KEY, 1, State.DONE, "One report is gone.")
    assert (hand.reads().did, hand.reads().review_on) == ("One report is gone.", SECOND_END)

    keeping.end(hand.log, KEY, 2, State.DROPPED, "It was the wrong report.")
    assert hand.reads().review_on is None
    with pytest.raises(keeping.EndedMeanwhileError):
        keeping.review(hand.log, KEY, Helped.YES)


def test_ending_twice_and_opening_twice_change_nothing(hand):
    hand.adds()
    for _ in range(2):
        keeping.end(hand.log, KEY, 1, State.DONE, "Gone.")
    assert hand.reads().version == 2

    for _ in range(2):
        keeping.reopen(hand.log, KEY)
    assert (hand.reads().state, hand.reads().version) == (State.DOING, 3)


def test_anybody_in_the_team_writes_down_what_the_team_says(session, hand):
    hand.adds()

    keeping.review(Hand(session, "staff").log, KEY, Helped.NO)
    keeping.review(Hand(session, "staff").log, KEY, Helped.PARTLY)
    keeping.review(Hand(session, "staff", on=TODAY + timedelta(weeks=14)).log, KEY, Helped.YES)

    assert hand.reads().reviews == (
        Review(TODAY, Helped.PARTLY),
        Review(TODAY + timedelta(weeks=14), Helped.YES),
    )


def test_pressing_twice_says_it_once(session, hand):
    hand.adds()
    for _ in range(2):
        keeping.review(Hand(session, "staff").log, KEY, Helped.NO)

    assert (hand.reads().version, len(hand.reads().reviews)) == (2, 1)


def test_where_nobody_leads_up_to_the_top_nobody_can_own_an_action(session):
    with writing(session):
        session.execute(delete(SupervisionRow))

    assert keeping.owners(session, unit_id("red"), TODAY) == ()
    assert keeping.owners(session, "0" * 32, TODAY) == ()


@pytest.mark.parametrize("who", ["service manager", "supervisor of another team", "without a team"])
def test_nobody_else_speaks_for_the_team(session, hand, who):
    hand.adds()

    with pytest.raises(keeping.NotTheirsError):
        keeping.review(Hand(session, who).log, KEY, Helped.YES)


def test_what_is_done_is_finished_when_the_team_has_spoken_unless_it_is_too_early(hand):
    hand.adds()
    keeping.end(hand.log, KEY, 1, State.DONE, "Gone.")

    keeping.review(hand.log, KEY, Helped.EARLY)
    assert hand.reads().review_on == SECOND_END

    keeping.review(hand.log, KEY, Helped.YES)
    assert hand.reads().review_on is None


def test_an_action_is_due_a_week_before_its_day_and_then_looked_back_on(hand, session):
    hand.adds(due_on=TODAY + timedelta(days=8))
    red = [unit_id("red")]

    def due(on):
        return [(one.what_for, one.on) for one in service.due(session, red, on).first]

    assert due(TODAY) == []
    assert due(TODAY + timedelta(days=1)) == [(DueFor.DOING, TODAY + timedelta(days=8))]
    keeping.end(hand.log, KEY, 1, State.DONE, "Gone.")
    assert due(SECOND_END - timedelta(days=1)) == []
    assert due(SECOND_END) == [(DueFor.REVIEW, SECOND_END)]


def test_the_latest_of_the_own_team_is_what_changed_last(session):
    Hand(session, on=TODAY - timedelta(days=9)).adds("a" * 32, heard="Older.")
    Hand(session, on=TODAY - timedelta(days=8)).adds("b" * 32, heard="Newer.")
    keeping.review(Hand(session, "staff").log, "a" * 32, Helped.YES)

    latest = service.latest_for(session, BY_NAME["staff"].id, TODAY)

    assert latest is not None
    assert latest.written.heard == "Older."
    assert service.latest_for(session, BY_NAME["service manager"].id, TODAY) is None
    assert service.latest_for(session, BY_NAME["without a team"].id, TODAY) is None


@pytest.mark.parametrize(
    "fault",
    [
        {"state": "gone"},
        {"heard": ""},
        {"does": ""},
        {"state": "done"},
        {"ended_on": TODAY},
        {"state": "done", "ended_on": TODAY},
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_broken_action(session, fault):
    fields = {
        "id": KEY, "unit_id": unit_id("red"), "area": "role", "idea": "", "heard": "Heard.",
        "does": "Do.", "did": "", "due_on": TODAY, "state": "doing", "began_on": TODAY,
        "changed_on": TODAY, "version": 1, "turn": 1,
    }  # fmt: skip
    with pytest.raises(IntegrityError), writing(session):
        session.execute(insert(TeamActionRow).values(**(fields | fault)))


def test_listing_what_somebody_acts_for_and_climbing_from_a_unit_agree(session):
    for who in CHARACTERS:
        listed = {unit.name.lower() for unit in leading.units_led(session, who.id, TODAY)}

        assert listed == {
            unit for unit in UNITS if leading.leads(session, who.id, unit_id(unit), TODAY)
        }
        assert listed == (who.acts_for if who.works_here else set())
