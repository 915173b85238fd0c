"""After three weeks without a check-in a note on a person's own page offers another day or a pause."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.checkins.visitor import Visitor, form_of
from tests.support.agreeing import agree_on
from tests.support.databases import on_sqlite
from tests.support.world import CHARACTERS, NOW
from wellbeing.checkins import service, store
from wellbeing.checkins.consents import Decision
from wellbeing.content.loader import content
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.service import Away, Messages, Wish
from wellbeing.rhythm.telling import told

NOTE = "Would another time suit you better?"
AWAY = "/my-step/put-note-away"
PAGES = ("/my-step", "/this-week")
AFTER = timedelta(weeks=4)


@pytest.fixture
def database(tmp_path):
    """Pages behave alike on both databases; one is enough here."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return on_sqlite(data)


@pytest.fixture
def quiet(ann):
    """A person who checked in once, three whole weeks ago."""
    ann.check_in({"sleep": "1"})
    return ann.at(NOW + AFTER)


def shown(visitor):
    found = {NOTE in visitor.get(page).text for page in PAGES}
    assert len(found) == 1
    return found.pop()


def choose(visitor, **changes):
    with visitor.home.session() as session:
        desk = rhythm.Desk(session, visitor.home.vault, visitor.home.clock.now())
        now = rhythm.wish_of(desk, visitor.person_id)
        slot = rhythm.Slot("Europe/London", 2, 10, messages=changes.get("messages", Messages.BOTH))
        rhythm.choose(desk, visitor.person_id, Wish(slot, changes.get("away"), now.version))


def press(visitor, choice):
    page = visitor.get("/my-step")
    return visitor.post(AWAY, {**form_of(page, AWAY).filled, "choice": choice})


@pytest.mark.parametrize(("weeks", "is_there"), [(0, False), (1, False), (3, False), (4, True)])
def test_it_is_there_when_three_whole_weeks_are_over(ann, weeks, is_there):
    ann.check_in({"sleep": "1"})

    ann.at(NOW + timedelta(weeks=weeks))

    assert (NOTE in ann.get("/my-step").text) == is_there


def test_a_week_that_can_still_be_answered_is_not_over(ann):
    ann.check_in({"sleep": "1"})
    monday = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)

    assert NOTE not in ann.at(monday).get("/my-step").text
    assert NOTE in ann.at(monday + timedelta(hours=3)).get("/my-step").text


def test_who_agreed_and_never_checked_in_has_it_too_and_who_has_not_agreed_has_not(ann, home):
    stranger = Visitor(home, CHARACTERS[1].id)

    ann.at(NOW + AFTER)
    stranger.at(NOW + AFTER)

    assert shown(ann)
    assert NOTE not in stranger.get("/my-step").text


def test_it_counts_nothing_asks_for_nothing_and_leads_to_another_day_or_a_pause(quiet):
    page = quiet.get("/my-step")
    note = page.html.partition('aria-labelledby="another-time"')[2].partition("<form")[0]

    assert 'href="/when-you-are-asked"' in note
    assert 'href="/when-you-are-asked#away_first"' in note
    assert not re.search(
        r"\d|three|missed|in a row|should|please|sorry|late", re.sub(r"<.*?>", "", note).lower()
    )


def test_a_check_in_takes_it_away(quiet):
    assert shown(quiet)

    quiet.check_in({"sleep": "1"})

    assert NOTE not in quiet.get("/my-step").text


@pytest.mark.parametrize(
    "wished",
    [
        {"messages": Messages.NONE},
        {"away": Away((NOW + AFTER).date(), (NOW + AFTER + timedelta(weeks=8)).date())},
    ],
)
def test_who_is_away_or_wants_no_messages_does_not_have_it(quiet, wished):
    choose(quiet, **wished)

    assert not shown(quiet)


def test_weeks_of_a_pause_are_not_quiet_and_those_after_it_are(quiet):
    choose(quiet, away=Away((NOW + AFTER).date(), (NOW + AFTER + timedelta(weeks=8)).date()))

    found = [shown(quiet.at(NOW + AFTER + timedelta(weeks=weeks))) for weeks in (9, 11, 12)]

    assert found == [False, False, True]


def test_who_comes_back_sooner_than_they_said_has_it_so_much_sooner(quiet):
    choose(quiet, away=Away((NOW + AFTER).date(), (NOW + AFTER + timedelta(weeks=8)).date()))
    quiet.at(NOW + AFTER + timedelta(weeks=1))

    choose(quiet, away=None)

    assert not shown(quiet)
    assert shown(quiet.at(NOW + AFTER + timedelta(weeks=5)))


def test_put_away_for_now_it_comes_back_after_eight_weeks(quiet):
    page = press(quiet, "now")
    assert "Put away." in page.text
    assert not shown(quiet)

    quiet.at(NOW + AFTER + timedelta(weeks=7))
    assert not shown(quiet)
    quiet.at(NOW + AFTER + timedelta(weeks=8))
    assert shown(quiet)


def test_nothing_else_on_the_step_page_offers_what_the_note_does_once_it_is_put_away(quiet):
    assert "/when-you-are-asked#away_first" in quiet.get("/my-step").html

    press(quiet, "good")

    main = quiet.get("/my-step").html.partition("<main")[2].partition("</main>")[0]
    assert "What is here for you" in main
    assert not re.search("pause|another day|no check-in for some weeks", main, re.IGNORECASE)


def test_after_how_many_weeks_it_comes_is_a_number_of_the_policy(ann, home):
    agree_on(home, missed_pause="5")
    ann.at(NOW + timedelta(weeks=1)).check_in({"sleep": "1"})

    assert not shown(ann.at(NOW + timedelta(weeks=6)))
    assert shown(ann.at(NOW + timedelta(weeks=7)))


def test_put_away_for_good_it_stays_away_also_when_the_person_agrees_anew(quiet):
    press(quiet, "good")
    quiet.agree()

    quiet.at(NOW + AFTER + timedelta(weeks=40))

    assert not shown(quiet)


def test_putting_it_away_changes_no_decision_and_no_length_of_what_is_kept(quiet):
    def kept():
        with quiet.desk() as desk:
            row = quiet.home.vault.row_key("consent", quiet.person_id)
            sealed = store.consent(desk.session, row) or b""
            return service.decided(desk, quiet.person_id), len(sealed)

    before, length = kept()
    press(quiet, "good")
    after, length_after = kept()

    assert (after.decision, after.version, after.decided_on) == (
        before.decision, before.version, before.decided_on,
    )  # fmt: skip
    assert after != before
    assert length_after == length > 0


@pytest.mark.parametrize("choice", ["", "never", "NOW", "\x00", "now" * 9_000])
def test_another_choice_puts_nothing_away(quiet, choice):
    press(quiet, choice)

    assert shown(quiet)


def test_who_stopped_taking_part_cannot_put_it_away(quiet):
    filled = form_of(quiet.get("/my-step"), AWAY).filled
    with quiet.desk() as desk:
        service.consent(desk, content().consent, quiet.person_id, Decision.WITHDRAW)

    quiet.client.post(AWAY, data={**filled, "choice": "good"})

    with quiet.desk() as desk:
        decided = service.decided(desk, quiet.person_id)
    assert decided is not None
    assert (decided.decision, decided.no_note_before) == (Decision.WITHDRAW, None)


def test_a_pause_of_eight_weeks_is_kept_and_looks_as_leave_does(quiet):
    here = "/when-you-are-asked?weeks=1"
    filled = quiet.get("/when-you-are-asked").form(here).filled
    days = {"away_first": "2026-04-02", "away_last": "2026-05-27"}

    answer = quiet.client.post(here, data={**filled, **days, "worked_0": ["0", "2"]})

    assert answer.status_code == 303
    assert quiet.get("/when-you-are-asked").form(here).filled["away_last"] == "2026-05-27"
    with quiet.home.session() as session:
        desk = rhythm.Desk(session, quiet.home.vault, quiet.home.clock.now())
        now = told(rhythm.wish_of(desk, quiet.person_id), desk, quiet.person_id)
    assert now.next == "No message is due in the next weeks."
    assert not shown(quiet)
