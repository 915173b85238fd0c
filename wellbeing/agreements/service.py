"""Reading and editing a team's agreement, so that two people never overwrite each other in silence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Unit
from wellbeing.agreements import store
from wellbeing.agreements.versions import Meeting, PartText, Version, meet
from wellbeing.database import writing

__all__ = ["Meeting", "PartText", "Version"]
# No team saves so often; a larger number is nobody's version, and no database has to look for it.
MOST_VERSIONS = 1_000_000
MOST_TEAMS = 12


@dataclass(frozen=True)
class Team:
    """One team's agreement, opened on a day."""

    session: Session
    unit_id: str
    today: date

    @property
    def about(self) -> str:
        """Name what a writing transaction changes; two about the same agreement wait in turn."""
        return f"agreement {self.unit_id}"


@dataclass(frozen=True)
class Saved:
    """What stands after a saving, and whether somebody else's change is in it too."""

    version: Version
    is_joined: bool = False


class ChangedMeanwhileError(Exception):
    """Somebody saved the agreement since it was opened here; nothing was changed now."""

    def __init__(self, now: Version, meetings: tuple[Meeting, ...] = ()) -> None:
        """Carry what stands now, and part by part what the two of them wrote."""
        super().__init__("the agreement was changed meanwhile")
        self.now = now
        self.meetings = meetings


class NoSuchVersionError(Exception):
    """The version is not there, its words were taken out, or it is the one that stands now."""


def teams_of(session: Session, person_id: str, on: date) -> tuple[Unit, ...]:
    """Return the teams whose agreement a person reads and edits: their own first, then those led."""
    home = accounts.home_unit(session, person_id, on)
    own = [home] if home is not None and home.is_open(on) else []
    found = leading.units_led(session, person_id, on, MOST_TEAMS + len(own))
    led = [each for each in found if each not in own]
    return (*own, *led)[:MOST_TEAMS]


def latest(team: Team) -> Version:
    """Return what is agreed now; an empty version before the first saving."""
    return store.latest(team.session, team.unit_id)


def version(team: Team, number: int) -> Version | None:
    return None if number > MOST_VERSIONS else store.one(team.session, team.unit_id, number)


def versions(team: Team, last: int | None, most: int) -> tuple[Version, ...]:
    """Return some versions, the newest first, none later than `last`."""
    within = None if last is None else min(last, MOST_VERSIONS)
    return store.up_to(team.session, team.unit_id, within, most)


def save(team: Team, read: int, texts: Iterable[PartText]) -> Saved:
    """Keep the texts as the next version; `read` is the version that was open while they were typed.

    Where somebody else changed other parts meanwhile, both are kept. Where they changed the same
    part, raises ChangedMeanwhileError. Saving the same words twice makes no version.
    """
    with writing(team.session, team.about):
        now = latest(team)
        before = now if read == now.number else version(team, read) or Version()
        meetings = meet(before, now, texts)
        if any(one.theirs is not None for one in meetings):
            raise ChangedMeanwhileError(now, meetings)
        newer = now.with_texts(PartText(one.part, one.box) for one in meetings)
        if newer.says_the_same_as(now):
            return Saved(now)
        newer = replace(newer, number=now.number + 1, written_on=team.today)
        store.add(team.session, team.unit_id, newer)
        return Saved(newer, is_joined=bool(now.changed_since(before)))


def put_back(team: Team, number: int, seen: int) -> Version:
    """Let an earlier version stand again, as a new one; `seen` is the version that stood then.

    Raises ChangedMeanwhileError when another one stands now, NoSuchVersionError when it is not there.
    """
    with writing(team.session, team.about):
        now, earlier = latest(team), version(team, number)
        if earlier is None or earlier.is_taken_out:
            raise NoSuchVersionError
        if earlier.says_the_same_as(now):
            return now
        if now.number != seen:
            raise ChangedMeanwhileError(now)
        again = Version(now.number + 1, earlier.texts, team.today, put_back=number)
        store.add(team.session, team.unit_id, again)
        return again


def take_out(team: Team, number: int) -> None:
    """Remove the words of an earlier version for good; what stands now is changed, not taken out."""
    with writing(team.session, team.about):
        if number >= latest(team).number or version(team, number) is None:
            raise NoSuchVersionError
        store.take_out(team.session, team.unit_id, number)
