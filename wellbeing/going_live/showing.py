"""Going live in words: the checklist by parts, what a week would bring, openings and contacts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wellbeing.accounts import service as accounts
from wellbeing.going_live.asked import BY_KEY
from wellbeing.going_live.checklist import Line, checklist, missing
from wellbeing.going_live.contacts import Age, Entry
from wellbeing.going_live.estimating import Estimate
from wellbeing.going_live.facts import Desk, demand, facts, people_beneath
from wellbeing.opening import service as opening
from wellbeing.opening.service import Opening
from wellbeing.policies import service as policies
from wellbeing.two_people import Decision
from wellbeing.week import Week

SOMEBODY = "somebody who no longer works here"
NOBODY_NEEDED = "made to be tried"
AGES = {
    Age.FRESH: "Checked",
    Age.OLD: "Checked more than 90 days ago: check it again",
    Age.TOO_OLD: "Checked more than 180 days ago: check it again",
    Age.NEVER: "Never checked",
}


@dataclass(frozen=True)
class ShownOpening:
    """One opening with the names it is read by."""

    opening: Opening
    for_whom: tuple[str, ...]
    proposer: str
    decider: str
    ender: str

    @property
    def is_waiting(self) -> bool:
        return self.opening.decision is Decision.OPEN


@dataclass(frozen=True)
class ShownUnit:
    """A unit that a pilot can be opened for, and how many people it has."""

    id: str
    label: str


@dataclass(frozen=True)
class Overview:
    """The whole page."""

    holding: tuple[ShownOpening, ...]
    waiting: ShownOpening | None
    coming: tuple[ShownOpening, ...]
    past: tuple[ShownOpening, ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    missing: int
    fillable: frozenset[str]
    estimate: Estimate | None
    made_up: int
    is_other_policy: bool


@dataclass(frozen=True)
class ShownContact:
    """A help contact, with where it is shown and who checked it."""

    entry: Entry
    nations: str
    said: str
    is_fine: bool


def overview_page(desk: Desk) -> Overview:
    known = facts(desk)
    lines, found = checklist(known), demand(desk)
    every = [shown_opening(desk, one) for one in opening.every(desk.session)]
    by_part = groupby(lines, key=lambda one: one.part)
    return Overview(
        holding=tuple(one for one in every if one.opening.holds(desk.today)),
        waiting=next((one for one in every if one.is_waiting), None),
        coming=tuple(one for one in every if _is_coming(one.opening, desk.today)),
        past=tuple(one for one in every if _is_past(one.opening, desk.today)),
        parts=tuple((part.value, tuple(some)) for part, some in by_part),
        missing=len(missing(lines)),
        fillable=frozenset(BY_KEY),
        estimate=known.estimate,
        made_up=found.people if found else 0,
        is_other_policy=found is not None and found.policy_sha256 != _policy_now(desk),
    )


def shown_opening(desk: Desk, one: Opening) -> ShownOpening:
    units = {unit.id: unit.name for unit in accounts.units(desk.session, desk.today)}
    named = tuple(sorted(units.get(each, "a unit that is closed") for each in one.wanted.units))
    ids = [each for each in (one.proposed_by, one.decided_by, one.ended_by) if each]
    people = {each.id: each.name for each in accounts.people(desk.session, ids, desk.today)}

    def name(person_id: str | None) -> str:
        return people.get(person_id or "", SOMEBODY) if person_id else NOBODY_NEEDED

    for_whom = ("Everybody",) if one.wanted.everybody else named
    return ShownOpening(
        one, for_whom, name(one.proposed_by), name(one.decided_by), name(one.ended_by)
    )


def shown_units(desk: Desk) -> tuple[ShownUnit, ...]:
    """Return every unit but the whole, the larger ones first, each with how many people it has."""
    sizes = people_beneath(desk)
    return tuple(
        ShownUnit(unit.id, f"{unit.name} ({_people(sizes.get(unit.id, 0))})")
        for unit in accounts.units(desk.session, desk.today)
        if unit.parent_id is not None and sizes.get(unit.id)
    )


def shown_contacts(found: Iterable[Entry]) -> tuple[ShownContact, ...]:
    return tuple(
        ShownContact(
            entry=one,
            nations=", ".join(one.nations),
            said=_checked(one),
            is_fine=one.age is Age.FRESH,
        )
        for one in found
    )


def _checked(one: Entry) -> str:
    if one.checked is None:
        return AGES[one.age]
    return f"{AGES[one.age]}. {one.checked.on:%-d %B %Y}, {one.checked.by}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _is_coming(one: Opening, today: date) -> bool:
    return one.stands and not one.holds(today)


def _is_past(one: Opening, today: date) -> bool:
    is_over = one.from_day is None or not one.stands
    return is_over and one.decision is not Decision.OPEN and not one.holds(today)


def _policy_now(desk: Desk) -> str:
    return policies.rulebook(desk.session).at(Week.of(desk.today)).sha256
