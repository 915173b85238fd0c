"""A calendar is written so that every program can read it, and says the same hours as the plan."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from icalendar import Calendar

from tests.support.slots import slots
from wellbeing.public_holidays import holidays_between
from wellbeing.rhythm.feed import LASTS, Entry, Said, entries, written
from wellbeing.rhythm.moments import Frame, Span, moments
from wellbeing.rhythm.slots import Messages, Slot
from wellbeing.week import Week

LONDON = "Europe/London"
STAMP = datetime(2026, 3, 2, tzinfo=UTC)
FIRST = Entry("2026-W10", datetime(2026, 3, 4, 10, tzinfo=UTC))
LINK = "https://pages.example/this-week"


def frames(first, number=9, zone=LONDON):
    return [
        Frame(
            week := first.plus(ahead),
            Span.of(week, zone),
            holidays_between("england", week.monday, week.sunday),
        )
        for ahead in range(number)
    ]


def wrote(*found, title="Your page for this week", link=LINK):
    return written(found or (FIRST,), Said(title, link, STAMP), lambda week: f"name-of-{week}")


def test_every_line_ends_as_it_must_and_none_is_longer_than_75_bytes():
    text = wrote(link="https://pages.example/" + "a" * 300)

    assert text.endswith(b"END:VCALENDAR\r\n")
    assert text.count(b"\n") == text.count(b"\r\n")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_long_words_in_any_language_are_folded_and_read_back_whole():
    title = "Eich tudalen ŵŷ; för dig, \\ 您的页面 " + "é" * 90

    text = wrote(title=title)

    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    for line in text.split(b"\r\n"):
        line.decode("utf-8")  # No letter is cut in two.
    read = Calendar.from_ical(text)
    assert [str(each["summary"]) for each in read.events] == [title]
    whole = text.replace(b"\r\n ", b"").decode().split("\r\n")
    escaped = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    for name in ("NAME", "X-WR-CALNAME", "SUMMARY"):
        assert f"{name}:{escaped}" in whole


def test_a_line_end_in_a_title_begins_no_line_of_its_own():
    text = wrote(title="one\r\nATTENDEE:mailto:x@example.org")

    assert b"\r\nATTENDEE" not in text
    assert len(Calendar.from_ical(text).events) == 1


def test_an_entry_says_when_and_where_and_nothing_else():
    event = Calendar.from_ical(wrote()).events[0]

    assert {name: event.get(name).to_ical().decode() for name in event} == {
        "UID": "name-of-2026-W10",
        "DTSTAMP": "20260302T000000Z",
        "DTSTART": "20260304T100000Z",
        "DTEND": "20260304T101500Z",
        "SUMMARY": "Your page for this week",
        "DESCRIPTION": LINK,
        "URL": LINK,
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }


def test_programs_are_told_to_look_again_after_a_day():
    lines = wrote().split(b"\r\n")

    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert b"X-PUBLISHED-TTL:P1D" in lines
    assert Calendar.from_ical(wrote()).get("prodid") == "-//A page for each week//EN"


def test_a_public_holiday_moves_an_entry_as_it_moves_a_mail():
    easter = entries(Slot(LONDON, 0, 9), frames(Week.of(date(2026, 4, 6)), 2))

    assert [each.begins for each in easter] == [
        datetime(2026, 4, 7, 8, tzinfo=UTC),
        datetime(2026, 4, 13, 8, tzinfo=UTC),
    ]


def test_who_wishes_no_messages_has_the_same_entries():
    all_of_them = [
        entries(Slot(LONDON, 2, 10, messages=each), frames(Week(2026, 10))) for each in Messages
    ]

    assert len(all_of_them[0]) == 9
    assert all_of_them[0] == all_of_them[1] == all_of_them[2]


@given(slots())
@settings(max_examples=40)
def test_each_entry_is_the_moment_of_that_week_s_message_in_every_zone(slot):
    weeks = frames(Week(2026, 10), zone="Europe/Berlin")
    found = {each.week: each.begins for each in entries(slot, weeks)}

    asked = Slot(slot.zone, slot.day, slot.hour, slot.worked, slot.quiet)
    assert found == {
        str(frame.week): at for frame in weeks if (at := moments(asked, frame).invitation)
    }
    events = Calendar.from_ical(wrote(*(Entry(*each) for each in found.items()))).events
    if found:
        place = ZoneInfo(slot.zone)
        assert [each.decoded("dtstart").astimezone(place) for each in events] == list(
            found.values()
        )
        assert {each.end - each.start for each in events} == {LASTS} == {timedelta(minutes=15)}
