"""Looks up what the checklist follows from: the roster, cover, what was confirmed, and made-up people's rates."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.content.loader import Content
from wellbeing.cover import service as cover
from wellbeing.cover.ahead import Ahead, days_ahead
from wellbeing.cover.own import SUPPORTERS
from wellbeing.going_live import store
from wellbeing.going_live.asked import ASKED, LOOK_AGAIN, Asked
from wellbeing.going_live.checklist import Facts, Told
from wellbeing.going_live.contacts import Checked, Entry, entries
from wellbeing.going_live.estimating import Estimate, Helpers, Rates, estimate
from wellbeing.going_live.kept import MARK_LENGTH, Confirmed
from wellbeing.opening import service as opening
from wellbeing.opening.service import Wanted
from wellbeing.responders import service as responders
from wellbeing.two_people import text_hash
from wellbeing.web.measured import read

# Under it stand the checks of help contacts; the rest of the key is the mark of the entry.
CONTACT = "contact "
OWN_RATES = "demand.json"
MINUTES_OF_AN_HOUR = 60
SOMEBODY = "somebody who no longer works here"


class Demand(BaseModel):
    """What `wellbeing simulate demand` wrote: rates of made-up people, and under which policy."""

    policy_sha256: str
    people: int
    of_1000_people_a_week: Rates


@dataclass(frozen=True)
class Desk:
    """What the checklist is looked up with."""

    session: Session
    today: date
    now: datetime
    words: Content
    folder: Path
    # Why backups and keys are not in order, as a part above this one knows.
    backup_troubles: tuple[str, ...] = ()


def demand(desk: Desk) -> Demand | None:
    """Return the rates of this installation's own policy if they were reckoned, else those we ship."""
    own = desk.folder / OWN_RATES
    try:
        if own.is_file():
            return Demand.model_validate_json(own.read_text("utf-8"))
    except (OSError, ValueError, ValidationError):
        return None
    return read("demand", Demand)


def facts(desk: Desk, wanted: Wanted | None = None) -> Facts:
    """Look everything up, for everybody or for those to whom check-ins shall open."""
    found = days_ahead(desk.session, desk.today)
    hours = cover.staffed_hours(desk.session)
    take_it_on, has_minutes = responders.is_set_up(desk.session, desk.today)
    return Facts(
        held=accounts.role_holders(desk.session, desk.today),
        led_and_agreed_by_two=_two_people(desk),
        hours=hours.in_words(),
        hours_are_confirmed=cover.is_confirmed(desk.session),
        nobody_ahead=_nobody(found),
        days_without=len(found.without_cover),
        told=_told(desk),
        contacts=contacts(desk),
        estimate=_estimate(desk, wanted),
        backup_troubles=desk.backup_troubles,
        responders=take_it_on,
        responders_have_minutes=has_minutes,
    )


def contacts(desk: Desk) -> tuple[Entry, ...]:
    """Return every help contact with its newest check."""
    kept = store.confirmed(desk.session)
    checked = {
        key.removeprefix(CONTACT): Checked(one.on, _name(desk, one.by))
        for key, one in kept.items()
        if key.startswith(CONTACT)
    }
    return entries(desk.words.crisis, checked, desk.today)


def mark_of(desk: Desk, asked: Asked) -> str:
    """Return the mark of a line: another one when its question, or what its step offers, changes."""
    step = desk.words.offers.at(asked.step).model_dump_json() if asked.step else ""
    return text_hash(f"{asked.question}\n{step}")[:MARK_LENGTH]


def holding(desk: Desk, asked: Asked) -> Confirmed | None:
    """Return what was confirmed about a line as it is asked now."""
    found = store.confirmed(desk.session).get(asked.key)
    return found if found is not None and found.mark == mark_of(desk, asked) else None


def headcount(desk: Desk, wanted: Wanted | None) -> int:
    """Return how many people could check in: those who can already, and those who are wanted."""
    if wanted is None or wanted.everybody:
        return len(accounts.present(desk.session, desk.today))
    already = opening.holding(desk.session, desk.today)
    if any(one.wanted.everybody for one in already):
        return len(accounts.present(desk.session, desk.today))
    units = {*wanted.units, *(unit for one in already for unit in one.wanted.units)}
    sizes = people_beneath(desk)
    return sum(sizes.get(unit_id, 0) for unit_id in _topmost(desk, units))


def people_beneath(desk: Desk) -> Mapping[str, int]:
    """Return how many people work in each unit and beneath it."""
    counted: dict[str, int] = {}
    for some in accounts.homes(desk.session, desk.today):
        for unit_id in some.values():
            counted[unit_id] = counted.get(unit_id, 0) + 1
    # The lowest first, so that what is handed up is whole.
    for unit in reversed(accounts.units(desk.session, desk.today)):
        if unit.parent_id is not None:
            above = counted.get(unit.parent_id, 0)
            counted[unit.parent_id] = above + counted.get(unit.id, 0)
    return counted


def _topmost(desk: Desk, units: Collection[str]) -> set[str]:
    """Leave out units that stand beneath another one of these: nobody counts twice."""
    parents = {one.id: one.parent_id for one in accounts.units(desk.session, desk.today)}

    def is_beneath(unit_id: str | None) -> bool:
        above = parents.get(unit_id or "")
        return above is not None and (above in units or is_beneath(above))

    return {one for one in units if not is_beneath(one)}


def _two_people(desk: Desk) -> bool:
    leads, representatives = (
        {one.id for one in accounts.people_with_role(desk.session, role, desk.today)}
        for role in (Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE)
    )
    return bool(leads and representatives and len(leads | representatives) > 1)


def _nobody(found: Ahead) -> tuple[str, ...]:
    """Return the roles of which nobody is there on any staffed day: all of them where none is staffed."""
    staffed = [one for one in found.days if not one.closed]
    return tuple(
        role.value
        for role in SUPPORTERS
        if role not in found.never and all(role in one.nobody for one in staffed)
    )


def _told(desk: Desk) -> dict[str, Told]:
    told = {}
    for asked in ASKED:
        found = holding(desk, asked)
        if found is not None:
            when = f"{found.on.day} {found.on:%B %Y}, {_name(desk, found.by)}"
            is_old = desk.today - found.on > LOOK_AGAIN
            told[asked.key] = Told(found.said, when, is_old)
    return told


def _estimate(desk: Desk, wanted: Wanted | None) -> Estimate | None:
    found = demand(desk)
    if found is None:
        return None
    both = _helpers(desk, [role.value for role in SUPPORTERS])
    practitioners = _helpers(desk, [Role.PRACTITIONER.value])
    people = headcount(desk, wanted)
    return estimate(found.of_1000_people_a_week, people, both, practitioners)


def _helpers(desk: Desk, roles: Collection[str]) -> Helpers:
    ids = {
        one.id
        for role in roles
        for one in accounts.people_with_role(desk.session, Role(role), desk.today)
    }
    cards = cover.cards(desk.session, sorted(ids))
    places = sum(cards[each].most_at_once if each in cards else cover.USUAL_LIMIT for each in ids)
    return Helpers(len(ids), places, _hours_a_week(cover.week(desk.session)))


def _hours_a_week(week: cover.Week) -> float:
    minutes = 0
    for hours in week.weekdays:
        if hours is not None:
            opens, closes = (one.hour * MINUTES_OF_AN_HOUR + one.minute for one in hours)
            minutes += max(closes - opens, 0)
    return minutes / MINUTES_OF_AN_HOUR


def _name(desk: Desk, person_id: str | None) -> str:
    person = accounts.person(desk.session, person_id, desk.today) if person_id else None
    return SOMEBODY if person is None else person.name
