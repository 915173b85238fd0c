"""Publishing is quick, and its reads do not grow with the length of the history."""

import time
from datetime import timedelta

from sqlalchemy import event

from tests.support.press import CALENDAR, at, publication
from wellbeing.publishing.noise import discrete_gaussian


def test_forty_weeks_of_190_people_are_published_in_three_seconds(works):
    for number in range(149):
        works.join(
            f"more-{number}", f"{('red', 'blue', 'green')[number % 3]}", CALENDAR.first_monday
        )
    started = time.process_time()

    for week in range(41):
        monday = CALENDAR.window(0).first.plus(week).monday
        works.publish(at(monday, hour=12), discrete_gaussian, fence=week + 1)
    works.publish(publication(CALENDAR.window(8)), discrete_gaussian, fence=99)

    assert time.process_time() - started < 3
    assert works.figures(CALENDAR.window(8))


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
