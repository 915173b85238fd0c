"""A case ends, by either of its two people; and what the person alone says of it afterwards.

The person needs no reason and nobody's consent. Whoever had the case has lost it at once; a try
to open it afterwards is refused, and both the person and the auditor see that it was tried.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

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
from wellbeing.support.holding import NotThereError, is_for, taken, taker
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


@dataclass(frozen=True)
class Ended:
    """That a case has ended, for whoever had it: without its person, and never why."""

    ended_on: date

    __pydantic_config__ = EXACT


_WORD: TypeAdapter[Said | Ended] = TypeAdapter(Said | Ended)
# So long whoever had a case reads that it has ended.
ENDED_FOR = timedelta(days=14)


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
            _leave_word(office, filed)
            _end(office, filed, person_id)
        act = undoing(office, filed.case.asker, filed.case.wish.kind)
        if act is not None and filed.case.holds_place:
            history.act(office.desk, person_id, office.desk.this_week, act)


def end_withdrawn(office: Office, filed: Filed) -> None:
    _leave_word(office, filed)
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
        last, is_told = case.takings[-1].by, bool(useful.for_whom)
        word = Said(case.asker, case.ended_on, useful) if is_told else Ended(case.ended_on)
        is_none = not is_told and case.ended_by != person_id
        office.cabinet.say_to(filed.id, last, None if is_none else _WORD.dump_json(word))


def said_to(office: Office, contact_id: str) -> tuple[Said, ...]:
    """Return what people said to a contact; each is a look, kept before anything is shown."""
    found = []
    for request_id, word in office.cabinet.said_to(contact_id):
        filed = office.cabinet.whole(request_id)
        if filed is None or not isinstance(_WORD.validate_json(word), Said):
            continue
        with writing(office.session, filed.case.asker):
            again = dict(office.cabinet.said_to(contact_id)).get(request_id)
            now = office.cabinet.whole(request_id)
            said = None if again is None else _WORD.validate_json(again)
            if now is None or not isinstance(said, Said):
                continue
            office.cabinet.keep(request_id, now.case.looked_at(contact_id, office.today))
            _note_look(office, contact_id, now.case, audit.Kind.LOOK_REQUEST)
            found.append(said)
    return tuple(sorted(found, key=lambda one: one.ended_on, reverse=True))


def after_the_end(office: Office, contact_id: str) -> tuple[bool, tuple[date, ...]]:
    """Say whether somebody said something to a contact, and which days cases of theirs ended lately.

    Neither names anybody, so it is not yet a look.
    """
    words = [_WORD.validate_json(word) for _, word in office.cabinet.said_to(contact_id)]
    days = (one.ended_on for one in words if isinstance(one, Ended))
    ended = sorted(day for day in days if office.today < day + ENDED_FOR)
    return any(isinstance(one, Said) for one in words), tuple(ended)


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


def _leave_word(office: Office, filed: Filed) -> None:
    """Let whoever took the case read that it has ended: they would see only that it is not there.

    There is one word for each case, so a colleague who covers reads none: the other comes back to it.
    """
    to = taker(office, Pools(office), filed.case)
    if to:
        office.cabinet.say_to(filed.id, to, _WORD.dump_json(Ended(office.today)))


def _own(office: Office, person_id: str, request_id: str) -> Filed:
    filed = office.cabinet.of_asker_one(request_id, person_id, office.today)
    if filed is None:
        raise NotThereError
    return filed
