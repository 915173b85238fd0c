"""A case ends, by either of its two people; and what the person alone says of it afterwards.

The person needs no reason and nobody's consent. Whoever had the case has lost it at once; a try
to open it afterwards is refused, and both the person and the auditor see that it was tried.
"""

from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.stepped_care import ActKind
from wellbeing.stepped_care.canonical import EXACT
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case, Ending, Kind
from wellbeing.support.happened import Useful
from wellbeing.support.holding import NotThereError, is_for, taken
from wellbeing.support.office import Office
from wellbeing.support.pools import Pools, heard_as

WITHOUT_TALK = frozenset({Ending.WITHDRAWN})


@dataclass(frozen=True)
class Said:
    """What a person chose to say to the contact of a closed case."""

    asker: str
    ended_on: date
    useful: Useful

    __pydantic_config__ = EXACT


_SAID = TypeAdapter(Said)


def close(office: Office, contact_id: str, request_id: str) -> None:
    """End a case in which both have talked; a review ends with its outcome instead."""
    with taken(office, contact_id, request_id) as filed:
        if filed.case.wish.kind is Kind.REVIEW or filed.case.talked_on is None:
            raise NotThereError
        _end(office, filed, contact_id)
        office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])


def end(office: Office, person_id: str, request_id: str) -> None:
    """End a case of one's own, at any time and without a reason; before a talk it is taken back.

    For formal support this is the person's "no", as taking it back is.
    """
    with writing(office.session, person_id):
        filed = _own(office, person_id, request_id)
        if not filed.is_open:
            return
        if filed.case.talked_on is None:
            end_withdrawn(office, filed)
        else:
            _end(office, filed, person_id)
        act = undoing(office, filed.case.asker, filed.case.wish.kind)
        if act is not None and filed.case.holds_place:
            history.act(office.desk, person_id, office.desk.this_week, act)


def end_withdrawn(office: Office, filed: Filed) -> None:
    ended = filed.case.ended(Ending.WITHDRAWN, office.today)
    office.cabinet.end(filed.id, ended, office.today)


def undoing(office: Office, person_id: str, kind: Kind) -> ActKind | None:
    """Return the act that takes a wish back; None when the history holds none that is open."""
    if kind is Kind.TALK and history.talk_is_open(office.desk, person_id):
        return ActKind.TALK_WITHDRAWN
    if kind is Kind.FORMAL and history.formal_is_open(office.desk, person_id):
        return ActKind.DECLINE_FORMAL
    return None


def can_be_asked_of(case: Case) -> bool:
    """Say whether it can be asked if this was of use: it has ended, and somebody had it."""
    return case.ending not in (None, *WITHOUT_TALK) and bool(case.takings)


def say_useful(office: Office, person_id: str, request_id: str, useful: Useful) -> None:
    """Keep what a person says of a closed case; only who had it last can read it, if they chose so."""
    with writing(office.session, person_id):
        filed = _own(office, person_id, request_id)
        case = filed.case
        if not can_be_asked_of(case) or case.ended_on is None:
            raise NotThereError
        if useful.for_whom not in ("", case.takings[-1].by):
            raise NotThereError
        office.cabinet.keep(filed.id, replace(case, useful=useful))
        said = _SAID.dump_json(Said(case.asker, case.ended_on, useful))
        office.cabinet.say_to(filed.id, useful.for_whom, said if useful.for_whom else None)


def said_to(office: Office, contact_id: str) -> tuple[Said, ...]:
    """Return what people said to a contact; each is a look, kept before anything is shown."""
    found = []
    for request_id, _ in office.cabinet.said_to(contact_id):
        filed = office.cabinet.whole(request_id)
        if filed is None:
            continue
        with writing(office.session, filed.case.asker):
            again = dict(office.cabinet.said_to(contact_id)).get(request_id)
            now = office.cabinet.whole(request_id)
            if again is None or now is None:
                continue
            office.cabinet.keep(request_id, now.case.looked_at(contact_id, office.today))
            _note_look(office, contact_id, now.case, audit.Kind.LOOK_REQUEST)
            found.append(_SAID.validate_json(again))
    return tuple(sorted(found, key=lambda one: one.ended_on, reverse=True))


def has_words(office: Office, contact_id: str) -> bool:
    """Say whether somebody said something to a contact; this is not yet a look."""
    return bool(office.cabinet.said_to(contact_id))


def refuse(office: Office, contact_id: str, request_id: str) -> None:
    """Put on record that somebody who once had a case tried to open it; nothing for anybody else."""
    filed = office.cabinet.whole(request_id)
    if filed is None or contact_id not in filed.case.had:
        return
    with writing(office.session, filed.case.asker):
        now = office.cabinet.whole(request_id)
        if now is None or (now.is_open and is_for(office, Pools(office), now.case, contact_id)):
            return
        office.cabinet.keep(request_id, now.case.refused_to(contact_id, office.today))
        _note_look(office, contact_id, now.case, audit.Kind.LOOK_REFUSED)


def _note_look(office: Office, contact_id: str, case: Case, kind: audit.Kind) -> None:
    actor = audit.Actor(contact_id, heard_as(office, contact_id, case.wish).value)
    audit.look(office.session, audit.Scribe(office.vault, actor, office.today), case.asker, kind)


def _end(office: Office, filed: Filed, by: str) -> None:
    office.cabinet.end(filed.id, filed.case.ended(Ending.CLOSED, office.today, by), office.today)


def _own(office: Office, person_id: str, request_id: str) -> Filed:
    filed = office.cabinet.of_asker_one(request_id, person_id, office.today)
    if filed is None:
        raise NotThereError
    return filed
