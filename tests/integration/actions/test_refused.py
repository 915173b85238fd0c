"""What cannot be done with an action is refused, and said kindly where it can be put right."""

import pytest

from tests.support.acting import (
    BY_NAME,
    HELP,
    KEY,
    RED,
    Hand,
    errors_in,
    fields,
    reads,
    written,
)
from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.accounts.rows import UnitRow
from wellbeing.actions import keeping, passing_up
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


def test_nobody_but_those_who_lead_the_unit_changes_ends_opens_again_or_passes_up(home, begun):
    with home.session() as session:
        for name in ("staff", "service manager", "past supervisor", "supervisor of another team"):
            log = Hand(session, name).log
            for press in (
                lambda log: keeping.change(log, KEY, 2, written(heard="Other.")),
                lambda log: keeping.end(log, KEY, 2, State.DONE, "Gone."),
                lambda log: keeping.reopen(log, KEY),
                lambda log: passing_up.pass_up(log, KEY),
            ):
                with pytest.raises(keeping.NotTheirsError):
                    press(log)

        assert Hand(session).reads().version == 2


def test_an_owner_who_leads_no_more_is_not_named_and_another_is_chosen(home, browser, begun):
    with home.session() as session, writing(session):
        session.get(TeamActionRow, KEY).owner_id = BY_NAME["past supervisor"].id
    change = f"/actions/{RED}/{KEY}/change"

    for name, may_choose in (("staff", False), ("supervisor", True)):
        page = reads(browser, name)
        assert "Nobody now" in page
        assert "Past Supervisor" not in page
        assert (f"{change}#owner-0" in page) is may_choose
    form = reads(browser, "supervisor", change)
    assert "Past Supervisor" not in form
    assert BY_NAME["past supervisor"].id not in form
    sent = browser("supervisor").post(change, data=fields(version="2", owner=""))
    assert errors_in(sent.text) == ["Choose who looks after it."]
    browser("supervisor").post(change, data=fields(version="2", owner=BY_NAME["supervisor"].id))
    assert "Nobody now" not in reads(browser, "staff")


def test_at_the_top_there_is_nobody_to_pass_it_up_to(home, browser):
    org = unit_id("org")
    with home.session() as session:
        Hand(session, "manager of everything", "org").adds()

    said = browser("manager of everything").post(
        f"/actions/{org}/{KEY}/pass-up", follow_redirects=True
    )

    assert "Nobody leads a unit above this one" in said.text


def test_a_new_action_sent_again_shows_what_somebody_else_wrote_and_can_then_be_kept(
    browser, begun
):
    supervisor, path = browser("supervisor"), f"/actions/{RED}/new"

    told = supervisor.post(path, data=fields(version="0", heard="Three say the same."))

    assert told.status_code == 409
    assert "Somebody changed this while you were writing" in told.text
    assert "Two reports say the same." in told.text
    assert f'value="{KEY}"' in told.text
    again = fields(version="2", heard="Three say the same.")
    assert supervisor.post(path, data=again).status_code == 303
    page = reads(browser, "staff")
    assert "Three say the same." in page
    assert "Two reports say the same." not in page


@pytest.mark.parametrize("decision", ["yes", "no"])
def test_an_answer_with_a_day_too_many_is_asked_about_instead_of_losing_the_day(
    browser, begun, decision
):
    answered = browser("service manager").post(
        f"/actions/{HELP}/asked/{KEY}",
        data={"number": "1", "decision": decision, "by_on": "2026-04-20", "why": "Because."},
    )

    assert errors_in(answered.text) == ["You wrote a day: choose Yes, by a day, or empty it."]
    assert 'value="2026-04-20"' in answered.text


def test_when_the_unit_that_was_asked_has_closed_it_can_be_passed_up_again(home, browser, begun):
    assert f"{KEY}/pass-up" not in reads(browser, "supervisor")
    with home.session() as session, writing(session):
        session.get(UnitRow, HELP).closed_on = TODAY

    page = reads(browser, "supervisor")

    assert f"{KEY}/pass-up" in page
    assert "This unit has closed since." in page


def test_whoever_leads_anything_is_found_without_listing_what_lies_below(home):
    with home.session() as session:
        for who in CHARACTERS:
            led = leading.units_led(session, who.id, TODAY)
            assert bool(accounts.units_led(session, who.id, TODAY)) == bool(led), who.name


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
