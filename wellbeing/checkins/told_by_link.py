"""What a person's own pages say about answers that came by the link of a message."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from wellbeing.checkins import by_link, service
from wellbeing.checkins.course import SEND
from wellbeing.checkins.turns import address, begin
from wellbeing.checkins.visit import Visit
from wellbeing.checkins.weeks import AskedAbout, written
from wellbeing.history import service as history
from wellbeing.week import Week


@dataclass(frozen=True)
class Came:
    """Answers of a week that came by a link: the day, and where to look at them, if anywhere.

    While the person has others that are not sent yet, `unsent` leads to those: their pages show them.
    """

    week: AskedAbout
    on: str
    begin: str | None
    unsent: str | None = None


@dataclass(frozen=True)
class ByLink:
    """Check-ins that came by a link, and later answers that wait to be chosen."""

    came: tuple[Came, ...]
    waiting: tuple[Came, ...]


def told_by_link(visit: Visit, answered: Week | None = None) -> ByLink:
    """Tell of the weeks that can be changed, and of the one that was answered last."""
    return ByLink(tuple(_came(visit, answered)), tuple(_waiting(visit)))


def came_by_link(visit: Visit, week: Week) -> bool:
    """Say whether the check-in of a week that stands came without a sign-in."""
    return history.by_link_on(visit.desk, visit.person_id, week) is not None


def _came(visit: Visit, answered: Week | None) -> Iterator[Came]:
    weeks = dict.fromkeys((*visit.open_weeks, *((answered,) if answered else ())))
    for week in weeks:
        on = history.by_link_on(visit.desk, visit.person_id, week)
        if on is not None:
            is_open = week in visit.open_weeks
            start = begin(visit, week) if is_open else None
            unsent = (
                address(visit, week, SEND, visit.pages)
                if is_open and _has_draft(visit, week)
                else None
            )
            yield Came(AskedAbout.whole(week), written(on), start, unsent)


def _waiting(visit: Visit) -> Iterator[Came]:
    for week in visit.open_weeks:
        two = by_link.two_versions(visit.desk, visit.person_id, week)
        if two is not None:
            here = url_for("checkins.two_versions", week_name=str(week))
            yield Came(AskedAbout.whole(week), written(two.later_on), here)


def _has_draft(visit: Visit, week: Week) -> bool:
    return service.draft_for(visit.desk, visit.person_id, week) is not None
