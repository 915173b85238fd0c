"""The person's side of a complaint: say it, follow it, choose another reader, take it back."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.complaints.desk import Desk, about
from wellbeing.complaints.folder import YEARS_KEPT, Filed, Folder, NotThereError
from wellbeing.complaints.keeping import after_restore, forget_old, keep_clock
from wellbeing.complaints.readers import Choice, able, choices, names
from wellbeing.complaints.reading import (
    AlreadyAnsweredError,
    ToRead,
    answer,
    look,
    may_open,
    to_read,
)
from wellbeing.complaints.record import (
    ANSWERED_WITHIN,
    READ_WITHIN_WORKING_DAYS,
    About,
    Said,
    working_day_after,
)
from wellbeing.database import writing
from wellbeing.sealed import Vault

__all__ = [
    "ANSWERED_WITHIN",
    "MOST_OPEN",
    "YEARS_KEPT",
    "About",
    "AlreadyAnsweredError",
    "Choice",
    "Desk",
    "FullError",
    "Mine",
    "NotThereError",
    "ToRead",
    "Wanted",
    "after_restore",
    "answer",
    "choices",
    "choose_again",
    "forget_old",
    "forget_person",
    "has_news",
    "keep_clock",
    "look",
    "may_open",
    "mine",
    "promised",
    "say",
    "take_back",
    "to_read",
]
# Of one person. Nobody is kept from saying more: the page names the other ways.
MOST_OPEN = 10


class FullError(Exception):
    """Very many of this person's are open already; nothing was kept."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to say, to whom, and whether by name.

    `press` names the one press that sends it, so that a second arrival of it does nothing.
    """

    about: About
    words: str
    to: tuple[str, ...]
    by_name: bool
    press: str


@dataclass(frozen=True)
class Mine:
    """One complaint as its person sees it."""

    id: str
    reference: str
    said: Said
    to: tuple[str, ...]
    looks: tuple[tuple[str, date, int], ...]
    answered_by: str
    is_overdue: bool
    reaches_nobody: bool


def promised(desk: Desk) -> tuple[date, date]:
    """Return by which day somebody reads it, and by which it is answered, when it is said today."""
    nation = accounts.organisation(desk.session).nation
    read_by = working_day_after(desk.today, READ_WITHIN_WORKING_DAYS, nation)
    return read_by, desk.today + ANSWERED_WITHIN


def say(desk: Desk, person_id: str, wanted: Wanted) -> str:
    """Keep a complaint and tell who reads it; return its reference.

    Raises NotThereError when somebody was chosen who may not read it, and FullError.
    """
    read_by, answer_by = promised(desk)
    said = Said(
        asker=person_id,
        about=wanted.about,
        words=wanted.words,
        by_name=wanted.by_name,
        readers=wanted.to,
        said_on=desk.today,
        read_by=read_by,
        answer_by=answer_by,
    )
    filed = Filed(wanted.press, said)
    with writing(desk.session, person_id):
        if desk.folder.is_there(filed.id):
            return filed.reference
        if not wanted.to or able(desk, said) != frozenset(wanted.to):
            raise NotThereError
        if sum(one.said.is_open for one in desk.folder.of_person(person_id)) >= MOST_OPEN:
            raise FullError
        desk.folder.file(filed)
        desk.tell_readers(said.readers)
    return filed.reference


def mine(desk: Desk, person_id: str) -> tuple[Mine, ...]:
    """Return a person's own, open ones first, then the latest."""
    found = sorted(desk.folder.of_person(person_id), key=lambda one: not one.said.is_open)
    return tuple(_mine(desk, one) for one in found)


def has_news(desk: Desk, person_id: str) -> bool:
    return any(one.said.has_news(desk.today) for one in desk.folder.of_person(person_id))


def choose_again(desk: Desk, person_id: str, complaint_id: str, to: tuple[str, ...]) -> None:
    """Let others read it from now on; the days stay as they were promised."""
    with writing(desk.session, about(complaint_id)):
        found = desk.folder.own(person_id, complaint_id)
        if found is None or not found.said.is_open:
            raise NotThereError
        said = found.said.for_readers(to)
        if not to or able(desk, said) != frozenset(to):
            raise NotThereError
        desk.folder.readdress(replace(found, said=said))
        desk.tell_readers(to)


def take_back(desk: Desk, person_id: str, complaint_id: str) -> bool:
    """Remove one that is not answered, with its key; False when there is none."""
    with writing(desk.session, about(complaint_id)):
        found = desk.folder.own(person_id, complaint_id)
        if found is None or not found.said.is_open:
            return False
        desk.folder.remove((complaint_id,))
    desk.folder.destroy_keys([complaint_id])
    return True


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Keep what a person said without whose it was, in the caller's transaction; see ADR 0051.

    Return the names of the data keys that are to be destroyed after it.
    """
    return Folder(session, vault).forget_whose(person_id)


def _mine(desk: Desk, filed: Filed) -> Mine:
    said = filed.said
    known = names(desk, (*said.readers, *(one.by for one in said.looks), said.answered_by))
    somebody = "Somebody who no longer works here"
    return Mine(
        id=filed.id,
        reference=filed.reference,
        said=said,
        to=tuple(known.get(each, somebody) for each in said.readers),
        looks=tuple((known.get(one.by, somebody), one.on, one.times) for one in said.looks),
        answered_by=known.get(said.answered_by, somebody) if said.answered_by else "",
        is_overdue=said.is_overdue(desk.today),
        reaches_nobody=said.is_open and not able(desk, said),
    )
