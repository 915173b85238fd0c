"""Tests of the promise go the way of a request, are labelled, and are counted without anybody's name."""

from datetime import timedelta

import pytest

from tests.support.asking import PRACTITIONER, REVIEW, SECOND, TALK, Help
from tests.support.databases import on_sqlite
from tests.support.pages import Page
from tests.support.promise_trials import LAST, with_second
from tests.support.put_back import put_back_home
from tests.support.settled_home import settled_home
from tests.support.walking import Walker
from tests.support.world import CHARACTERS, NOW, TODAY
from wellbeing.accounts.people import Role
from wellbeing.promise_tests import service
from wellbeing.promise_tests.service import NotTheirsError
from wellbeing.support import service as support

IDS = {who.name: who.id for who in CHARACTERS}
LEAD, STAFF, SUPERVISOR = IDS["wellbeing lead"], IDS["staff"], IDS["supervisor"]
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
APRIL = timedelta(days=28)


@pytest.fixture
def trials(database):
    with settled_home(database) as home:
        yield with_second(home)


@pytest.fixture(scope="module")
def kept_home(tmp_path_factory):
    with put_back_home(tmp_path_factory.mktemp("promise-tests")) as kept:
        yield kept


@pytest.fixture
def here(kept_home):
    """The same on one database, for what databases cannot see differently."""
    return with_second(kept_home.as_it_was())


def page_of(trials, who, address="/our-promises"):
    return Walker(trials.home.browser_of(who)).get(address)


def main_of(page):
    return page.html.partition("<main")[2].partition("</main>")[0]


def notices(trials):
    return Help(trials.home).waiting_mail()


def test_before_a_number_is_set_nothing_is_sent_and_nothing_is_counted(here):
    here.tick()

    assert here.open() == ()
    assert here.tally().counted_to is None
    assert "No tests are sent at present" in page_of(here, STAFF).text


def test_what_is_drawn_goes_to_everybody_of_the_role_and_is_gone_once_one_has_taken_it(trials):
    trials.set_number(LEAD)
    trials.tick()

    assert {one.role for one in trials.open()} == {Role.PRACTITIONER, Role.PEER_SUPPORTER}
    assert trials.waiting(PRACTITIONER) == trials.waiting(SECOND) != ()
    # Two practitioners and one peer supporter.
    assert notices(trials) == 3
    trials.after(AN_HOUR)
    trials.draw = LAST
    trials.take(SECOND)

    counted = trials.tally()
    assert trials.waiting(PRACTITIONER) == ()
    assert (counted.tests, counted.in_time, counted.longest_minutes) == (1, 1, 60)
    assert (counted.staffed_days, counted.covered_days, counted.is_alone) == (1, 1, False)
    assert trials.tally(role=Role.PEER_SUPPORTER).is_alone


def test_each_quarter_of_an_hour_is_drawn_once_and_only_in_staffed_time(here):
    here.set_number(LEAD)
    here.tick()
    here.tick()
    once = len(here.open())
    here.after(timedelta(minutes=15))
    here.tick()
    twice = len(here.open())
    here.after(timedelta(hours=9))
    here.tick()

    assert (once, twice, len(here.open())) == (2, 4, 4)


def test_one_who_was_chosen_by_chance_reads_it_first_and_it_passes_on_as_requests_do(trials):
    trials.draw = LAST
    trials.send()
    (test,) = trials.open()
    first, second = test.to
    seen = [bool(trials.waiting(first.person_id)), bool(trials.waiting(second.person_id))]
    # Chance said "as soon as possible" too: it passes on after two staffed hours.
    trials.after(AN_HOUR * 2 + timedelta(minutes=1))
    trials.tick()

    assert seen == [True, False]
    assert second.moment == NOW + AN_HOUR * 2
    assert trials.waiting(first.person_id) == trials.waiting(second.person_id) != ()


def test_who_is_away_gets_no_test_and_without_cover_none_is_sent(here):
    here.go_away(PRACTITIONER, TODAY, TODAY + A_DAY * 20)
    here.send()
    here.go_away(SECOND, TODAY, TODAY + A_DAY * 20)

    assert here.waiting(PRACTITIONER) == ()
    assert here.waiting(SECOND) != ()
    assert not here.send()


def test_what_nobody_takes_is_late_and_then_counts_as_not_taken(here):
    here.send()
    here.after(A_DAY * 3)
    (waiting,) = here.waiting()
    here.after(A_DAY * 17)
    here.tick()

    assert waiting.is_overdue
    assert here.open() == ()
    assert (here.tally().not_taken, here.tally().longest_minutes) == (1, 0)


def test_nobody_else_can_take_a_test_or_set_how_many_there_are(here):
    here.send()
    (test,) = here.open()

    for who in (SUPERVISOR, IDS["peer supporter"], STAFF):
        with here.desk() as desk, pytest.raises(NotTheirsError):
            service.take(desk, who, test.id)
    with pytest.raises(NotTheirsError):
        here.set_number(SUPERVISOR)
    assert page_of(here, STAFF, "/test-requests").status == 404
    assert page_of(here, SUPERVISOR, "/our-promises/tests").status == 404


def test_a_test_is_labelled_where_requests_wait_and_a_notice_leads_there(here):
    here.send()
    walker = Walker(here.home.browser_of(PRACTITIONER))
    desk: Page = walker.get("/requests")
    led_to = walker.get("/waiting")
    opened = walker.get("/test-requests")
    form = opened.form("/test-requests/taken")
    taken = walker.post(form.action, form.filled)
    again = walker.post(form.action, form.filled)

    assert "A test of our promise Nobody is waiting." in desk.text
    assert led_to.url == "/test-requests"
    assert "Taken. This test is counted" in taken.text
    assert "does not wait any more" in again.text
    assert here.tally().tests == 1


def test_a_month_comes_out_with_the_next_one_for_everybody_alike(trials):
    trials.set_number(LEAD)
    trials.tick()
    trials.draw = LAST
    trials.take()
    during = page_of(trials, STAFF).text
    trials.after(APRIL)
    everybody = {main_of(page_of(trials, who)) for who in (STAFF, SUPERVISOR, PRACTITIONER)}

    assert "There are no figures yet" in during
    assert len(everybody) == 1
    assert "March 2026" in everybody.pop()
    assert "March 2026 1 1 0 0 0 h 0 min 1 of 1" in page_of(trials, LEAD).text


def test_no_request_of_anybody_changes_a_byte_of_what_is_published(tmp_path):
    """Two organisations: in one of them contacts have taken as many requests as they take at once."""
    published = []
    for name in ("with requests", "without"):
        data = tmp_path / name
        data.mkdir(mode=0o700)
        with settled_home(on_sqlite(data)) as home:
            trials = with_second(home)
            trials.set_number(LEAD)
            if name == "with requests":
                ask_and_take(Help(home))
            trials.tick()
            trials.draw = LAST
            trials.after(A_DAY)
            trials.tick()
            trials.take()
            if name == "with requests":
                trials.after(A_DAY * 8)
                keep_promises(Help(home))
            trials.after(APRIL)
            published.append(main_of(page_of(trials, STAFF)))

    assert published[0] == published[1]
    assert "1 of 1" not in published[0]
    assert "2 of 2" in published[0]


def ask_and_take(helping):
    """Let both practitioners take as much as they take at once."""
    askers = [IDS[name] for name in ("staff", "moved", "past supervisor")]
    for asker in askers:
        for contact, wish in ((PRACTITIONER, TALK), (SECOND, REVIEW)):
            before = set(helping.inbox(contact))
            helping.ask(wish, asker, takes_part=False)
            (new,) = set(helping.inbox(contact)) - before
            helping.take(contact, new)


def keep_promises(helping):
    with helping.office() as office:
        support.keep_promises(office)


def test_the_number_is_set_by_the_wellbeing_lead_and_said_to_everybody(here):
    lead = Walker(here.home.browser_of(LEAD))
    form = lead.get("/our-promises/tests").form("/our-promises/tests")
    refused = lead.post("/our-promises/tests", {**form.filled, "number": "400"})
    lead.post("/our-promises/tests", {**form.filled, "number": "6"})

    assert refused.status == 422
    assert "Each role gets about 6 tests a month" in page_of(here, STAFF).text
