"""Which policy decides each week, and how a policy comes into force: two people, the next week."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.policies import reading, store
from wellbeing.policies.changes import Change
from wellbeing.policies.deciding import approve, decline, withdraw
from wellbeing.policies.founding import founding
from wellbeing.policies.proposing import NotAPolicyError, Obstacle, obstacle, propose
from wellbeing.policies.reading import Standing
from wellbeing.policies.shipped import NoPolicyError
from wellbeing.policies.telling import look_after
from wellbeing.policies.troubles import Trouble
from wellbeing.stepped_care import Policy, Rulebook
from wellbeing.two_people import (
    AlreadyDecidedError,
    BlockedError,
    Board,
    NoLongerGoodError,
    NoReasonError,
    NothingNewError,
    NotTheirsError,
    OwnProposalError,
    ProposerLeftError,
)
from wellbeing.week import Week

__all__ = [
    "AlreadyDecidedError",
    "BlockedError",
    "Board",
    "Change",
    "NoLongerGoodError",
    "NoPolicyError",
    "NoReasonError",
    "NotAPolicyError",
    "NotTheirsError",
    "NothingNewError",
    "Obstacle",
    "OwnProposalError",
    "ProposerLeftError",
    "Standing",
    "Trouble",
    "adopt",
    "approve",
    "decline",
    "ever_in_force",
    "kept_as",
    "kept_for",
    "look_after",
    "obstacle",
    "of_person",
    "propose",
    "rulebook",
    "standing",
    "withdraw",
]


def rulebook(session: Session, folder: Path | None = None) -> Rulebook:
    """Return the policy of every week; raise NoPolicyError when none can be read at all.

    A kept policy that cannot be trusted is left out, so the last good one decides its weeks.
    """
    return reading.rulebook_of(store.deciding(session), folder)


def standing(session: Session, today: date, folder: Path | None = None) -> Standing:
    """Return the policy of every week, and everything that is wrong with any policy text."""
    return reading.standing_of(store.deciding(session), folder, Week.of(today))


def ever_in_force(session: Session) -> tuple[Change, ...]:
    """Return every policy that was, is or will be in force, by its first week."""
    return store.deciding(session)


def kept_for(session: Session, week: Week) -> Change | None:
    """Return the kept policy that decides a week; None while only the release's own can be used."""
    readings = tuple(reading.read(change) for change in store.deciding(session))
    found = reading.deciding(readings, week)
    return None if found is None else found.change


def kept_as(session: Session, week: Week, policy: Policy) -> Change | None:
    """Return the kept copy of a policy, first of all that which decides this week; None without."""
    readings = tuple(reading.read(change) for change in store.deciding(session))
    likely = (reading.deciding(readings, week), *readings)
    copies = (one.change for one in likely if one is not None and one.policy == policy)
    return next(copies, None)


def adopt(session: Session, today: date, folder: Path | None = None) -> bool:
    """Keep the newest good policy of the release, whole, unless a policy is kept already.

    From then on the kept copy decides, whatever becomes of the file.
    """
    if store.deciding(session):
        return False
    found = founding(today, folder)
    if found is None:
        return False
    with writing(session, "policies"):
        if store.deciding(session):
            return False
        store.add(session, found)
    return True


def of_person(session: Session, person_id: str) -> tuple[Change, ...]:
    """Return the policies a person proposed or decided about, for that person to read."""
    return store.of_person(session, person_id)
