"""The day on which figures come next is the day on which the next ones of these units can come."""

from dataclasses import replace
from datetime import timedelta

from tests.support.cohorts import CALENDAR, roster_of
from wellbeing.disclosure import Book, ExactSums, Reader, Rhythm, Why, Withheld, plan_cycle
from wellbeing.heatmaps.sources import Sources

MONTHLY, WEEKLY = 80, 300
FIRST, SECOND, THIRD = CALENDAR.windows(1)


def plan(cycle, people):
    others = {"u": {"v": 60, "w": 60}}
    return plan_cycle(cycle, roster_of({"s": {"a": people // 2, "b": people // 2}, **others}), 2.0)


def out(plan, *windows):
    return [cell for window in windows for cell in ExactSums(plan, window).release(lambda e, _: e)]


def sources(plans, cells, closed=()):
    closed = frozenset(window.name for window in closed)
    return Sources.of(Reader(Book(tuple(plans), tuple(cells), closed=closed)), CALENDAR, ["s"])


def test_the_next_month_is_the_one_after_the_newest():
    first = plan(1, MONTHLY)

    found = sources([first], out(first, FIRST)).coming(SECOND.starts_on)

    assert found == SECOND


def test_a_month_that_is_closed_for_good_is_not_awaited():
    first = plan(1, MONTHLY)
    after_restore = sources([first], out(first, FIRST, SECOND), closed=[THIRD])

    assert after_restore.coming(THIRD.published_on + timedelta(days=30)) == CALENDAR.windows(2)[0]
    own = after_restore.figure("s", THIRD)
    assert isinstance(own, Withheld)
    assert own.why is Why.NOT_RELEASED


def test_a_month_that_others_have_overtaken_is_not_awaited():
    first, second = plan(1, MONTHLY), plan(2, MONTHLY)
    later = CALENDAR.windows(2)[0]
    found = sources([first, second], out(first, FIRST, SECOND) + out(second, later))

    assert found.coming(later.published_on) == CALENDAR.windows(2)[1]


def test_a_unit_that_comes_to_weekly_figures_still_gets_its_last_month_first():
    first, second = plan(1, MONTHLY), plan(2, WEEKLY)

    found = sources([first, second], out(first, FIRST, SECOND))

    assert found.coming(CALENDAR.starts_on(2)) == THIRD
    all_out = sources([first, second], out(first, FIRST, SECOND, THIRD))
    assert all_out.coming(CALENDAR.starts_on(2)) == CALENDAR.windows(2, Rhythm.WEEK)[0]


def test_a_unit_that_goes_back_to_months_waits_for_its_month():
    plans = [plan(1, MONTHLY), plan(2, WEEKLY), plan(3, MONTHLY)]
    months, weeks = CALENDAR.windows(1), CALENDAR.windows(2, Rhythm.WEEK)
    found = sources(plans, [*out(plans[0], *months), *out(plans[1], *weeks)])

    # Figures of others in the second cycle came by the month too.
    assert found.coming(CALENDAR.windows(3)[0].starts_on) == CALENDAR.windows(3)[0]


def test_a_cycle_that_is_not_planned_yet_is_awaited_as_the_last_one_was():
    first = plan(1, MONTHLY)

    assert (
        sources([first], out(first, *CALENDAR.windows(1))).coming(THIRD.published_on)
        == (CALENDAR.windows(2)[0])
    )
    weekly = replace(plan(1, WEEKLY), cycle=1)
    done = sources([weekly], out(weekly, *CALENDAR.windows(1, Rhythm.WEEK)))
    assert done.coming(THIRD.published_on) == CALENDAR.windows(2, Rhythm.WEEK)[0]


def test_before_the_first_plan_the_first_month_that_can_come_is_awaited():
    assert sources([], []).coming(FIRST.starts_on) == FIRST
    assert sources([], []).coming(FIRST.published_on + timedelta(days=1)) == SECOND
