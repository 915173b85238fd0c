"""A wellbeing lead confirms what is there and proposes to open; nothing opens while anything is missing."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.clock import local_day
from wellbeing.content.loader import Content
from wellbeing.database import writing
from wellbeing.going_live import store
from wellbeing.going_live.asked import BY_KEY
from wellbeing.going_live.checklist import Line, checklist, missing
from wellbeing.going_live.contacts import Age, Entry
from wellbeing.going_live.facts import CONTACT, Desk, contacts, facts, mark_of
from wellbeing.going_live.kept import Confirmed
from wellbeing.opening import service as opening
from wellbeing.opening.service import Wanted
from wellbeing.two_people import Board, note, require_reason, require_role

__all__ = ["Confirmed", "Desk", "UnknownLineError"]
ABOUT = "going-live"


class UnknownLineError(Exception):
    """No line and no help contact has this name, or its words have changed meanwhile."""


def lines(desk: Desk, wanted: Wanted | None = None) -> tuple[Line, ...]:
    """Return the checklist for everybody, or for those to whom check-ins shall open."""
    return checklist(facts(desk, wanted))


def what_is_missing(desk: Desk, wanted: Wanted | None = None) -> tuple[str, ...]:
    """Return what keeps check-ins closed, by title; nothing when they may open."""
    return tuple(one.title for one in missing(lines(desk, wanted)))


def fits(desk: Desk) -> int | None:
    """Return for how many people what is there is enough; None where it cannot be reckoned."""
    found = facts(desk).estimate
    return None if found is None else found.fits_people


def confirm_line(board: Board, desk: Desk, person_id: str, key: str, said: str) -> None:
    """Keep what a wellbeing lead says is there."""
    asked = BY_KEY.get(key)
    if asked is None:
        raise UnknownLineError
    _confirm(
        board, Confirmed(key, mark_of(desk, asked), require_reason(said), person_id, board.today)
    )


def confirm_contact(board: Board, desk: Desk, person_id: str, mark: str) -> Entry:
    """Keep that somebody rang a number or looked it up today; return which."""
    entry = next((one for one in contacts(desk) if one.mark == mark), None)
    if entry is None:
        raise UnknownLineError
    _confirm(board, Confirmed(f"{CONTACT}{mark}", mark, "", person_id, board.today))
    return entry


def propose(board: Board, desk: Desk, person_id: str, wanted: Wanted, why: str) -> str:
    """Propose to open; raise NotReadyError while anything is missing for so many people."""
    return opening.propose(
        board, person_id, wanted, why, lambda asked: what_is_missing(desk, asked)
    )


def agree(board: Board, desk: Desk, person_id: str, opening_id: str, said: str) -> date:
    """Agree as the second person, if everything is still there; return the first day."""
    return opening.agree(
        board, person_id, opening_id, said, lambda asked: what_is_missing(desk, asked)
    )


def has_old_contacts(session: Session, now: datetime, words: Content) -> bool:
    """Say whether check-ins are open while some help contact was not checked lately."""
    today = local_day(now, accounts.organisation(session).zone)
    desk = Desk(session, today, now, words, Path())
    is_old = any(one.age is not Age.FRESH for one in contacts(desk))
    return is_old and opening.is_open_to_staff(session, today)


def confirmed_by(session: Session, person_id: str) -> tuple[Confirmed, ...]:
    """Return what stands as a person confirmed it."""
    return tuple(one for one in store.confirmed(session).values() if one.by == person_id)


def forget_person(session: Session, person_id: str) -> None:
    """Remove that it was they who confirmed something; no commit is made."""
    store.forget_who(session, person_id)


def _confirm(board: Board, new: Confirmed) -> None:
    require_role(board, new.by or "", Role.WELLBEING_LEAD)
    with writing(board.session, ABOUT):
        store.confirm(board.session, new)
        note(board, new.by or "", Role.WELLBEING_LEAD, Kind.READY_CONFIRMED)
