"""Which events of the organisation a picture marks: none disappears, whatever was entered."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.heatmaps.happened import AFTER, BEFORE, MOST_MARKS, NO_ROOM, happened
from wellbeing.organisation_events.service import Event

FIRST, LAST = date(2025, 1, 6), date(2026, 12, 27)
DAYS = st.dates(date(2023, 1, 1), date(2028, 1, 1))


def event(name, starts_on, ends_on=None):
    return Event(name, name, starts_on, ends_on)


@st.composite
def events(draw):
    starts = draw(st.lists(DAYS, max_size=40))
    lengths = st.none() | st.integers(0, 900)
    return [
        event(
            f"{number}", first, None if (days := draw(lengths)) is None else first + timedelta(days)
        )
        for number, first in enumerate(starts)
    ]


@given(events())
def test_every_event_is_marked_or_listed_with_the_reason_and_never_both(entered):
    found = happened(entered, FIRST, LAST)

    assert sorted(one.id for one in found.every) == sorted(one.id for one in entered)
    assert len(found.marked) <= MOST_MARKS
    assert all(one.overlaps(FIRST, LAST) for one in found.marked)
    if len(found.marked) < MOST_MARKS:
        assert not any(one.why == NO_ROOM for one in found.unmarked)
    assert all(
        one.why == (AFTER if one.event.starts_on > LAST else BEFORE)
        for one in found.unmarked
        if not one.event.overlaps(FIRST, LAST)
    )
    assert list(found.marked) == sorted(found.marked, key=lambda one: (one.starts_on, one.name))


def test_what_still_runs_at_the_beginning_is_marked_before_what_is_newer():
    runs_on = event("Reorganisation", date(2024, 3, 1), date(2025, 3, 1))
    newer = [event(f"{n:02}", FIRST + timedelta(days=n)) for n in range(MOST_MARKS + 3)]

    found = happened([runs_on, *newer], FIRST, LAST)

    assert found.marked == (runs_on, *newer[-MOST_MARKS + 1 :])
    assert [(one.event.name, one.why) for one in found.unmarked] == [
        (f"{n:02}", NO_ROOM) for n in (3, 2, 1, 0)
    ]


def test_what_was_over_or_comes_later_says_so():
    over, later = event("Over", date(2024, 3, 1)), event("Later", LAST + timedelta(days=1))

    found = happened([over, later], FIRST, LAST)

    assert found.marked == ()
    assert [(one.event, one.why) for one in found.unmarked] == [(later, AFTER), (over, BEFORE)]


def test_the_picture_has_room_for_as_many_as_it_marks_when_all_run_on_from_before():
    entered = [
        event(f"{n:02}", date(2024, 1, 1) + timedelta(days=n), date(2026, 1, 1)) for n in range(20)
    ]

    found = happened([*entered, event("new", FIRST)], FIRST, LAST)

    assert found.marked == tuple(entered[-MOST_MARKS:])
