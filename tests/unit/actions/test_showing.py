"""What the log says of an action: nobody is named who is not there, and every answer stands in it."""

from datetime import date, timedelta

from tests.support.acting import written
from tests.unit.actions.test_log import an_action
from wellbeing.actions.log import Answer, Decision, Helped, Passed, Review, State
from wellbeing.actions.service import LogPage
from wellbeing.actions.showing import DECISIONS, FOR, HELPED, STATES, shown, shown_log
from wellbeing.content.loader import content

TODAY = date(2026, 4, 20)
LIBRARY = content().actions


def changed(action, **changes):
    return type(action)(**(vars(action) | changes))


def test_there_are_words_for_everything_that_can_be_said():
    assert set(STATES) == set(State)
    assert set(HELPED) == set(Helped)
    assert set(DECISIONS) | {Decision.BY} == set(Decision)
    assert len(FOR) == 3


def test_an_action_without_an_owner_is_the_whole_teams():
    assert shown(LIBRARY, an_action(), TODAY).owner == "The whole team"


def test_an_owner_who_is_gone_is_not_named():
    action = changed(an_action(), written=written(owner_id="gone"))

    assert shown(LIBRARY, action, TODAY).owner.startswith("Nobody now")
    assert shown(LIBRARY, changed(action, owner="Helen"), TODAY).owner == "Helen"


def test_an_area_that_the_library_has_no_more_is_left_out():
    action = changed(an_action(), written=written(area="former"))

    assert shown(LIBRARY, action, TODAY).area == ""


def test_the_newest_answer_and_the_newest_word_of_the_team_stand_first():
    answers = (
        Answer(1, Decision.BY, date(2026, 5, 1), "Then.", "tom", date(2026, 4, 1), "Tom"),
        Answer(2, Decision.NO, None, "Not then.", "tom", date(2026, 5, 2), "Tom"),
    )
    said = (Review(date(2026, 4, 1), Helped.EARLY), Review(date(2026, 6, 1), Helped.YES))
    action = changed(
        an_action(), passed=Passed("help", date(2026, 3, 1), answers, "Help"), reviews=said
    )

    found = shown(LIBRARY, action, TODAY)

    assert found.passed is not None
    assert [one.decision for one in found.passed.answers] == ["No", "Yes, by Friday 1 May 2026"]
    assert [word for word, _ in found.helped] == ["Yes, it helped", "Too early to say"]


def test_a_log_stands_in_three_parts_and_each_action_in_one():
    actions = (
        changed(an_action(due_on=TODAY), id="due"),
        changed(an_action(due_on=TODAY + timedelta(days=30)), id="goes on"),
        changed(an_action(due_on=TODAY + timedelta(days=30), review_on=TODAY), id="look back"),
        changed(an_action(State.DONE), id="done", turn=1, version=9),
        changed(an_action(State.DROPPED), id="dropped", turn=2),
    )

    log = shown_log(LIBRARY, LogPage(actions), TODAY)

    assert [one.id for one in log.due] == ["due", "look back"]
    assert [one.id for one in log.going_on] == ["goes on"]
    assert [one.id for one in log.ended] == ["dropped", "done"]
    assert [one.id for one in log.shown_first] == ["due", "look back", "goes on", "dropped"]
    assert shown_log(LIBRARY, LogPage(()), TODAY).is_empty
