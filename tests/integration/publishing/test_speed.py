"""Publishing is quick, and its reads do not grow with the length of the history."""

import time
from datetime import timedelta

from sqlalchemy import event

from tests.support.press import CALENDAR, at, publication
from wellbeing.publishing.noise import discrete_gaussian

# A service of a year may take so many times as long as a new one; it takes about as long.
MOST_RATIO = 2.5


def test_a_later_half_year_of_190_people_takes_no_longer_than_the_first(works):
    for number in range(149):
        works.join(
            f"more-{number}", f"{('red', 'blue', 'green')[number % 3]}", CALENDAR.first_monday
        )
    # Loading the library of the noise is no part of a half year.
    discrete_gaussian([0], 1.0)

    first, second = (seconds_of(works, weeks) for weeks in (range(26), range(26, 53)))
    works.publish(publication(CALENDAR.window(11)), discrete_gaussian, fence=99)

    assert second < MOST_RATIO * first
    assert works.figures(CALENDAR.window(11))


def seconds_of(works, weeks):
    started = time.process_time()
    for week in weeks:
        monday = CALENDAR.window(0).first.plus(week).monday
        works.publish(at(monday, hour=12), discrete_gaussian, fence=week + 1)
    return time.process_time() - started


def test_closing_a_window_takes_a_fixed_number_of_statements(works):
    first, second, _ = CALENDAR.windows(1)
    counted = []
    event.listen(works.main, "after_cursor_execute", lambda *_: counted.append(1))

    def statements_of(window):
        works.publish(publication(window) - timedelta(minutes=1))
        counted.clear()
        works.publish(publication(window))
        return len(counted)

    early = statements_of(first)
    for number in range(9):
        works.answer_all([f"red-{number}"], [*first.weeks, *second.weeks], 1)

    # One more piece of the cohort would add three reads; more weeks or answers add none.
    assert statements_of(second) == early
