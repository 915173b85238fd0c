"""Events of the organisation: entered, changed and removed by the wellbeing lead, read by all staff."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.support.pages import Page
from tests.support.world import CHARACTERS, TODAY
from wellbeing.database import writing
from wellbeing.organisation_events import service, store
from wellbeing.organisation_events.service import Draft, Event

HERE, NEW = "/organisation-events", "/organisation-events/new"
IDS = {character.name: character.id for character in CHARACTERS}
LEAD = IDS["wellbeing lead"]
MERGED = Draft("Three services became two", date(2026, 2, 2))


def test_what_the_lead_enters_all_staff_can_read(read_as):
    kept = read_as("wellbeing lead").send(
        NEW, name="Sleep campaign", starts_on="2026-02-02", ends_on="2026-03-01"
    )
    seen = read_as("staff").get(HERE)

    assert "The event is kept." in kept.text
    assert "Sleep campaign 2 February to 1 March 2026" in seen.text
    assert not [link for link in seen.links if link.startswith(f"{HERE}/")]


def test_no_name_of_an_event_turns_the_writing_around_for_those_who_read_it(read_as, home):
    lead = read_as("wellbeing lead")
    lead.send(NEW, name="Sleep \u202engp.exe\u2066 שינה", starts_on="2026-02-02", ends_on="")

    with home.session() as session:
        assert [event.name for event in service.every(session)] == ["Sleep ngp.exe שינה"]


def test_the_lead_changes_an_event_and_removes_it_again(read_as, home):
    lead = read_as("wellbeing lead")
    lead.send(NEW, name="Slep campaign", starts_on="2026-02-02", ends_on="")
    change = next(link for link in lead.get(HERE).links if link not in {NEW, HERE} and HERE in link)

    assert lead.get(change).form().fields["starts_on"].value == "2026-02-02"
    changed = lead.send(change, name="Sleep campaign")
    assert "Sleep campaign 2 February 2026" in changed.text
    assert "Slep" not in changed.text

    removed = lead.send(f"{change}/remove")
    assert "The event is removed" in removed.text
    with home.session() as session:
        assert service.every(session) == ()


def test_an_event_sent_twice_is_kept_once_and_other_words_are_shown_beside_it(read_as, home):
    lead = read_as("wellbeing lead")
    form = lead.get(NEW).form(NEW).filled | {"name": "Move", "starts_on": "2026-02-02"}
    pressed = [lead.client.post(NEW, data=form).status_code for _ in range(2)]
    other = lead.client.post(NEW, data=form | {"name": "Move of offices"})

    assert pressed == [303, 303]
    assert other.status_code == 409
    assert 'value="Move of offices"' in other.text
    with home.session() as session:
        assert [event.name for event in service.every(session)] == ["Move"]


def test_who_changes_an_event_later_sees_both_texts_before_one_goes(read_as, home):
    with home.session() as session:
        path = f"{HERE}/{service.enter(session, LEAD, TODAY, MERGED)}"
    lead = read_as("wellbeing lead")
    read = lead.get(path).form(path).filled
    lead.client.post(path, data=read | {"name": "Three became two"})
    late = lead.client.post(path, data=read | {"name": "Two services left"})

    assert late.status_code == 409
    assert "Three became two" in late.text
    assert 'value="Two services left"' in late.text
    with home.session() as session:
        (event,) = service.every(session)
        assert (event.name, event.version) == ("Three became two", 2)
    again = Page(late.text, path, 409).form(path).filled
    assert lead.client.post(path, data=again).status_code == 303
    with home.session() as session:
        assert [event.name for event in service.every(session)] == ["Two services left"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Say in a few words what it was."),
        ({"name": "x" * 61}, "This text is 1 characters too long."),
        ({"starts_on": ""}, "Choose the day it happened or began."),
        ({"ends_on": "when it is done"}, "This is not a day we can read."),
        ({"starts_on": "last spring"}, "This is not a day we can read."),
        ({"starts_on": "0206-02-02"}, "Choose a day after 1999. Check the year."),
        ({"starts_on": "2062-02-02"}, "Choose a day within the next year. Check the year."),
        ({"ends_on": "2026-01-01"}, "The last day is before the first. Change one of the two."),
        ({"ends_on": "9999-12-31"}, "Choose a day within the next year. Check the year."),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_kindly_and_what_was_typed_stays(read_as, home, typed, told):
    sent = {"name": "Sleep campaign", "starts_on": "2026-02-02", "ends_on": ""} | typed
    page = read_as("wellbeing lead").send(NEW, **sent)

    assert page.status == 422
    assert told in page.text
    assert {name: page.form(NEW).fields[name].value for name in sent} == sent
    with home.session() as session:
        assert service.every(session) == ()


@pytest.mark.parametrize("path", [NEW, f"{HERE}/{'0' * 32}", f"{HERE}/{'0' * 32}/remove"])
@pytest.mark.parametrize("name", ["staff", "staff representative", "service manager"])
def test_nobody_else_can_enter_change_or_remove(read_as, name, path):
    assert read_as(name).get(path).status == 404


@pytest.mark.parametrize("name", ["staff", "staff representative", "left"])
def test_the_service_itself_lets_nobody_else_write(home, name):
    with home.session() as session:
        event_id = service.enter(session, LEAD, TODAY, MERGED)
        for attempt in (
            lambda: service.enter(session, IDS[name], TODAY, MERGED),
            lambda: service.change(session, IDS[name], TODAY, Event(event_id, "Other", TODAY)),
            lambda: service.remove(session, IDS[name], TODAY, event_id),
        ):
            with pytest.raises(service.NotTheirsError):
                attempt()

        assert service.every(session) == (Event(event_id, MERGED.name, MERGED.starts_on),)


def test_an_event_removed_meanwhile_is_told_and_not_made_again(read_as, home):
    lead = read_as("wellbeing lead")
    with home.session() as session:
        event_id = service.enter(session, LEAD, TODAY, MERGED)
        service.remove(session, LEAD, TODAY, event_id)
        with pytest.raises(service.GoneError):
            service.change(session, LEAD, TODAY, Event(event_id, "Other", TODAY))

    assert lead.get(f"{HERE}/{event_id}").status == 404
    gone = lead.get(f"{HERE}/{event_id}/remove")
    assert "This event is not there any more." in gone.text


def test_events_of_some_days_are_those_that_touch_them(home):
    with home.session() as session:
        for name, first, last in (
            ("before", -9, -8),
            ("into", -9, 0),
            ("within", 3, None),
            ("around", -9, 40),
            ("out of", 10, 30),
            ("after", 11, None),
        ):
            ends_on = None if last is None else TODAY + timedelta(days=last)
            draft = Draft(name, TODAY + timedelta(days=first), ends_on)
            service.enter(session, LEAD, TODAY, draft)
        every = service.every(session)
        found = [event for event in every if event.overlaps(TODAY, TODAY + timedelta(days=10))]

    assert [event.name for event in found] == ["around", "into", "within", "out of"]


@pytest.mark.parametrize(
    "event", [Event("1", "", TODAY), Event("1", "Move", TODAY, TODAY - timedelta(days=1))]
)
def test_the_database_refuses_an_event_that_cannot_be(home, event):
    with home.session() as session, pytest.raises(IntegrityError), writing(session):
        store.add(session, event)


def test_each_field_for_words_says_who_reads_it_and_whom_it_is_not_about(read_as):
    page = read_as("wellbeing lead").get(NEW)

    assert "All staff read them here" in page.text
    assert "never about a person" in page.text
    assert "While something goes on, give the last day you expect" in page.text
