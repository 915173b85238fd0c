"""Two people at one action: the second reads what stands there now, and keeps what they typed."""

import re

import pytest

from tests.support.acting import HELP, KEY, RED, Hand, fields, reads, written
from tests.support.meanwhile import meanwhile
from wellbeing.actions import keeping, passing_up
from wellbeing.actions.keeping import about
from wellbeing.actions.log import Decision, Helped, State
from wellbeing.actions.passing_up import Said
from wellbeing.extensions import db

MINE, THEIRS = "What I typed.", "What somebody else wrote."
TEAM = f"/actions/{RED}/{KEY}"


@pytest.fixture
def at_the_same_time(home):
    """Do something between what a request has read and the transaction in which it writes."""

    def of(do):
        def with_a_session_of_its_own():
            with home.session() as session:
                do(session)

        with home.app.app_context():
            engine = db.engine
        return meanwhile(engine, about(RED), with_a_session_of_its_own)

    return of


def changes(session):
    hand = Hand(session)
    keeping.change(hand.log, KEY, hand.reads().version, written(heard=THEIRS))


def lets_go(session):
    hand = Hand(session)
    keeping.end(hand.log, KEY, hand.reads().version, State.DROPPED, THEIRS)


def answers(session):
    above = Hand(session, "service manager", "help").log
    passing_up.answer(above, KEY, 1, Said(Decision.NO, THEIRS))


def version_in(page):
    return re.findall(r'name="version" type="hidden" value="(\d+)"', page)[0]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("change", fields(version="2", heard=MINE)),
        ("end", {"version": "2", "state": "done", "did": MINE}),
    ],
)
def test_what_is_stored_now_is_shown_and_what_was_typed_is_kept_and_can_be_sent_again(
    browser, begun, at_the_same_time, path, sent
):
    supervisor = browser("supervisor")

    with at_the_same_time(changes):
        told = supervisor.post(f"{TEAM}/{path}", data=sent)

    assert told.status_code == 409
    assert THEIRS in told.text
    assert "Two reports say the same." not in told.text
    assert MINE in told.text
    again = sent | {"version": version_in(told.text)}
    assert supervisor.post(f"{TEAM}/{path}", data=again).status_code == 303
    assert MINE in reads(browser, "staff")


def test_a_new_action_sent_again_meanwhile_shows_what_stands_there_now(
    browser, begun, at_the_same_time
):
    with at_the_same_time(changes):
        told = browser("supervisor").post(
            f"/actions/{RED}/new", data=fields(version="2", heard=MINE)
        )

    assert told.status_code == 409
    assert THEIRS in told.text
    assert MINE in told.text


def test_whoever_answers_second_reads_the_first_answer_and_keeps_their_reason(
    browser, begun, at_the_same_time
):
    with at_the_same_time(answers):
        told = browser("service manager").post(
            f"/actions/{HELP}/asked/{KEY}", data={"number": "1", "decision": "yes", "why": MINE}
        )

    assert told.status_code == 409
    assert THEIRS in told.text
    assert MINE in told.text
    assert 'name="number" type="hidden" value="2"' in told.text


def test_an_answer_that_arrives_meanwhile_takes_no_words_from_who_changes_the_action(
    browser, begun, at_the_same_time
):
    with at_the_same_time(answers):
        told = browser("supervisor").post(f"{TEAM}/change", data=fields(version="2", heard=MINE))

    assert told.status_code == 409
    assert THEIRS in told.text
    assert MINE in told.text


def test_what_was_let_go_meanwhile_is_said_kindly_to_whoever_looks_back(
    browser, begun, at_the_same_time
):
    with at_the_same_time(lets_go):
        told = browser("staff").post(
            f"{TEAM}/helped", data={"helped": "yes"}, follow_redirects=True
        )

    assert "Somebody ended this action while you were choosing" in told.text
    assert "Yes, it helped" not in told.text


def test_only_what_is_open_can_go_on(home, browser, begun):
    offered = 'value="goes_on"'
    assert offered in reads(browser, "staff", f"{TEAM}/helped")
    browser("staff").post(f"{TEAM}/helped", data={"helped": "goes_on"})
    assert "It goes on" in reads(browser, "supervisor")

    with home.session() as session:
        hand = Hand(session)
        keeping.end(hand.log, KEY, hand.reads().version, State.DONE, "Gone.")
        with pytest.raises(keeping.EndedMeanwhileError):
            keeping.review(hand.log, KEY, Helped.GOES_ON)
    assert offered not in reads(browser, "staff", f"{TEAM}/helped")
    refused = browser("staff").post(f"{TEAM}/helped", data={"helped": "goes_on"})
    assert refused.status_code == 422
