"""Times in words, and times that the clocks leave out or show twice."""

from datetime import UTC, date, datetime

import pytest

from wellbeing.contact.reading_hours import Reading
from wellbeing.contact.times import Meeting, Said, Side, Slot
from wellbeing.contact.wording import (
    clock_troubles,
    length_in_words,
    over_in_words,
    read_in_words,
    slot_in_words,
    ways_left,
)
from wellbeing.content.loader import content
from wellbeing.support.service import Kind, Wish

LONDON = "Europe/London"
SUMMER = Slot("a", datetime(2026, 3, 30, 9, tzinfo=UTC), 90, "phone")


def test_a_time_is_told_in_the_organisations_zone():
    assert slot_in_words(SUMMER, LONDON) == "Monday 30 March, 10:00, for 1 hour and 30 minutes"


@pytest.mark.parametrize(
    ("minutes", "said"), [(45, "45 minutes"), (60, "1 hour"), (120, "2 hours")]
)
def test_how_long_is_told_in_hours_and_minutes(minutes, said):
    assert length_in_words(minutes) == said


@pytest.mark.parametrize(
    ("at", "trouble"),
    [
        ("2026-03-29 01:30", "leave out"),
        ("2026-10-25 01:30", "twice"),
        ("2026-03-29 02:00", ""),
        ("2026-10-25 02:00", ""),
        ("2026-03-29 00:59", ""),
    ],
)
def test_a_time_that_the_clocks_leave_out_or_show_twice_is_told(at, trouble):
    said = clock_troubles(datetime.fromisoformat(at), LONDON)

    assert trouble in said
    assert bool(said) == bool(trouble)


def test_ways_that_were_ruled_out_are_not_offered():
    ways = ways_left(content(), Wish(Kind.TALK, not_by=("phone", "text")))

    assert [value for value, _ in ways] == ["in_person", "video", "email"]


def test_a_time_that_is_over_is_told_without_blame():
    held = Meeting(SUMMER, asker_says=Said.NOT_HELD)

    assert over_in_words(held, Side.CONTACT, "Ann", LONDON) == (
        "Monday 30 March, 10:00: Ann wrote: it did not take place."
    )
    off = Meeting(SUMMER, called_off_by=Side.ASKER)
    assert over_in_words(off, Side.ASKER, "Pat", LONDON).endswith("given up by you")
    assert over_in_words(off, Side.CONTACT, "Ann", LONDON).endswith("given up by Ann")
    assert over_in_words(Meeting(SUMMER), Side.ASKER, "Pat", LONDON) == "Monday 30 March, 10:00"


def test_when_a_letter_is_read_is_said_before_it_is_sent():
    monday, tuesday = date(2026, 3, 9), date(2026, 3, 10)

    assert read_in_words(Reading(monday, tuesday), monday) == (
        "A letter you send now is read today at the earliest, "
        "and usually answered by Tuesday 10 March."
    )
    assert "on Tuesday 10 March at the earliest" in read_in_words(Reading(tuesday, tuesday), monday)
    assert read_in_words(None, monday) == ""
