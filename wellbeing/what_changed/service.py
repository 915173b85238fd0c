"""The changes of the last year that concern one person, the latest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from wellbeing.accounts import changed
from wellbeing.accounts import service as accounts
from wellbeing.accounts.changed import Changed, What
from wellbeing.figure_settings import service as figure_settings
from wellbeing.opening import service as opening
from wellbeing.policies import service as policies
from wellbeing.two_people import Board, Decision
from wellbeing.web.access_matrix import role_name

SHOWN_FOR = timedelta(weeks=53)


class Part(StrEnum):
    """What a change is about; each has its own page."""

    TEAM = "Your team and units"
    ROLES = "Roles"
    RULES = "The rules"
    FIGURES = "Team figures"
    OPENING = "Who is asked"


@dataclass(frozen=True)
class Line:
    """One change, in words."""

    on: date
    part: Part
    said: str


@dataclass(frozen=True)
class Day:
    """What changed on one day, by what it is about."""

    on: date
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def days(board: Board, person_id: str) -> tuple[Day, ...]:
    """Return every day of the last year on which something changed that concerns a person."""
    by_day = groupby(_lines(board, person_id), key=attrgetter("on"))
    return tuple(Day(on, tuple(_parts(some))) for on, some in by_day)


def _parts(some: Iterable[Line]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part, lines in groupby(some, key=attrgetter("part")):
        yield part.value, tuple(line.said for line in lines)


def _lines(board: Board, person_id: str) -> tuple[Line, ...]:
    year = (board.today - SHOWN_FOR, board.today)
    found = (
        *_team(changed.of_units(board.session, person_id, year)),
        *_roles(changed.of_roles(board.session, year)),
        *_rules(board),
        *_figures(board),
        *_openings(board),
    )
    recent = (line for line in found if year[0] <= line.on <= year[1])
    return tuple(sorted(recent, key=attrgetter("on"), reverse=True))


SAID = {
    What.OPENED: "{about} is new.",
    What.CLOSED: "{about} ended.",
    What.RENAMED: "{named} is called {about} now.",
    What.MOVED: "{about} stands in another place of the organisation. Before, it was part of {named}.",
    What.LEAD_BEGUN: "{named} leads {about}.",
    What.LEAD_ENDED: "Somebody leads {about} no longer.",
}


def _team(found: Iterable[Changed]) -> Iterator[Line]:
    for one in found:
        if one.what in SAID:
            said = SAID[one.what].format(about=one.about, named=one.named or "the organisation")
        else:
            people = "1 person" if one.people == 1 else f"{one.people} people"
            said = f"{people} {'joined' if one.what is What.JOINED else 'left'} {one.about}."
        yield Line(one.on, Part.TEAM, said)


def _roles(found: Iterable[Changed]) -> Iterator[Line]:
    for one in found:
        role = role_name(one.about)
        is_begun = one.what is What.ROLE_BEGUN
        said = (
            f"{one.named} now holds the role “{role}”." if is_begun else f"A role ended: “{role}”."
        )
        yield Line(one.on, Part.ROLES, said)


def _rules(board: Board) -> Iterator[Line]:
    for one in policies.ever_in_force(board.session):
        if one.decided_on is not None and one.from_week is not None:
            begins = _day(one.from_week.monday)
            what = (
                "The first rules were taken"
                if one.is_founding
                else "New rules were agreed by two people"
            )
            yield Line(one.decided_on, Part.RULES, f"{what}. They hold from {begins} on.")


def _figures(board: Board) -> Iterator[Line]:
    for begins, one in figure_settings.agreed(board.session):
        if one.decided_on is not None:
            said = f"Other numbers for team figures were agreed by two people. They hold from {_day(begins)} on."
            yield Line(one.decided_on, Part.FIGURES, said)


def _openings(board: Board) -> Iterator[Line]:
    units = {unit.id: unit.name for unit in accounts.units(board.session, board.today)}
    for one in opening.every(board.session):
        is_over = (
            one.from_day is not None and one.ended_on is not None and one.ended_on <= one.from_day
        )
        # What nobody proposed is of a place that was made to be tried.
        if one.from_day is None or is_over or one.decision is Decision.FOUNDING:
            continue
        names = ", ".join(sorted(units.get(each, "a unit that ended") for each in one.wanted.units))
        whom = "everybody" if one.wanted.everybody else names
        yield Line(one.from_day, Part.OPENING, f"Check-ins opened for {whom}.")
        if one.ended_on is not None:
            yield Line(one.ended_on, Part.OPENING, f"Check-ins closed for {whom}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
