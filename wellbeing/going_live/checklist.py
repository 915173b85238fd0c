"""The checklist: one line for each thing that must be there, with what to do where it is not.

Pure: facts in, lines out, so that each missing thing can be tried without a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wellbeing.going_live.asked import ASKED, Part
from wellbeing.going_live.contacts import Age, Entry
from wellbeing.going_live.estimating import Estimate

# Who must be named, and the words for each.
RESPONSIBLE: Mapping[str, str] = {
    "wellbeing_lead": "A wellbeing lead",
    "staff_representative": "A staff representative",
    "auditor": "An auditor",
    "operator": "An operator, who runs the service",
}
SUPPORTING: Mapping[str, str] = {
    "peer_supporter": "Peer supporters",
    "practitioner": "Practitioners",
}
RESPONDERS = "responders"
GIVE_ROLE = "Ask the roster administrator to give this role to somebody."


@dataclass(frozen=True)
class Line:
    """One thing that must be there; one that is there may still warn."""

    key: str
    part: Part
    title: str
    is_there: bool = False
    said: str = ""
    remedy: str = ""
    warns: bool = False


@dataclass(frozen=True)
class Told:
    """What a wellbeing lead confirmed about one line, and whether that was long ago."""

    said: str
    when: str
    is_old: bool = False


@dataclass(frozen=True)
class Facts:
    """What was looked up: the checklist follows from this alone."""

    # How many hold each role.
    held: Mapping[str, int]
    # Whether somebody leads and somebody else agrees: two people are needed for every change.
    led_and_agreed_by_two: bool
    hours: tuple[str, ...]
    hours_are_confirmed: bool
    # Roles of which nobody is there on any staffed day ahead, and days on which somebody is missing.
    nobody_ahead: tuple[str, ...]
    days_without: int
    told: Mapping[str, Told]
    contacts: tuple[Entry, ...]
    estimate: Estimate | None
    # Why backups and keys are not in order; nothing when they are.
    backup_troubles: tuple[str, ...] = field(default=())
    # How many take it on to be told that somebody is not safe, and whether their minutes are set.
    responders: int = 0
    responders_have_minutes: bool = False


def checklist(facts: Facts) -> tuple[Line, ...]:
    """Return every line, by the parts of the page."""
    lines = (
        *_responsible(facts),
        *_told(facts),
        *_helpers(facts),
        _hours(facts),
        _ahead(facts),
        _told_now(facts),
        _enough(facts),
        _contacts(facts),
        _backups(facts),
    )
    parts = list(Part)
    return tuple(sorted(lines, key=lambda one: parts.index(one.part)))


def missing(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(one for one in lines if not one.is_there)


def _responsible(facts: Facts) -> tuple[Line, ...]:
    lines = [
        Line(role, Part.PEOPLE, title, facts.held.get(role, 0) > 0, remedy=GIVE_ROLE)
        for role, title in RESPONSIBLE.items()
    ]
    two = Line(
        "two-people",
        Part.PEOPLE,
        "The lead and the representative are two people",
        facts.led_and_agreed_by_two,
        remedy="Whoever proposes cannot agree: give one of the two roles to somebody else.",
    )
    return (*lines, two)


def _told(facts: Facts) -> tuple[Line, ...]:
    return tuple(_line_of(facts, number) for number in range(len(ASKED)))


def _line_of(facts: Facts, number: int) -> Line:
    asked, told = ASKED[number], facts.told.get(ASKED[number].key)
    if told is None:
        return Line(asked.key, asked.part, asked.title, remedy=asked.question)
    remedy = "This was confirmed long ago. Look whether it is still so." if told.is_old else ""
    line = Line(asked.key, asked.part, asked.title, is_there=True, said=told.said, remedy=remedy)
    return replace(line, warns=told.is_old)


def _helpers(facts: Facts) -> tuple[Line, ...]:
    return tuple(
        Line(
            role,
            Part.COVER,
            title,
            facts.held.get(role, 0) > 0,
            said=f"{facts.held.get(role, 0)} in the roster",
            remedy=f"Nobody could be asked. {GIVE_ROLE}",
        )
        for role, title in SUPPORTING.items()
    )


def _hours(facts: Facts) -> Line:
    remedy = (
        "Nobody has confirmed the hours. Set them on the page Cover."
        if not facts.hours_are_confirmed
        else "No time is staffed, so nothing can be promised. Set hours on the page Cover."
    )
    is_there = facts.hours_are_confirmed and bool(facts.hours)
    said = "; ".join(facts.hours)
    return Line("hours", Part.COVER, "Staffed hours", is_there, said if is_there else "", remedy)


def _ahead(facts: Facts) -> Line:
    title = "Somebody is there in the next 14 days"
    if facts.nobody_ahead:
        names = " and ".join(SUPPORTING[role].lower() for role in facts.nobody_ahead)
        remedy = f"Of these nobody is there on any staffed day: {names}. Ask somebody to stand in."
        return Line("ahead", Part.COVER, title, remedy=remedy)
    if facts.days_without:
        remedy = "On some days nobody of a role is there. The page Cover says on which."
        return Line("ahead", Part.COVER, title, is_there=True, remedy=remedy, warns=True)
    return Line("ahead", Part.COVER, title, is_there=True)


def _told_now(facts: Facts) -> Line:
    """Say who is told when somebody is not safe; without a deputy it warns."""
    title = "Somebody is told when a person says that they are not safe"
    line = Line(RESPONDERS, Part.COVER, title)
    if not facts.responders:
        return replace(line, remedy="Nobody has taken it on yet. Name somebody, and a deputy.")
    if not facts.responders_have_minutes:
        return replace(line, remedy="Set within how many minutes they take it on.")
    line = replace(line, is_there=True, said=f"{facts.responders} take it on")
    if facts.responders > 1:
        return line
    return replace(
        line,
        said="One person takes it on",
        remedy="There is no deputy. Name a second one, who leads other people.",
        warns=True,
    )


def _enough(facts: Facts) -> Line:
    title, found = "Enough help for so many people", facts.estimate
    if found is None:
        remedy = "How much help is needed cannot be reckoned. Run `wellbeing simulate demand`."
        return Line("enough", Part.COVER, title, remedy=remedy)
    if found.is_too_little:
        remedy = (
            f"There is too little help for {found.people} people. Find more supporters, places or "
            f"hours, or open for a pilot first: what there is fits {found.fits_people} people."
        )
        return Line("enough", Part.COVER, title, remedy=remedy)
    if found.is_tight:
        remedy = (
            f"Busy weeks may be too much: for {found.fits_busy} people there is enough even then."
        )
        return Line("enough", Part.COVER, title, is_there=True, remedy=remedy, warns=True)
    return Line("enough", Part.COVER, title, is_there=True)


def _contacts(facts: Facts) -> Line:
    title = "Every number on “Help now” was checked"
    ages = [one.age for one in facts.contacts]
    never, too_old, old = (ages.count(age) for age in (Age.NEVER, Age.TOO_OLD, Age.OLD))
    said = f"{len(ages) - never - too_old} of {len(ages)} are checked"
    if never or too_old:
        remedy = (
            f"Look up or ring {never + too_old} of them: {never} never checked, {too_old} longer ago "
            "than 180 days."
        )
        return Line("help-contacts", Part.CONTACTS, title, said=said, remedy=remedy)
    remedy = f"{old} of them were checked more than 90 days ago. Check them again." if old else ""
    return Line("help-contacts", Part.CONTACTS, title, bool(ages), said, remedy, warns=bool(old))


def _backups(facts: Facts) -> Line:
    title = "Backups are made and were tried, and the key file is kept apart"
    remedy = " ".join(facts.backup_troubles)
    return Line("backups", Part.RUNNING, title, not facts.backup_troubles, remedy=remedy)
