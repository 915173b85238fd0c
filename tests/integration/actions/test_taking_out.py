"""Words that name a person are taken out of a log for good, by whoever wrote them or leads the unit."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.support.acting import BY_NAME, KEY, Hand, written
from tests.support.databases import SQLITE
from tests.support.world import TODAY, settle, unit_id
from wellbeing.accounts.rows import SupervisionRow
from wellbeing.actions import keeping, passing_up, service, taking_out
from wellbeing.actions.log import Decision, State
from wellbeing.actions.passing_up import Said
from wellbeing.database import Row, make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault

NAME = "Philippa Quillfeather"
HEARD, DOES, DID, WHY = (f"{said} {NAME}." for said in ("Ask", "Help", "Helped", "Because of"))
VAULT = Vault(KeyRing.fresh(), create_engine("sqlite://"))
ALL = ("heard", "does", "did", "answer-1")


@pytest.fixture
def session(database):
    """A log in which every text names a person."""
    database.make_tables()
    engine = make_engine(database.main)
    with Session(engine) as session:
        settle(session)
        hand = Hand(session)
        hand.adds(heard=HEARD, does=DOES)
        passing_up.pass_up(hand.log, KEY)
        passing_up.answer(above(session), KEY, 1, Said(Decision.NO, WHY))
        keeping.end(hand.log, KEY, version(session), State.DONE, DID)
        yield session
    engine.dispose()


def take_out(log, *what):
    """Take texts out; the key of the audit log alone is needed for that."""
    taking_out.take_out(log, VAULT, *what)


def above(session):
    return Hand(session, "service manager", "help").log


def version(session):
    return Hand(session).reads().version


def offered(session, name):
    log = Hand(session, name).log
    texts = taking_out.may_take_out(log, [Hand(session).reads()])[KEY]
    return tuple(one.id for one in texts)


def everything_stored(session):
    """Return all that any table has, as text."""
    return str([session.execute(select(table)).all() for table in Row.metadata.tables.values()])


def test_words_taken_out_are_nowhere_any_more_and_the_day_of_it_stays(database, session):
    assert NAME in everything_stored(session)

    take_out(Hand(session).log, KEY, version(session), ALL)

    action, answer = Hand(session).reads(), Hand(session).answers()[0]
    assert (action.written.heard, action.written.does, action.did, answer.why) == ("",) * 4
    gone = action.taken_out
    assert {gone.heard, gone.does, gone.did, answer.why_out_on} == {TODAY}
    assert (answer.decision, answer.name) == (Decision.NO, "Service Manager")
    assert NAME not in everything_stored(session)
    if database.kind == SQLITE:
        files = [file for file in database.data.rglob("*") if file.is_file()]
        assert files
        assert [file for file in files if NAME.encode() in file.read_bytes()] == []


def test_whoever_leads_the_unit_may_take_out_all_and_whoever_answered_their_reason(session):
    assert offered(session, "supervisor") == ALL
    assert offered(session, "service manager") == ("answer-1",)
    for name in ("staff", "directorate manager", "past supervisor", "supervisor of another team"):
        assert offered(session, name) == (), name
        with pytest.raises(keeping.NotTheirsError):
            take_out(Hand(session, name).log, KEY, version(session), ["answer-1"])
    with pytest.raises(keeping.NotTheirsError):
        take_out(Hand(session, "service manager").log, KEY, version(session), ["heard"])
    assert everything_stored(session).count(NAME) == len(ALL)


def test_whoever_wrote_an_answer_and_leads_no_more_may_still_take_it_out(session):
    manager = BY_NAME["service manager"]
    with writing(session):
        key = (manager.id, unit_id("help"), manager.lead_from)
        session.get(SupervisionRow, key).until_on = TODAY
    assert offered(session, "directorate manager") == ("answer-1",)

    take_out(Hand(session, "service manager").log, KEY, version(session), ["answer-1"])

    assert Hand(session).answers()[0].why == ""


def test_words_written_meanwhile_are_not_taken_out_unread(session):
    read = version(session)
    keeping.change(Hand(session).log, KEY, read, written(heard="Two reports.", does=DOES))

    with pytest.raises(keeping.ChangedMeanwhileError):
        take_out(Hand(session).log, KEY, read, ["heard"])

    assert Hand(session).reads().written.heard == "Two reports."


def test_pressed_twice_it_is_taken_out_once_and_nothing_of_another_log_is(session):
    read = version(session)
    for day in (TODAY, TODAY + timedelta(days=1)):
        take_out(Hand(session, on=day).log, KEY, read, ["did", "answer-1"])

    assert Hand(session).reads().taken_out.did == TODAY
    with pytest.raises(keeping.NotTheirsError):
        take_out(Hand(session, "service manager", "blue").log, KEY, read, ["heard"])
    with pytest.raises(keeping.NotTheirsError):
        take_out(Hand(session).log, KEY, version(session), ["state"])


def test_a_form_opened_before_does_not_bring_the_words_back_in_silence(session):
    read, hand = version(session), Hand(session)
    take_out(hand.log, KEY, read, ALL)

    for send in (
        lambda: hand.adds(heard=HEARD, does=DOES),
        lambda: keeping.change(hand.log, KEY, read, written(heard=HEARD, does=DOES)),
        lambda: keeping.end(hand.log, KEY, read, State.DONE, DID),
        lambda: passing_up.answer(above(session), KEY, 1, Said(Decision.NO, WHY)),
    ):
        with pytest.raises(keeping.ChangedMeanwhileError):
            send()
    assert NAME not in everything_stored(session)


def test_taking_out_is_no_news_of_the_team(session):
    Hand(session).adds("b" * 32, heard="The newest.")

    take_out(Hand(session).log, KEY, version(session), ALL)

    latest = service.latest_for(session, BY_NAME["staff"].id, TODAY)
    assert latest is not None
    assert latest.written.heard == "The newest."


def test_a_decision_whose_words_are_gone_is_still_a_decision_until_it_is_taken_back(session):
    hand = Hand(session)
    keeping.reopen(hand.log, KEY)
    take_out(hand.log, KEY, version(session), ["does", "did"])
    keeping.change(hand.log, KEY, version(session), written(heard="Two reports.", does=""))
    assert hand.reads().state is State.DOING

    keeping.end(hand.log, KEY, version(session), State.DONE, "Gone.")
    keeping.reopen(hand.log, KEY)
    assert hand.reads().state is State.DOING
    assert hand.reads().taken_out.does == TODAY

    keeping.change(hand.log, KEY, version(session), written(does="We write one."))
    keeping.change(hand.log, KEY, version(session), written(does=""))
    assert hand.reads().state is State.HEARD
