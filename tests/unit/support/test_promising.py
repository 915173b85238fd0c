"""What is promised at any hour of a year, in four nations, beside staffed time counted by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.support import proofs, staffed
from wellbeing.accounts.people import Person
from wellbeing.content.loader import content
from wellbeing.cover.hours import USUAL_WEEK, NobodyThereError, StaffedHours
from wellbeing.public_holidays import public_holidays
from wellbeing.support.cases import Case, Kind, Wish
from wellbeing.support.promising import promised
from wellbeing.support.sending import Ahead
from wellbeing.support.showing import preview

AN_HOUR = timedelta(hours=1)
NAMES = ("Ada", "Ben", "Cem")
A_YEAR = 365 * 24
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
# Easter with the change of the clock, and the turn of the year.
HARD = ((date(2026, 3, 28), 10), (date(2026, 12, 24), 7))
DAYS_AND_HOURS = ((2, 4), (1, 2))


def usual(nation="england", *closed):
    return StaffedHours("Europe/London", nation, USUAL_WEEK, frozenset(closed))


def every_hour():
    if proofs.is_whole():
        return [NEW_YEAR + AN_HOUR * number for number in range(A_YEAR)]
    starts = [(datetime.combine(day, time(), UTC), days) for day, days in HARD]
    return [start + AN_HOUR * number for start, days in starts for number in range(24 * days)]


def shown(made, zone="Europe/London"):
    """Return what the page says before sending, to one contact with two more after them."""
    people = [Person(one.lower(), one, "", frozenset(), NEW_YEAR.date()) for one in NAMES]
    case = Case("ann", Wish(Kind.TALK, first="ada"), made, ("ada",), ("ben", "cem"))
    ahead = Ahead(case.wish, "Ann", zone, tuple(people), (people[0],), tuple(people[1:]), case)
    return preview(content(), ahead)


def expected(now, days, hours, nation):
    """Return by hand: from when it is read, when it passes on, and by when it is promised."""
    reads, second, third = (staffed.after(now, hours * times, nation) for times in (0, 1, 2))
    due = staffed.due_at(now, days, nation)
    return (
        staffed.in_words(now),
        "now" if reads == now else staffed.in_words(reads),
        staffed.in_words(due),
        tuple(
            f"{name} can read it too from {staffed.in_words(at)}."
            for name, at in (("Ben", second), ("Cem", third))
        ),
    )


def test_every_hour_of_a_year_is_promised_in_the_right_words(record_property):
    wrong, looked_at = [], 0
    for nation in staffed.NATIONS:
        hours_of_nation = usual(nation)
        for now in every_hour():
            for days, hours in DAYS_AND_HOURS:
                page = shown(promised(hours_of_nation, now, days, timedelta(hours=hours)))
                said = (page.asked, page.read_from, page.by_when, page.passes_on)
                looked_at += 1
                if said != expected(now, days, hours, nation):
                    wrong.append((nation, now, said))

    figures = {"hours": looked_at, "nations": len(staffed.NATIONS), "wrong": len(wrong)}
    proofs.report(record_property, "promise-words", figures)
    assert wrong == []


@pytest.mark.parametrize("nation", staffed.NATIONS)
def test_the_holidays_counted_by_hand_are_those_the_service_knows(nation):
    years = (staffed.FIRST.year, staffed.LAST.year)
    known = {day for year in years for day in public_holidays(nation, year) if day.weekday() < 5}

    assert known == staffed.holidays(nation)


def test_on_a_saturday_evening_it_is_read_on_monday_and_promised_for_tuesday():
    page = shown(promised(usual(), datetime(2026, 3, 7, 21, 40, tzinfo=UTC), 2, AN_HOUR * 4))

    assert page.asked == "Saturday 7 March, 21:40"
    assert page.read_from == "Monday 9 March, 9:00"
    assert page.by_when == "Tuesday 10 March, 17:00"


def test_closed_days_are_left_out_like_holidays():
    asked = datetime(2026, 3, 4, 10, tzinfo=UTC)

    made = promised(usual("england", date(2026, 3, 5)), asked, 1, AN_HOUR * 8)

    assert made.due_on == date(2026, 3, 6)
    assert made.moments[0] == datetime(2026, 3, 6, 10, tzinfo=UTC)


def test_it_passes_on_at_full_quarters_and_never_where_nobody_is_there():
    late = datetime(2026, 3, 4, 12, 50, 7, tzinfo=UTC)

    made = promised(usual(), late, 2, AN_HOUR * 4)

    assert made.moments[0] == datetime(2026, 3, 5, 9, tzinfo=UTC)


def test_where_days_are_short_everybody_has_it_on_the_last_day_of_the_promise():
    short = replace(usual(), weekdays=((time(9), time(10)),) * 5 + (None, None))

    made = promised(short, datetime(2026, 3, 4, 9, 30, tzinfo=UTC), 2, AN_HOUR * 4)

    friday = datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert made.due_at == friday + AN_HOUR
    assert made.moments == (friday, friday)


def test_where_nobody_is_ever_there_nothing_is_promised():
    never = StaffedHours("Europe/London", "england", (None,) * 7)

    with pytest.raises(NobodyThereError):
        promised(never, NEW_YEAR, 2, AN_HOUR)
