"""The page "Why am I here", as the person it is about finds it."""

from datetime import timedelta

from sqlalchemy import update

from tests.integration.checkins.visitor import Visitor
from tests.support.agreeing import agree_on
from tests.support.pages import Page
from tests.support.world import CHARACTERS, NOW
from wellbeing.checkins.steps import STEP_NAMES
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.policies.changes import text_hash
from wellbeing.policies.rows import PolicyChangeRow
from wellbeing.week import Week

WHY = "/my-step/why"
WEEK = Week(2026, 10)
HARD_WEEK = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}
ONE_WEEK = timedelta(days=7)


def chosen_week(page: Page) -> str:
    """The week selected in the form that leads to another one."""
    fields = [one.fields for one in page.forms if "week" in one.fields]
    return fields[0]["week"].value


def test_the_step_page_leads_to_it_and_back(ann):
    step = ann.check_in(HARD_WEEK)
    assert WHY in step.links

    page = ann.get(WHY)

    assert page.h1 == "Why am I here"
    assert "/my-step" in page.links
    assert "/my-step/does-not-fit" in page.links


def test_the_latest_week_is_told_in_short_and_then_whole(ann):
    ann.check_in({**HARD_WEEK, "op": "3"})

    page = ann.get(WHY)

    assert "Week of 2 March 2026: Reactive (your latest week)" in page.text
    for reason in ann.current(WEEK).placement.reasons:
        assert reason.sentence in page.text
    assert "Your warning-sign score 14 of 18" in page.text
    assert "Your usual level Not known yet: it needs 4 usual weeks" in page.text
    assert "A lot" not in page.text
    assert "More than I could manage" in page.text
    assert "Actions for hard events in the work" in page.text


def test_rules_that_held_stand_before_the_others_and_lead_to_the_rules_page(ann):
    ann.check_in(HARD_WEEK)

    page = ann.get(WHY)

    held, _, others = page.text.partition("The other ")
    assert "U3 Your warning signs were 14 out of 18" in held
    assert "U1 This did not apply in this week." in others
    assert "/rules#U3" in page.links
    assert "/rules#D1" in page.links


def test_nobody_finds_a_reason_where_there_is_nothing_yet(ann):
    page = ann.get(WHY)

    assert "You have no step yet" in page.text
    assert page.status == 200


def test_another_week_can_be_chosen_and_a_missed_one_is_told_as_missed(ann):
    ann.check_in(HARD_WEEK)
    ann.at(NOW + 2 * ONE_WEEK).check_in(dict.fromkeys(HARD_WEEK, "0"))

    latest = ann.get(WHY)
    missed = ann.get(f"{WHY}?week=2026-W11")
    first = ann.get(f"{WHY}?week=2026-W10")

    assert chosen_week(latest) == "2026-W12"
    assert chosen_week(missed) == "2026-W11"
    assert "Check-in None in this week" in missed.text
    assert "There is no check-in for this week, so your step stays as it was." in missed.text
    assert chosen_week(first) == "2026-W10"
    assert "14 of 18" in first.text
    assert "(your latest week)" not in first.text


def test_a_week_of_a_longer_stay_leads_to_the_week_in_which_it_began(ann):
    ann.check_in(HARD_WEEK)
    ann.at(NOW + ONE_WEEK).check_in(HARD_WEEK)

    page = ann.get(WHY)
    began = next(link for link in page.links if link.endswith("week=2026-W10"))

    assert "Reactive support began in the week of 2 March 2026. Why it began" in page.text
    assert "U3 Your warning signs were 14 out of 18" in ann.get(began).text


def test_a_week_that_is_not_kept_or_no_week_at_all_gives_the_latest_and_says_so(ann):
    ann.check_in(HARD_WEEK)

    for asked in ("2025-W10", "2026-W99", "x' or 1=1"):
        page = ann.get(f"{WHY}?week={asked}")
        assert page.status == 200
        assert chosen_week(page) == "2026-W10"
        assert "That week is not kept" in page.text
    assert "That week is not kept" not in ann.get(WHY).text


def test_a_week_of_an_earlier_policy_leads_to_the_rules_of_its_time(home, ann):
    ann.check_in(HARD_WEEK)
    agree_on(home, high="10")
    ann.at(NOW + ONE_WEEK).check_in(HARD_WEEK)

    before = ann.get(f"{WHY}?week=2026-W10")
    now = ann.get(WHY)

    assert "decided by version 1 of the policy, which was in force then" in before.text
    past = next(link for link in before.links if link.startswith("/rules/past/"))
    assert past.endswith(("#U1", "#U2", "#U3")) or "#" not in past
    assert ann.get(past).status == 200
    assert "the score is 9 or more in two check-ins in a row" in before.text
    assert "decided by version 2 of the policy, which is in force now" in now.text
    assert "the score is 10 or more in two check-ins in a row" in now.text
    assert "/rules#U1" in now.links


def test_what_was_done_besides_the_check_in_is_told(ann):
    ann.check_in(HARD_WEEK)
    close = ann.get("/my-step/close")
    ann.press(close, {}, "/my-step/close")

    page = ann.get(WHY)

    assert "You closed reactive support." in page.text
    assert "D0" in page.text.partition("The other ")[0]


def test_it_is_the_person_s_own_week_and_nobody_else_s(home, ann):
    ann.check_in(HARD_WEEK)
    other = Visitor(home, CHARACTERS[1].id)

    page = other.get(f"{WHY}?week=2026-W10")

    assert "14 of 18" not in page.text
    assert "You have no step yet" in page.text


def test_the_page_tells_what_is_kept_and_changes_nothing(ann):
    ann.check_in(HARD_WEEK)
    before = ann.current(WEEK)

    ann.get(WHY)

    with ann.desk() as desk:
        found = history.trace_of(desk, ann.person_id, WEEK)
    assert found is not None
    assert found.placement == before.placement
    assert ann.current(WEEK) == before


def test_a_week_whose_rules_cannot_be_read_any_more_is_shown_as_it_was_kept(home, ann):
    begins = agree_on(home, spike="12", spike_floor="11")
    later = ann.at(NOW + ONE_WEEK)
    later.check_in({**HARD_WEEK, "low": "1", "avoid": "0"})
    kept = later.current(begins).placement
    before = later.get(WHY)

    spoilt = {"text": "nothing", "text_sha256": text_hash("nothing")}
    with home.session() as session, writing(session):
        row = update(PolicyChangeRow).where(PolicyChangeRow.from_week == str(begins))
        session.execute(row.values(**spoilt))
    page = later.get(WHY)

    sentence = "The rules of that week cannot be read any more; this is what was kept."
    assert kept.rules == ("U3",)
    assert sentence not in before.text
    assert page.status == 200
    assert sentence in page.text
    assert f"Week of 9 March 2026: {STEP_NAMES[kept.step]} (your latest week)" in page.text
    assert kept.reasons[0].sentence in page.text
    assert "Your warning-sign score 12 of 18" in page.text
    assert "Which rules held" not in page.text
    assert chosen_week(page) == str(begins)
    assert "That week is not kept" in later.get(f"{WHY}?week=2025-W10").text
