"""The pages of action logs: who reads and writes what, and that nothing typed is ever lost."""

from datetime import timedelta

import pytest

from tests.support.acting import BY_NAME, HELP, KEY, RED, Hand, errors_in, fields, reads
from tests.support.world import TODAY, unit_id
from wellbeing.actions import keeping
from wellbeing.actions.log import State

LATER = (TODAY + timedelta(weeks=5)).isoformat()


def version(home):
    with home.session() as session:
        return str(Hand(session).reads().version)


def test_the_whole_team_reads_what_their_supervisor_writes(browser):
    sent = browser("supervisor").post(f"/actions/{RED}/new", data=fields())

    assert sent.status_code == 303
    for name in ("staff", "supervisor", "service manager", "manager of everything"):
        assert "Two reports say the same." in reads(browser, name)
    assert "Two reports say the same." in reads(browser, "staff", "/actions")


def test_only_who_leads_the_unit_is_offered_to_write(browser, begun):
    assert f"{KEY}/change" in reads(browser, "supervisor")
    assert f"{KEY}/change" not in reads(browser, "staff")
    assert f"{KEY}/helped" in reads(browser, "staff")
    assert f"{KEY}/helped" not in reads(browser, "service manager")
    assert browser("staff").get(f"/actions/{RED}/new").status_code == 404


@pytest.mark.parametrize("name", ["roster admin", "supervisor of another team", "without a team"])
def test_a_log_of_another_team_is_not_there(browser, begun, name):
    for path in ("", f"/{KEY}/helped", f"/{KEY}/change", f"/{KEY}/end"):
        assert browser(name).get(f"/actions/{RED}{path}").status_code == 404


def test_an_action_is_only_there_under_its_own_unit(browser, begun):
    manager = browser("service manager")

    assert manager.get(f"/actions/{unit_id('blue')}/{KEY}/change").status_code == 404
    assert manager.get(f"/actions/{unit_id('blue')}/asked/{KEY}").status_code == 404
    assert manager.post(f"/actions/{unit_id('blue')}/{KEY}/pass-up").status_code == 404


def test_what_is_missing_is_said_and_what_was_typed_is_kept(browser):
    sent = browser("supervisor").post(
        f"/actions/{RED}/new",
        data=fields(heard="", does="We write one of them.", area="", due_on="soon"),
    )

    assert sent.status_code == 422
    assert errors_in(sent.text) == [
        "Write what you heard, in one sentence about the work.",
        "Choose what it is about.",
        "This is not a day we can read. Write it as day/month/year, for example 14/09/2027.",
    ]
    assert "We write one of them." in sent.text
    assert 'value="soon"' in sent.text
    assert KEY in sent.text


@pytest.mark.parametrize("day", ["3/4/2026", "03.04.2026", "3 April 2026", " 2026-04-03 "])
def test_a_day_can_be_typed_as_people_write_it(browser, day):
    sent = browser("supervisor").post(f"/actions/{RED}/new", data=fields(due_on=day))

    assert sent.status_code == 303
    assert "Friday 3 April 2026" in reads(browser, "staff")


@pytest.mark.parametrize("days", [-1, 731])
def test_a_day_outside_the_next_two_years_is_refused(browser, days):
    day = (TODAY + timedelta(days=days)).isoformat()

    sent = browser("supervisor").post(f"/actions/{RED}/new", data=fields(due_on=day))

    assert errors_in(sent.text) == ["Choose a day from today on, within the next two years."]


def test_nobody_becomes_an_owner_by_a_changed_form(browser):
    sent = browser("supervisor").post(f"/actions/{RED}/new", data=fields(owner=BY_NAME["staff"].id))

    assert sent.status_code == 422
    assert errors_in(sent.text) == [
        "This person does not lead the unit. Choose somebody else, or the whole team."
    ]


def test_an_idea_fills_the_form_and_is_only_kept_when_sent(browser):
    supervisor = browser("supervisor")
    path = f"/actions/new?unit={RED}&idea=protected_reflective_time"

    page = supervisor.get(path, follow_redirects=True).text

    assert "Everybody has 90 minutes a month" in page
    assert "Everybody has 90 minutes a month" not in reads(browser, "staff")


def test_who_leads_several_units_chooses_one_first(browser):
    page = browser("service manager").get("/actions/new?idea=stop_one_thing").text

    assert f"/actions/{HELP}/new?idea=stop_one_thing" in page
    assert f"/actions/{unit_id('blue')}/new?idea=stop_one_thing" in page
    assert "You lead no unit" in reads(browser, "supervisor of a closed team", "/actions/new")


def test_the_second_of_two_editors_sees_both_texts_and_can_save_again(home, browser, begun):
    supervisor, path = browser("supervisor"), f"/actions/{RED}/{KEY}/change"
    first = version(home)
    supervisor.post(path, data=fields(version=first, heard="The first wrote this."))

    told = supervisor.post(path, data=fields(version=first, heard="The second wrote this."))

    assert told.status_code == 409
    assert "Somebody changed this while you were writing" in told.text
    assert "The second wrote this." in told.text
    assert "The first wrote this." in told.text
    again = supervisor.post(path, data=fields(version=version(home), heard="Both."))
    assert again.status_code == 303
    assert "Both." in reads(browser, "staff")


def test_ending_needs_a_sentence_and_the_team_reads_it(home, browser, begun):
    supervisor, path = browser("supervisor"), f"/actions/{RED}/{KEY}/end"

    assert supervisor.get(path).status_code == 200
    assert supervisor.post(path, data={"version": "2", "state": "done"}).status_code == 422
    stale = {"version": "1", "state": "done", "did": "Gone."}
    assert supervisor.post(path, data=stale).status_code == 409
    supervisor.post(path, data=stale | {"version": version(home)})
    assert "Gone." in reads(browser, "staff")

    supervisor.post(f"/actions/{RED}/{KEY}/reopen")
    assert "Gone." not in reads(browser, "staff")


def test_pressing_passes_it_up_and_the_manager_finds_it_waiting(home, browser):
    with home.session() as session:
        Hand(session).adds()

    pressed = [browser("supervisor").post(f"/actions/{RED}/{KEY}/pass-up") for _ in range(2)]

    assert [one.status_code for one in pressed] == [303, 303]
    assert f"/actions/{HELP}/asked/{KEY}" in reads(browser, "service manager", "/actions")
    assert "No answer yet" in reads(browser, "staff")


def test_passing_up_what_has_ended_is_said_kindly(home, browser, begun):
    with home.session() as session:
        keeping.end(Hand(session).log, KEY, 2, State.DONE, "Gone.")

    said = browser("supervisor").post(f"/actions/{RED}/{KEY}/pass-up", follow_redirects=True)

    assert "This action has ended" in said.text


def test_the_managers_answer_and_reason_stand_in_the_log(browser, begun):
    manager, path = browser("service manager"), f"/actions/{HELP}/asked/{KEY}"
    assert manager.get(path).status_code == 200

    bad = manager.post(path, data={"number": "1", "decision": "by", "by_on": "", "why": ""})
    assert errors_in(bad.text) == [
        "Choose a day. Write it as day/month/year, for example 14/09/2027.",
        "Write your reason. The team reads it beside your answer.",
    ]
    good = {"number": "1", "decision": "by", "by_on": LATER, "why": "The post begins then."}
    assert manager.post(path, data=good).status_code == 303

    for name in ("staff", "supervisor"):
        page = reads(browser, name)
        assert "The post begins then." in page
        assert "Service Manager" in page
    second = manager.post(path, data=good | {"decision": "no", "by_on": "", "why": "Not then."})
    assert second.status_code == 409
    assert "Not then." in second.text


def test_the_team_says_whether_it_helped_without_a_name(browser, begun):
    path = f"/actions/{RED}/{KEY}/helped"
    assert browser("staff").post(path).status_code == 422

    browser("staff").post(path, data={"helped": "partly"})

    page = reads(browser, "supervisor")
    assert "In part" in page
    assert "Staff," not in page


def test_beside_the_words_of_the_team_the_page_says_when_figures_cannot_tell(browser, begun):
    page = reads(browser, "staff", f"/actions/{RED}/{KEY}/helped")

    assert "What you say together counts" in page


def test_every_field_for_words_says_who_reads_it_and_that_they_can_be_taken_out(browser, begun):
    for name, path in (
        ("supervisor", f"/actions/{RED}/new"),
        ("supervisor", f"/actions/{RED}/{KEY}/change"),
        ("supervisor", f"/actions/{RED}/{KEY}/end"),
        ("service manager", f"/actions/{HELP}/asked/{KEY}"),
    ):
        page = " ".join(reads(browser, name, path).split())
        assert "Everybody in" in page, path
        assert "ever write about a person" in page or "never about a person" in page, path
        assert "for good" in page, path


def test_a_person_without_a_team_is_told_so(browser):
    assert "You belong to no team at present" in reads(browser, "without a team", "/actions")


def test_the_ideas_are_there_for_everybody(browser):
    assert "Ideas for what to do" in reads(browser, "staff", "/actions/ideas")
    assert "Begin with this" not in reads(browser, "staff", "/actions/ideas/demands")
    assert "Begin with this" in reads(browser, "supervisor", "/actions/ideas/demands")
    assert browser("staff").get("/actions/ideas/nothing").status_code == 404
