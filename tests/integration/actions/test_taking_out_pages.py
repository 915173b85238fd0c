"""The page on which words are taken out of a log, and what everybody reads there afterwards."""

import pytest

from tests.support.acting import HELP, KEY, RED, Hand, errors_in, reads
from wellbeing.actions import keeping, passing_up
from wellbeing.actions.log import Decision, State
from wellbeing.actions.passing_up import Said

NAME = "Philippa Quillfeather"
PATH = f"/actions/{RED}/{KEY}/take-out"
GONE = "Words taken out on Wednesday 4 March 2026"
PAGES = (f"/actions/{RED}", "/actions", f"/actions/{RED}/{KEY}/helped")


@pytest.fixture
def named(home):
    """An action of which every text names a person."""
    with home.session() as session:
        hand = Hand(session)
        hand.adds(heard=f"Ask {NAME}.", does=f"Help {NAME}.")
        passing_up.pass_up(hand.log, KEY)
        above = Hand(session, "service manager", "help").log
        passing_up.answer(above, KEY, 1, Said(Decision.NO, f"Because of {NAME}."))
        keeping.end(hand.log, KEY, hand.reads().version, State.DONE, f"Helped {NAME}.")


def version(home):
    with home.session() as session:
        return str(Hand(session).reads().version)


def test_after_taking_all_words_out_no_page_has_them_and_the_log_says_since_when(
    home, browser, named
):
    asked = reads(browser, "supervisor", PATH)
    for text in ("We heard: Ask", "We do: Help", "let it go: Helped", "of answer 1: Because"):
        assert f"{text} " in asked
    chosen = ["heard", "does", "did", "answer-1"]

    sent = browser("supervisor").post(PATH, data={"version": version(home), "pieces": chosen})

    assert sent.status_code == 303
    for path in PAGES:
        assert NAME not in reads(browser, "staff", path), path
    for path in ("change", "end"):
        assert NAME not in reads(browser, "supervisor", f"/actions/{RED}/{KEY}/{path}"), path
    assert NAME not in reads(browser, "service manager", f"/actions/{HELP}/asked/{KEY}")
    assert reads(browser, "staff").count(GONE) == 4
    assert browser("supervisor").get(PATH).status_code == 404


def test_the_way_to_it_is_offered_to_those_who_may(browser, named):
    for name, may in (
        ("supervisor", True),
        ("service manager", True),
        ("staff", False),
        ("manager of everything", False),
    ):
        assert (PATH in reads(browser, name)) is may, name
        assert browser(name).get(PATH).status_code == (200 if may else 404), name


def test_nothing_chosen_or_not_offered_takes_nothing_out(home, browser, named):
    none = browser("supervisor").post(PATH, data={"version": version(home)})
    assert errors_in(none.text) == ["Choose which words are to be taken out."]

    other = {"version": version(home), "pieces": ["heard"]}
    assert browser("service manager").post(PATH, data=other).status_code == 404
    assert f"Ask {NAME}." in reads(browser, "staff")


def test_what_was_written_meanwhile_is_shown_before_anything_is_taken_out(home, browser, named):
    stale = {"version": "1", "pieces": ["heard"]}

    told = browser("supervisor").post(PATH, data=stale)

    assert told.status_code == 409
    assert "Nothing was taken out" in told.text
    assert f'name="version" type="hidden" value="{version(home)}"' in told.text
    assert f"Ask {NAME}." in reads(browser, "staff")


def test_new_words_stand_beside_the_day_on_which_earlier_ones_were_taken_out(home, browser, named):
    supervisor = browser("supervisor")
    supervisor.post(PATH, data={"version": version(home), "pieces": ["did"]})

    said = {"version": version(home), "state": "done", "did": "One report is gone."}
    supervisor.post(f"/actions/{RED}/{KEY}/end", data=said)

    page = reads(browser, "staff")
    assert "One report is gone." in page
    assert "Earlier words taken out on Wednesday 4 March 2026" in page
