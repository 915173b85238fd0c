"""What was lost of the week's messages is told by whole hours, and of many only where many work."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from tests.integration.running.conftest import page
from tests.support.world import NOW
from wellbeing.database import writing
from wellbeing.rhythm.delivery import Outcome
from wellbeing.rhythm.rows import RhythmRow
from wellbeing.rhythm.standing import LARGE
from wellbeing.running import mail
from wellbeing.running.lines import Office
from wellbeing.running.store import MAIL, TEXTS, Asked, keep_asked
from wellbeing.running.weekly import Lost, lost_of, note_late, note_lost
from wellbeing.settings import Mail
from wellbeing.sms_settings import Gateway, Sms

AN_HOUR = timedelta(hours=1)
ONE, MOST = "One or more messages of this week were refused", "that were tried together"
LATE = "Many messages of this week did not leave in their hour."


def at(home, moment):
    home.clock.standing_at = moment
    return page(home).text


def lose(home, outcome, carrier=MAIL, now=NOW):
    with home.session() as session:
        note_lost(session, carrier, now, lost_of(session, outcome))


def make_large(home, people=LARGE):
    """Give so many people a row, whatever they wish."""
    row = {"person": b"", "slot": "", "spread": 0, "channel": "mail", "version": 1}
    with home.session() as session, writing(session):
        rows = [{"id": number.to_bytes(32, "big")} | row for number in range(people)]
        session.execute(insert(RhythmRow), rows)


def test_a_week_in_which_messages_were_refused_is_told_without_how_many(house_with):
    told = []
    for name, outcome in (("one", Outcome(refused=1)), ("all", Outcome(refused=900))):
        home = house_with(name=name)
        lose(home, outcome)
        lose(home, outcome)
        told.append(at(home, NOW + AN_HOUR))

    assert ONE in told[0]
    assert told[0] == told[1]


def test_what_needs_mending_names_what_it_is_about_where_it_stands_alone(house_with):
    home = house_with()
    lose(home, Outcome(refused=1))
    first = at(home, NOW + AN_HOUR).partition("Needs mending")[2].partition("What to do")[0]

    assert first.strip().startswith("One or more messages of this week")


def test_with_a_new_week_it_is_told_no_more(house_with):
    home = house_with()
    lose(home, Outcome(refused=1))

    assert ONE in at(home, NOW + AN_HOUR)
    assert ONE not in at(home, NOW + timedelta(weeks=1))


def test_the_minute_in_which_a_message_was_refused_cannot_be_read_from_the_page(house_with):
    """It is the minute in which somebody wishes to be asked."""
    home = house_with()
    lose(home, Outcome(refused=1, unsure=1), now=NOW + timedelta(minutes=23))
    lose(home, Outcome(refused=1, unsure=1), now=NOW + timedelta(minutes=71))
    told = [ONE in at(home, NOW + timedelta(minutes=minutes)) for minutes in (24, 59, 60, 119)]

    assert told == [False, False, True, True]


def test_texts_that_were_refused_are_told_of_texts_and_without_how_many(house_with):
    home = house_with(Mail())
    settings = replace(home.settings, sms=Sms(Gateway.LOOPBACK, "http://127.0.0.1:9"))
    with home.session() as session:
        with writing(session):
            keep_asked(session, TEXTS, Asked(NOW))
        office = Office(session, settings, NOW + AN_HOUR)
        before = str(mail.lines(office))
        note_lost(session, TEXTS, NOW, [Lost.REFUSED, Lost.UNSURE])
        after = str(mail.lines(office))

    assert "texts of this week" not in before
    assert "One or more texts of this week were refused for good." in after
    assert "One or more texts of this week may not have left." in after
    assert ONE not in after


@pytest.mark.parametrize(("people", "is_told"), [(LARGE, True), (LARGE - 1, False)])
def test_that_many_were_refused_or_late_is_told_in_a_large_organisation_alone(
    house_with, people, is_told
):
    home = house_with()
    make_large(home, people)
    lose(home, Outcome(left=30, refused=101))
    assert (MOST in at(home, NOW + AN_HOUR)) is is_told

    late = house_with(name="late")
    make_large(late, people)
    with late.session() as session:
        note_late(session, NOW, 1_001)
    assert (LATE in at(late, NOW + AN_HOUR)) is is_told


def test_in_a_large_organisation_few_are_told_as_anywhere(house_with):
    home = house_with()
    make_large(home)
    for outcome in (Outcome(left=101, refused=101), Outcome(refused=100)):
        lose(home, outcome)
    with home.session() as session:
        note_late(session, NOW, 1_000)
    told = at(home, NOW + AN_HOUR)

    assert ONE in told
    assert MOST not in told
    assert LATE not in told
