"""A person's weeks as a picture: gaps stay gaps, and everything stays inside."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.checkins.chart import BOTTOM, LEFT, RIGHT, SHOWN_WEEKS, TOP, draw
from wellbeing.checkins.steps import past_rows
from wellbeing.history.service import PastWeek
from wellbeing.stepped_care import Step
from wellbeing.week import Week

FIRST = Week(2026, 50)
SCORES = st.one_of(st.none(), st.integers(0, 18))


def weeks(*scores, step=Step.PREVENTION):
    return [
        PastWeek(FIRST.plus(at), w, step, answered=w is not None) for at, w in enumerate(scores)
    ]


@given(st.lists(SCORES, max_size=60), st.one_of(st.none(), st.floats(0, 18)))
def test_everything_stays_inside_the_picture(scores, usual):
    chart = draw(weeks(*scores), usual)

    shown = [score for score in scores[-SHOWN_WEEKS:] if score is not None]
    if chart is None:
        assert shown == []
        return
    spots = [*chart.dots, *([chart.here] if chart.here else [])]
    assert len(spots) == len(shown)
    assert all(LEFT < spot.x < RIGHT and TOP <= spot.y <= BOTTOM for spot in spots)


def test_a_missed_week_is_a_gap():
    chart = draw(weeks(1, 2, None, 3, None, 4, 5, 6), None)

    assert chart is not None
    assert [len(line.split()) for line in chart.lines] == [2, 3]


def test_more_warning_signs_stand_higher():
    chart = draw(weeks(0, 18), None)

    assert chart is not None
    assert chart.here is not None
    assert (chart.dots[0].y, chart.here.y) == (BOTTOM, TOP)


def test_the_ground_follows_the_step():
    chart = draw([*weeks(1), *weeks(9, step=Step.REACTIVE), *weeks(2, step=None)], None)

    assert chart is not None
    assert [band.level for band in chart.bands] == [0, 1, 0]


def test_the_table_says_the_same_the_latest_week_first():
    silent = PastWeek(FIRST.plus(1), None, None, answered=False)
    unscored = PastWeek(FIRST.plus(2), None, Step.REACTIVE, answered=True)

    rows = past_rows([*weeks(7), silent, unscored])

    assert rows == (
        ("21 Dec", "Too few answers for a score", "Reactive"),
        ("14 Dec", "No check-in", "No current information"),
        ("7 Dec", "7 of 18", "Prevention"),
    )


def test_the_year_stands_beside_the_weeks_of_another_year():
    rows = past_rows(weeks(1, 2, 3, 4, 5))

    assert [row[0] for row in rows] == [
        "4 Jan",
        "28 Dec 2026",
        "21 Dec 2026",
        "14 Dec 2026",
        "7 Dec 2026",
    ]
