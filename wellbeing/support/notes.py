"""What two people of a case agreed to do: one writes it down, and the other agrees to that very text."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from wellbeing.messages import service as messages
from wellbeing.sealed import Label
from wellbeing.stepped_care.canonical import EXACT
from wellbeing.support import note_store
from wellbeing.support.cabinet import Filed
from wellbeing.support.holding import ChangedError, NotThereError
from wellbeing.support.office import Office
from wellbeing.support.open_cases import OpenCase, changing_case

MOST_NOTES = 30


class Doer(StrEnum):
    """Who does what was agreed."""

    ASKER = "asker"
    CONTACT = "contact"
    BOTH = "both"


class TooManyError(Exception):
    """A case has as many agreed actions as it can have."""


@dataclass(frozen=True)
class Action:
    """What somebody will do, and by when."""

    what: str
    doer: Doer
    by_when: date | None = None

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Note:
    """One action, as it was written with one contact; a draft until the other has agreed."""

    action: Action
    contact: str
    written_by: str
    written_on: date
    agreed_on: date | None = None

    __pydantic_config__ = EXACT

    @property
    def mark(self) -> str:
        """Return what one draft is known by: another text, or another writer, has another mark."""
        return hashlib.sha256(
            repr((self.action, self.contact, self.written_by)).encode()
        ).hexdigest()


@dataclass(frozen=True)
class Notes:
    """What a reader may see of a case: what is agreed, and the draft that waits, if there is one."""

    agreed: tuple[Note, ...] = ()
    draft: Note | None = None


_NOTE = TypeAdapter(Note)


def notes_of(office: Office, case: OpenCase, reader: str) -> Notes:
    """Return the notes of an open case as one of its two people may read them."""
    found = [note for _, note in _opened(office, [case.id]).get(case.id, ())]
    along = _goes_along(office, case)
    return Notes(
        tuple(one for one in found if one.agreed_on and _may_read(one, case, reader, along)),
        next((one for one in found if not one.agreed_on and one.contact == case.contact), None),
    )


def all_of(office: Office, filed: Sequence[Filed]) -> dict[str, tuple[Note, ...]]:
    """Return all notes of these cases, drafts too, for their asker alone."""
    found = _opened(office, [one.id for one in filed])
    return {each: tuple(note for _, note in notes) for each, notes in found.items()}


def write_note(
    office: Office, person_id: str, request_id: str, action: Action, shown: str = ""
) -> None:
    """Write a draft, in place of the one that was shown; the other is told that something waits.

    Raise ChangedError where the draft is not the one that was shown, TooManyError at the limit.
    """
    with _changing(office, person_id, request_id) as (case, notes):
        draft = _draft(notes, case)
        if (draft[1].mark if draft else "") != shown:
            raise ChangedError
        new = Note(action, case.contact, person_id, office.today)
        if draft and draft[1] == new:
            return
        _keep(office, request_id, _place(notes), new)
        _tell_other(office, case, person_id)


def agree(office: Office, person_id: str, request_id: str, shown: str) -> None:
    """Agree to the draft that was shown; nobody agrees to their own, nor to another text."""
    with _changing(office, person_id, request_id) as (case, notes):
        draft = _draft(notes, case)
        if draft is None or draft[1].mark != shown or draft[1].written_by == person_id:
            raise ChangedError
        _keep(office, request_id, draft[0], replace(draft[1], agreed_on=office.today))
        _tell_other(office, case, person_id)


def drop(office: Office, person_id: str, request_id: str, shown: str) -> None:
    """Take away the draft that was shown, whoever of the two wrote it; what is not agreed is not kept."""
    with _changing(office, person_id, request_id) as (case, notes):
        draft = _draft(notes, case)
        if draft is None:
            return
        if draft[1].mark != shown:
            raise ChangedError
        note_store.remove(office.session, request_id, draft[0])


Numbered = tuple[int, Note]


@contextmanager
def _changing(
    office: Office, person_id: str, request_id: str
) -> Iterator[tuple[OpenCase, tuple[Numbered, ...]]]:
    with changing_case(office, person_id, request_id) as case:
        yield case, _opened(office, [request_id]).get(request_id, ())


def _draft(notes: Sequence[Numbered], case: OpenCase) -> Numbered | None:
    """Return the draft of these two; one that was left by an earlier contact counts for nothing."""
    waits = (one for one in notes if not one[1].agreed_on and one[1].contact == case.contact)
    return next(waits, None)


def _place(notes: Sequence[Numbered]) -> int:
    """Return the number of the draft: there is one at a time."""
    agreed = [number for number, note in notes if note.agreed_on]
    if len(agreed) >= MOST_NOTES:
        raise TooManyError
    return max(agreed, default=0) + 1


def _goes_along(office: Office, case: OpenCase) -> frozenset[str]:
    filed = office.cabinet.between(case.id, case.asker)
    return frozenset(filed.case.notes_to if filed else ())


def _may_read(note: Note, case: OpenCase, reader: str, along: frozenset[str]) -> bool:
    return reader in along | {case.asker, note.contact}


def _tell_other(office: Office, case: OpenCase, person_id: str) -> None:
    if person_id == case.asker:
        office.tell(messages.Kind.REQUEST, [case.contact])
    else:
        office.tell(messages.Kind.REQUEST_TAKEN, [case.asker])


def _keep(office: Office, request_id: str, number: int, note: Note) -> None:
    box = office.vault.boxes([office.cabinet.key_of(request_id)])
    if not box:
        raise NotThereError
    sealed = next(iter(box.values())).seal(_NOTE.dump_json(note), _label(request_id, number))
    note_store.put(office.session, request_id, number, sealed)


def _opened(office: Office, request_ids: Sequence[str]) -> dict[str, tuple[Numbered, ...]]:
    found = note_store.of_requests(office.session, request_ids)
    owners = {office.cabinet.key_of(each): each for each in found}
    boxes = office.vault.boxes(list(owners))
    return {
        owners[owner]: tuple(
            (number, _NOTE.validate_json(box.open(sealed, _label(owners[owner], number))))
            for number, sealed in found[owners[owner]]
        )
        for owner, box in boxes.items()
    }


def _label(request_id: str, number: int) -> Label:
    return Label("support note", bytes.fromhex(request_id) + number.to_bytes(4, "big"))
