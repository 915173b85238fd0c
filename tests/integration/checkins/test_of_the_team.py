"""Where a check-in is received, a person reads what their own team heard, did and was answered."""

from tests.support.acting import KEY, Hand
from tests.support.world import TODAY
from wellbeing.actions import keeping, passing_up
from wellbeing.actions.log import Decision, State
from wellbeing.actions.passing_up import Said

ANSWERS = {"sleep": "0", "op": "1"}


def test_whoever_has_checked_in_reads_what_their_team_heard_and_did(home, ann):
    with home.session() as session:
        Hand(session).adds()
    assert "From your team" not in ann.get("/my-step").text

    received = ann.check_in(ANSWERS)

    for page in (received, ann.get("/this-week")):
        assert "From your team, Red" in page.text
        assert "We heard: Two reports say the same." in page.text
        assert "We do: We write one of them." in page.text
        assert "It is due on Wednesday 25 March 2026" in page.text


def test_the_answer_from_above_and_the_end_of_an_action_stand_there_too(home, ann):
    ann.check_in(ANSWERS)
    with home.session() as session:
        hand = Hand(session)
        hand.adds()
        passing_up.pass_up(hand.log, KEY)
        assert "No answer yet" in ann.get("/my-step").text

        above = Hand(session, "service manager", "help").log
        passing_up.answer(above, KEY, 1, Said(Decision.NO, "There is no money this year."))
        page = ann.get("/my-step").text
        assert "Passed up. The answer of" in page
        assert "There is no money this year." in page

        keeping.end(hand.log, KEY, hand.reads().version, State.DONE, "One report is gone.")
        page = ann.get("/this-week").text
        assert "We did: One report is gone." in page
        assert "It is due" not in page


def test_of_another_team_and_of_none_nothing_is_shown(home, ann):
    ann.check_in(ANSWERS)
    with home.session() as session:
        Hand(session, "supervisor of another team", "green", TODAY).adds()

    assert "From your team" not in ann.get("/my-step").text
    assert "From your team" not in ann.get("/this-week").text
