"""Proposing and deciding on the pages: everything wrong at once, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import update

from tests.integration.policies.reader import NEW, WHY, Reader, box
from tests.support.meanwhile import meanwhile
from tests.support.pages import Page
from tests.support.policies import LEAD, REP, TEXT, lay_out, with_line, without_table
from wellbeing.database import writing
from wellbeing.extensions import db
from wellbeing.policies import service
from wellbeing.policies.changes import text_hash
from wellbeing.policies.rows import PolicyChangeRow

STRICTER = with_line("high", 10)


def test_the_box_begins_with_the_policy_in_force_its_next_version_and_monday(lead):
    text = box(lead.get(NEW))

    expected = with_line("in_force_from", "2026-03-09", with_line("version", 2))
    assert text == expected.strip()


def test_a_change_goes_from_the_box_to_everybody_s_rules(lead, rep, quick_office):
    page = lead.send(NEW, text=STRICTER, why=WHY)
    assert page.h1 == "A proposed policy"
    assert "reactive.high 9 10" in page.text
    assert "From then on: when the score is 10 or more in two check-ins in a row" in page.text
    assert "wellbeing policy rehearse new.toml --old old.toml" in page.text
    assert "You proposed it, so somebody else decides about it." in page.text
    assert not [link for link in page.links if link.endswith("/decide")]

    waiting = rep.get("/policy-changes")
    read = next(link for link in waiting.links if link.startswith("/policy-changes/"))
    decide = next(link for link in rep.get(read).links if link.endswith("/decide"))
    assert "If you agree, this policy decides from Monday 9 March 2026" in rep.get(decide).text
    agreed = rep.send(decide, verdict="approve", note="Agreed for a quarter.")

    assert "You agreed. The new policy begins on Monday 9 March 2026." in agreed.text
    assert "Agreed for a quarter." in agreed.text
    assert quick_office.high_of(quick_office.this_week.plus(1)) == 10


def test_declining_needs_a_reason_and_what_was_typed_stays(lead, rep, quick_office):
    change_id = quick_office.propose(STRICTER)
    path = f"/policy-changes/{change_id}/decide"

    refused = rep.send(path, verdict="decline", note="   ")
    assert refused.status == 422
    assert "Say why you do not agree" in refused.text
    assert refused.form(path).fields["verdict"].value == "decline"
    nothing = rep.send(path, note="only a note")
    assert nothing.status == 422
    assert nothing.form(path).fields["note"].value.strip() == "only a note"

    declined = rep.send(path, verdict="decline", note="Too strict for us.")

    assert "You did not agree." in declined.text
    assert "Too strict for us." in lead.get(f"/policy-changes/{change_id}").text


def test_a_lead_takes_a_proposal_back(lead, quick_office):
    change_id = quick_office.propose(STRICTER)
    page = f"/policy-changes/{change_id}"

    after = lead.send(page, f"{page}/withdraw")

    assert "The proposal is withdrawn." in after.text
    assert "Withdrawn on 4 March 2026" in after.text


def test_a_decision_in_a_second_window_is_told_that_it_comes_too_late(lead, rep, quick_office):
    change_id = quick_office.propose(STRICTER)
    path = f"/policy-changes/{change_id}/decide"
    filled = rep.get(path).form(path).filled
    quick_office.withdraw(change_id)

    answer = rep.client.post(path, data={**filled, "verdict": "approve"})

    assert answer.status_code == 303
    assert quick_office.high_of(quick_office.this_week.plus(1)) == 9
    assert "Withdrawn by" in rep.get(path).text


def test_everything_wrong_with_a_text_is_told_at_once_and_the_text_stays(lead):
    wrong = (
        TEXT.replace("high = 9 ", "high = 99 ")
        .replace("settled = 6 ", "setled = 6 ")
        .replace("# persistent strain", "# people at risk:")
        .replace("# five signs on most days: too much to wait another week", "")
    )

    page = lead.send(NEW, text=wrong, why=WHY)

    assert page.status == 422
    assert box(page) == wrong.strip()
    assert page.form(NEW).fields["why"].value.strip() == WHY
    for told in (
        "reactive.high is 99; write a whole number from 1 to 18",
        "down.setled is not a key of a policy; did you mean settled?",
        "down.settled is missing; add a whole number from 0 to 18",
        "says 'at risk'; say what is offered",
    ):
        assert told in page.text


def a_file(content, name="new.toml"):
    return BytesIO(content), name


def test_a_file_is_read_into_the_box_and_nothing_is_sent_yet(lead, quick_office):
    page = lead.send(NEW, text="typed before", why=WHY, file=a_file(STRICTER.encode()))

    assert page.status == 200
    assert box(page) == STRICTER.strip()
    assert page.form(NEW).fields["why"].value.strip() == WHY
    assert "typed before" in page.text
    assert "Nothing waits" in Reader(quick_office.home, REP).get("/policy-changes").text


def test_a_decision_while_another_is_on_its_way_is_told_that_it_comes_too_late(rep, quick_office):
    change_id = quick_office.propose(STRICTER)
    path = f"/policy-changes/{change_id}/decide"
    filled = rep.get(path).form(path).filled
    with quick_office.home.app.app_context():
        engine = db.engine

    with meanwhile(engine, "policies", lambda: quick_office.withdraw(change_id)):
        rep.client.post(path, data={**filled, "verdict": "approve"})

    page = rep.get(f"/policy-changes/{change_id}")
    assert "decided or withdrawn meanwhile. Nothing was changed now." in page.text
    assert quick_office.high_of(quick_office.this_week.plus(1)) == 9


def test_a_file_is_read_into_an_empty_box(lead):
    page = lead.send(NEW, text="", why=WHY, file=a_file(STRICTER.encode()))

    assert box(page) == STRICTER.strip()
    assert "What stood in the box before" not in page.text


def test_withdrawing_too_late_is_told(lead, quick_office):
    change_id = quick_office.propose(STRICTER)
    here = f"/policy-changes/{change_id}"
    filled = lead.get(here).form(f"{here}/withdraw").filled
    begins = quick_office.approve(change_id)

    answer = lead.client.post(f"{here}/withdraw", data=filled)

    assert answer.status_code == 303
    assert "decided meanwhile" in lead.get("/policy-changes").text
    assert quick_office.high_of(begins) == 10


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00\x01", "not text in UTF-8"),
        (b"x" * 41_000, "too large for a policy"),
        (b"x" * 200_000, "too large for a policy"),
    ],
)
def test_a_file_that_is_no_policy_text_leaves_the_box_alone(lead, content, told):
    page = lead.send(NEW, text="typed before", why=WHY, file=a_file(content))

    assert page.status == 422
    assert told in page.text
    assert box(page) == "typed before"


def test_while_one_is_open_the_page_says_so_and_keeps_what_was_typed(lead, quick_office):
    filled = lead.get(NEW).form(NEW).filled
    quick_office.propose(STRICTER)

    assert "still waits for a decision" in lead.get(NEW).text
    answer = lead.client.post(NEW, data={**filled, "text": with_line("high", 11), "why": WHY})
    page = Page(answer.text, NEW, answer.status_code)

    assert page.status == 409
    assert box(page) == with_line("high", 11).strip()


def test_while_one_waits_for_its_monday_the_page_says_so(lead, quick_office):
    quick_office.agree_on(STRICTER)

    assert "An agreed policy begins on Monday 9 March 2026" in lead.get(NEW).text


def test_a_newer_policy_of_the_release_is_offered_and_not_put_in_force(lead, quick_office):
    newer = with_line("in_force_from", "2026-03-02", with_line("version", 2, STRICTER))
    lay_out(quick_office.folder, TEXT, newer)

    page = lead.get("/policy-changes")
    link = next(link for link in page.links if link.startswith(f"{NEW}?from="))

    assert "This release brings a newer policy, 2026-03-02.toml." in page.text
    assert box(lead.get(link)) == newer.strip()
    assert quick_office.high_of(quick_office.this_week) == 9
    lead.send(link, NEW, text=newer, why=WHY)
    assert "This release brings" not in lead.get("/policy-changes").text


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2026, 3, 8, 23, 59, tzinfo=UTC), "9 March"),
        (datetime(2026, 3, 9, 0, 1, tzinfo=UTC), "16 March"),
        # The clocks go forward on this Sunday: local midnight comes an hour earlier in UTC.
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), "30 March"),
        (datetime(2026, 3, 29, 23, 1, tzinfo=UTC), "6 April"),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "26 October"),
        (datetime(2026, 10, 26, 0, 1, tzinfo=UTC), "2 November"),
    ],
    ids=["Sunday", "Monday", "spring Sunday", "spring Monday", "autumn Sunday", "autumn Monday"],
)
def test_the_week_turns_at_midnight_where_the_organisation_is(quick, quick_office, moment, monday):
    quick.clock.standing_at = moment - timedelta(minutes=2)
    change_id = quick_office.propose(STRICTER)
    quick.clock.standing_at = moment
    path = f"/policy-changes/{change_id}/decide"

    agreed = Reader(quick, REP).send(path, verdict="approve")

    assert f"The new policy begins on Monday {monday} 2026." in agreed.text


def test_what_was_typed_survives_a_session_that_ended(quick, quick_office, lead):
    filled = lead.get(NEW).form(NEW).filled
    quick.clock.standing_at += timedelta(hours=13)
    answer = lead.client.post(NEW, data={**filled, "text": STRICTER, "why": WHY})
    assert answer.location == "/sign-in"

    again = quick.browser_of(LEAD)
    kept = lead.client.get_cookie("limbo")
    assert kept is not None
    again.set_cookie("limbo", kept.value)
    page = Page(again.get(NEW).text, NEW, 200)

    assert box(page) == STRICTER.strip()
    assert page.form(NEW).fields["why"].value.strip() == WHY


def test_a_program_that_cannot_use_the_text_any_more_does_not_let_it_begin(
    quick, quick_office, rep
):
    change_id = quick_office.propose(STRICTER)
    older = without_table("screens", STRICTER)
    with quick.session() as session, writing(session):
        session.execute(
            update(PolicyChangeRow)
            .where(PolicyChangeRow.id == change_id)
            .values(text=older, text_sha256=text_hash(older))
        )

    with pytest.raises(service.NoLongerGoodError):
        quick_office.approve(change_id)
    page = rep.send(f"/policy-changes/{change_id}/decide", verdict="approve")
    assert "cannot use the proposed text" in page.text
