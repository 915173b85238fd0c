"""A contact's desk: what waits, what they have, how many that is of how many, and who covers for them.

It names nobody whom the contact has not taken, and there is no other way to find somebody: no
search, no step, no answer.
"""

from dataclasses import dataclass
from datetime import date

from wellbeing.support.answering import inbox
from wellbeing.support.closing import after_the_end
from wellbeing.support.office import Office
from wellbeing.support.rota import Room
from wellbeing.support.telling import SOMEBODY, Waiting, names_of


@dataclass(frozen=True)
class CoveredFor:
    """A case of this contact that a colleague has for a time."""

    by: str
    until: date


@dataclass(frozen=True)
class OwnDesk:
    """Everything a contact finds when they sit down."""

    waiting: tuple[Waiting, ...]
    cases: tuple[Waiting, ...]
    room: Room
    # The next days away of their own, while they have cases that somebody might cover.
    away_from: date | None
    away_until: date | None
    covered: tuple[CoveredFor, ...]
    has_words: bool
    # On which days cases of theirs were ended by their person lately.
    ended: tuple[date, ...]


def desk_of(office: Office, contact_id: str) -> OwnDesk:
    """Return a contact's desk, those promised first at the head; this is not yet a look."""
    found = inbox(office, contact_id)
    cases = tuple(one for one in found if one.is_mine)
    has_words, ended = after_the_end(office, contact_id)
    away = office.rota.next_away(contact_id) if cases else None
    return OwnDesk(
        waiting=tuple(one for one in found if not one.is_mine),
        cases=cases,
        room=office.rota.room_of(contact_id),
        away_from=away.first if away else None,
        away_until=away.last if away else None,
        covered=_covered(office, contact_id),
        has_words=has_words,
        ended=ended,
    )


def _covered(office: Office, contact_id: str) -> tuple[CoveredFor, ...]:
    mine = (
        cover
        for one in office.cabinet.addressed_to(contact_id)
        if one.case.taken
        and one.case.taken.by == contact_id
        and (cover := one.case.cover_on(office.today))
    )
    found = tuple(mine)
    names = names_of(office, (one.by for one in found))
    return tuple(CoveredFor(names.get(one.by, SOMEBODY), one.until) for one in found)
