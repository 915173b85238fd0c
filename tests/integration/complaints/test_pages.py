"""The pages on which somebody says that something is wrong, and on which it is read and answered."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support.asking import ASKER
from tests.support.saying import AUDITOR, IDS, LEAD, Sayers
from tests.support.walking import Walker
from wellbeing.database import writing

WORDS = "The promised day was not kept.\nNobody said why."
HERE = "/say/new"
A_DAY = timedelta(days=1)


@pytest.fixture
def walker_of(home):
    return lambda who: Walker(home.browser_of(who))


@pytest.fixture
def ann(walker_of):
    return walker_of(ASKER)


def say(ann, **chosen):
    """Say something on both pages; return what came back."""
    first = ann.get(HERE).form(HERE)
    second = ann.post(HERE, {**first.filled, "about": "data"}).form(HERE)
    sent = {**second.filled, "words": WORDS, "to": AUDITOR, "stage": "send", **chosen}
    return ann.post(HERE, sent)


def test_it_is_said_on_two_pages_acknowledged_at_once_read_and_answered(ann, walker_of):
    received = say(ann)
    reader = walker_of(AUDITOR)
    listed = reader.get("/said")
    (address,) = [one for one in listed.links if one.startswith("/said/")]
    opened = reader.get(address)
    form = opened.form(address)
    refused = reader.post(address, {**form.filled, "answer": " "})
    reader.post(address, {**form.filled, "answer": "It is mended, and checked each week now."})
    answered = ann.get("/say")

    assert "Received. Your reference is" in received.text
    assert "Received, not read yet. 30 days left" in received.text
    assert "Somebody reads it by Wednesday 11 March 2026" in received.text
    assert "You get an answer by Friday 3 April 2026" in received.text
    assert "promised day" not in listed.text
    assert "Nobody said why." in opened.text
    assert "They chose not to give their name" in opened.text
    assert "Staff" not in opened.text.partition("Signed in as")[0]
    assert refused.status == 422
    assert "It is mended, and checked each week now." in answered.text
    assert "ico.org.uk/make-a-complaint" in answered.text
    assert "Wednesday 4 March 2026 Auditor" in answered.text


def test_with_their_name_the_reader_sees_it_and_without_it_nothing_tells(ann, walker_of):
    say(ann, named="name")
    reader = walker_of(AUDITOR)
    (address,) = [one for one in reader.get("/said").links if one.startswith("/said/")]

    assert "Name Staff" in reader.get(address).text


def test_nothing_typed_is_lost_when_something_is_to_be_put_right(ann):
    wrong = say(ann, to="somebody else")
    empty = say(ann, words=" ")
    nothing = ann.post(HERE, {**ann.get(HERE).form(HERE).filled})

    assert [page.status for page in (wrong, empty, nothing)] == [422, 422, 422]
    assert wrong.form(HERE).fields["words"].value.strip() == WORDS
    assert "Choose what it is about." in nothing.text


def test_a_late_answer_is_told_plainly_to_both(ann, home, walker_of):
    say(ann)
    home.clock.standing_at += A_DAY * 31

    page = walker_of(ASKER).get("/say")

    assert "The promise was not kept: you should have had an answer" in page.text
    assert "1 answer is late." in walker_of(AUDITOR).get("/said").text


def test_what_was_typed_stays_when_somebody_else_has_answered(ann, home, walker_of):
    say(ann)
    reader, sayers = walker_of(AUDITOR), Sayers(home)
    (said_id,) = sayers.to_read()
    form = reader.get(f"/said/{said_id}").form(f"/said/{said_id}")
    sayers.answer(said_id)
    page = reader.post(f"/said/{said_id}", {**form.filled, "answer": "My own long answer"})

    assert page.status == 422
    assert "Somebody has answered this meanwhile" in page.text
    assert "My own long answer" in page.text
    assert "We mended it." in page.text


def test_another_reader_is_chosen_and_it_is_taken_back(ann, walker_of):
    page = say(ann)
    (way,) = [one for one in page.links if one.endswith("/reader")]
    form = ann.get(way).form(way)
    ann.post(way, {**form.filled, "to": LEAD})
    theirs = [walker_of(who).get("/said").text for who in (AUDITOR, LEAD)]
    taking = ann.get("/say").form("/say/take-back")
    gone = ann.post(taking.action, taking.filled)

    assert "Nothing waits" in theirs[0]
    assert "Nothing waits" not in theirs[1]
    assert "Taken back and deleted" in gone.text
    assert "Nothing waits" in walker_of(LEAD).get("/said").text


def test_a_notice_leads_to_what_is_to_be_read_and_then_to_the_answer(ann, home, walker_of):
    say(ann)
    reader = walker_of(AUDITOR)
    to_reader = reader.get("/waiting").url
    sayers = Sayers(home)
    sayers.answer(sayers.to_read()[0])

    assert to_reader == "/said"
    assert ann.get("/waiting").url == "/say"
    assert reader.get("/waiting").url == "/my-requests"


def test_the_hostile_supervisor_learns_nothing_of_it(ann, home, walker_of):
    """Every page, and every address of one, is the same to who leads the person as before."""
    sayers = Sayers(home)
    nosy = [IDS[name] for name in ("supervisor", "service manager", "wellbeing lead")]
    places = ("/say", "/said", "/waiting", "/my-data", "/requests")

    def seen(who):
        return [(page.status, page.text) for page in map(walker_of(who).get, places)]

    before = {who: seen(who) for who in nosy}
    say(ann)
    (said_id,) = sayers.to_read()
    after = {who: seen(who) for who in nosy}

    assert before == after
    for who in nosy:
        page, unknown = (walker_of(who).get(f"/said/{each}") for each in (said_id, "0" * 32))
        assert (page.status, page.text) == (unknown.status, unknown.text)
        assert page.status == 404
    assert sayers.mine()[0].looks == ()


def test_without_anybody_outside_the_line_the_other_ways_stand_there(home, walker_of):
    with home.session() as session, writing(session):
        session.execute(
            text(
                "DELETE FROM role WHERE role IN ('auditor', 'wellbeing_lead', 'staff_representative')"
            )
        )
    ann = walker_of(ASKER)
    first = ann.get(HERE).form(HERE)
    page = ann.post(HERE, {**first.filled, "about": "data"})

    assert "nothing can be sent here, and no day is promised" in page.text
    assert "whoever looks after data protection" in page.text
