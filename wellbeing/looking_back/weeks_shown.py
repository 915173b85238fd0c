"""Which of a person's weeks stand in a picture, and the pictures of them."""

from wellbeing.checkins.visit import Visit
from wellbeing.history.service import OwnWeek, OwnWeeks
from wellbeing.looking_back.picture import Picture, draw
from wellbeing.looking_back.service import Shelf
from wellbeing.looking_back.trends import trends
from wellbeing.week import Week

# The first of them stands there before somebody chooses.
USUAL_RANGES = (13, 26)


def ranges_of(kept_weeks: int) -> tuple[int, ...]:
    """Return over how many weeks a picture can go: the last of them is all that is kept here."""
    return (*(each for each in USUAL_RANGES if each < kept_weeks), kept_weeks)


def pictures(visit: Visit, own: OwnWeeks, count: int) -> tuple[Picture, ...]:
    """Return the pictures of so many weeks, none when nothing is kept of them."""
    shown = shown_weeks(visit, own, count)
    if not any(one.given for one in shown):
        return ()
    told = trends(own, visit.words, visit.desk.policies, visit.this_week)
    last = _last(visit, own)
    return tuple(draw(each, shown[0].week, last) for each in told)


def shelf_of(visit: Visit) -> Shelf:
    return Shelf(visit.desk, visit.person_id)


def _last(visit: Visit, own: OwnWeeks) -> Week:
    """A week that still goes on stands in the picture only once there is something in it."""
    latest = own.weeks[-1].week if own.weeks else visit.desk.this_week
    return max(latest, visit.desk.this_week.plus(-1))


def shown_weeks(visit: Visit, own: OwnWeeks, count: int) -> tuple[OwnWeek, ...]:
    first = _last(visit, own).plus(1 - count)
    return tuple(one for one in own.weeks if one.week >= first)
