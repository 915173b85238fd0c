"""What pages say of figure settings: each number, and what a change does to promise and figures."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.disclosure import Parameters
from wellbeing.disclosure.epsilon import epsilon_of
from wellbeing.disclosure.year import CYCLES_A_YEAR
from wellbeing.figure_settings import store
from wellbeing.figure_settings.bounds import BOUNDS
from wellbeing.figure_settings.changes import Change
from wellbeing.figure_settings.legible import readable
from wellbeing.figure_settings.reading import calendar_of, good, in_force_now, parameters_of
from wellbeing.two_people import Board
from wellbeing.web.guarantee import ceilings, rounded_up
from wellbeing.web.ladder import ladder

SOMEBODY = "Somebody who is no longer known here"
DETAILS = (
    "conditions at work, monthly",
    "three domains, monthly",
    "three domains, weekly",
    "every question, weekly",
)

Line = tuple[str, str, str]


@dataclass(frozen=True)
class Effect:
    """What differs between two sets of numbers: name, before, after."""

    numbers: tuple[Line, ...]
    guarantee: tuple[Line, ...]
    reading: tuple[Line, ...]
    sizes: tuple[Line, ...]


@dataclass(frozen=True)
class Announced:
    """An agreed change that has not begun, as every member of staff reads it."""

    begins: date
    effect: Effect
    why: str


@dataclass(frozen=True)
class Told:
    """A proposal with what pages say about it."""

    change: Change
    proposer: str
    decider: str
    stopper: str
    begins: date | None
    parameters: Parameters | None
    effect: Effect | None


def effect(before: Parameters, after: Parameters) -> Effect:
    numbers = (
        (one.name, one.written(one.of(before)), one.written(one.of(after))) for one in BOUNDS
    )
    return Effect(
        tuple(line for line in numbers if line[1] != line[2]),
        tuple(zip(_GUARANTEE, _guarantee(before), _guarantee(after), strict=True)),
        readable(before, after),
        tuple(
            (f"{old.name}: {detail}", was, becomes)
            for old, new in zip(ladder(before), ladder(after), strict=True)
            for detail, was, becomes in zip(DETAILS, old.from_people, new.from_people, strict=True)
            if was != becomes
        ),
    )


def holding(session: Session, released: Session, today: date) -> Parameters:
    """Return the numbers of the cycle a day lies in, or of the first one before it has begun."""
    cycle = calendar_of(session).cycle_at(today)
    return in_force_now(session, released, max(cycle, 1))


def announced(session: Session, released: Session, today: date) -> Announced | None:
    """Return what is agreed and has not begun; None when nothing is."""
    calendar = calendar_of(session)
    cycle, agreed = calendar.cycle_at(today), good(session, calendar)
    for change in store.approved(session):
        first = change.from_cycle or 0
        if first > max(cycle, 0) and first in agreed:
            now = holding(session, released, today)
            return Announced(calendar.starts_on(first), effect(now, agreed[first]), change.why)
    return None


def told(board: Board, released: Session, change: Change) -> Told:
    """Return a proposal against the numbers that hold today."""
    ids = [one for one in (change.proposed_by, change.decided_by, change.stopped_by) if one]
    names = {one.id: one.name for one in accounts.people(board.session, ids, board.today)}
    found = parameters_of(change)
    now = holding(board.session, released, board.today)
    first = change.from_cycle
    return Told(
        change,
        names.get(change.proposed_by, SOMEBODY),
        names.get(change.decided_by or "", SOMEBODY),
        names.get(change.stopped_by or "", SOMEBODY),
        None if first is None or change.stopped_on else calendar_of(board.session).starts_on(first),
        found,
        None if found is None else effect(now, found),
    )


_GUARANTEE = (
    "The most that a guess can be right after four cycles like this, of 100, from all figures",
    "The most that a guess can be right after four cycles like this, of 100, from team figures",
    "Epsilon of four cycles like this, at a delta of one in a million",
)


def _guarantee(parameters: Parameters) -> tuple[str, str, str]:
    most = ceilings(parameters)
    year = rounded_up(epsilon_of(parameters.rho_cycle * CYCLES_A_YEAR), 1)
    return str(most.all_year.right_of_100), str(most.team_year.right_of_100), year
