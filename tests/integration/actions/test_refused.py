"""What cannot be done with an action is refused, and said kindly where it can be put right."""

from tests.support.acting import BY_NAME, HELP, KEY, RED, Hand, errors_in, fields, reads
from tests.support.world import unit_id
from wellbeing.actions import keeping
from wellbeing.actions.log import State
from wellbeing.actions.rows import TeamActionRow
from wellbeing.database import writing


def test_nobody_becomes_an_owner_by_changing_and_a_key_of_another_log_opens_nothing(browser, begun):
    changed = browser("supervisor").post(
        f"/actions/{RED}/{KEY}/change", data=fields(version="2", owner=BY_NAME["staff"].id)
    )
    elsewhere = browser("service manager").post(f"/actions/{HELP}/new", data=fields())

    assert changed.status_code == 422
    assert elsewhere.status_code == 404


def test_an_owner_who_leads_no_more_can_stay(home, browser, begun):
    with home.session() as session, writing(session):
        session.get(TeamActionRow, KEY).owner_id = BY_NAME["past supervisor"].id

    page = reads(browser, "supervisor", f"/actions/{RED}/{KEY}/change")

    assert "Past Supervisor (as before)" in page


def test_at_the_top_there_is_nobody_to_pass_it_up_to(home, browser):
    org = unit_id("org")
    with home.session() as session:
        Hand(session, "manager of everything", "org").adds()

    said = browser("manager of everything").post(
        f"/actions/{org}/{KEY}/pass-up", follow_redirects=True
    )

    assert "Nobody leads a unit above this one" in said.text


def test_what_was_let_go_is_not_looked_back_on(home, browser, begun):
    with home.session() as session:
        keeping.end(Hand(session).log, KEY, 2, State.DROPPED, "Not needed.")

    assert browser("staff").get(f"/actions/{RED}/{KEY}/helped").status_code == 404


def test_how_it_ended_and_what_is_answered_have_to_be_chosen(browser, begun):
    ended = browser("supervisor").post(
        f"/actions/{RED}/{KEY}/end", data={"version": "2", "did": "Gone."}
    )
    answered = browser("service manager").post(
        f"/actions/{HELP}/asked/{KEY}", data={"number": "1", "why": "Because."}
    )

    assert errors_in(ended.text) == ["Choose how it ended."]
    assert errors_in(answered.text) == ["Choose yes, no, or yes by a day."]
