"""What a person is told of all they share: with whom, until when, and who looked on which day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.looks import Look
from wellbeing.sealed import Vault
from wellbeing.sharing.copies import Copy
from wellbeing.sharing.cupboard import Cupboard, Filed

# For somebody whose name is no longer kept.
SOMEBODY = "Somebody who no longer works here"


@dataclass(frozen=True)
class Share:
    """One thing that a person shares or shared, as they see it."""

    id: str
    what: str
    title: str
    # Whoever was chosen from the list by name, anybody else by the address that was typed.
    to: str
    role: str
    why: str
    from_on: date
    until: date
    is_open: bool
    withdrawn_on: date | None
    put_away_on: date | None
    # Somebody who was chosen by name has left. Of an address this is never told.
    has_left: bool
    looks: tuple[Look, ...]
    # By this it is known whether what was shared has changed since.
    mark: str
    # What can be read; None once it has ended.
    copy: Copy | None


def is_damaged(session: Session, vault: Vault, person_id: str) -> bool:
    """Say whether something that a person shares cannot be opened: neither by them nor by its reader."""
    return Cupboard(session, vault).is_damaged(person_id)


def shared_by(session: Session, vault: Vault, person_id: str, today: date) -> tuple[Share, ...]:
    """Return all that a person shares, open things first, and what ended in the last 90 days."""
    cupboard = Cupboard(session, vault)
    filed = cupboard.of_owner(person_id, today)
    words = cupboard.words_of_owner(person_id, today)
    named = sorted({one.record.reader.id for one in filed if not one.record.reader.address})
    people = {one.id: one for one in accounts.people(session, named, today)}
    here = {each for each in named if accounts.person(session, each, today) is not None}

    def told(one: Filed) -> Share:
        record, reader = one.record, one.record.reader
        known = people.get(reader.id)
        return Share(
            id=one.id,
            what=record.what,
            title=record.title,
            to=reader.address or (known.name if known else SOMEBODY),
            role=reader.role,
            why=record.why,
            from_on=record.from_on,
            until=one.until,
            is_open=one.is_open(today),
            withdrawn_on=record.withdrawn_on,
            put_away_on=record.put_away_on,
            has_left=not reader.address and reader.id not in here,
            looks=record.looks,
            mark=record.mark,
            copy=words.get(one.id),
        )

    return tuple(sorted(map(told, filed), key=lambda one: not one.is_open))
